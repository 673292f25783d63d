import type { JsonValue } from "../model/structured-report.ts";
import { compare, type MaybeValue } from "./compare.ts";
import { isList, isMapping, type JsonNode } from "./node.ts";
import type { Logical, Operand, Query, Selector } from "./syntax.ts";

/** What one selection may cost, and what it came across. */
export interface Walk {
  /** Called for each node that is looked at; throws once they are too many. */
  readonly visit: () => void;
  /** Called for a number that is compared and is none: NaN or Infinity. */
  readonly notFinite: (node: JsonNode) => void;
}

/** The nodes that a query selects, in the order of RFC 9535. */
export function nodesOf(query: Query, root: JsonNode, current: JsonNode, walk: Walk): JsonNode[] {
  let nodes = [query.from === "root" ? root : current];
  for (const { descendant, selectors } of query.segments) {
    const found: JsonNode[] = [];
    for (const node of nodes) {
      for (const each of descendant ? withDescendants(node, walk) : [node]) {
        for (const selector of selectors) select(selector, each, root, walk, found);
      }
    }
    nodes = found;
  }
  return nodes;
}

/** A node and everything below it, each before its own children. */
function* withDescendants(node: JsonNode, walk: Walk): Generator<JsonNode> {
  const open = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    yield next;
    for (const child of [...childrenOf(next, walk)].toReversed()) open.push(child);
  }
}

function* childrenOf(node: JsonNode, walk: Walk): Generator<JsonNode> {
  const { value } = node;
  const keys = isList(value) ? value.keys() : isMapping(value) ? Object.keys(value) : [];
  for (const key of keys) {
    walk.visit();
    yield* childAt(node, key);
  }
}

function childAt(parent: JsonNode, key: string | number): JsonNode[] {
  const container = parent.value;
  if (typeof container !== "object" || container === null || !Object.hasOwn(container, key)) {
    return [];
  }
  return [{ value: Reflect.get(container, key) as JsonValue, parent, key }];
}

function select(
  selector: Selector,
  node: JsonNode,
  root: JsonNode,
  walk: Walk,
  found: JsonNode[],
): void {
  walk.visit();
  const { value } = node;
  switch (selector.type) {
    case "name":
      if (isMapping(value)) found.push(...childAt(node, selector.name));
      return;
    case "index":
      if (isList(value)) found.push(...childAt(node, fromEnd(selector.index, value.length)));
      return;
    case "wildcard":
      for (const child of childrenOf(node, walk)) found.push(child);
      return;
    case "slice":
      if (!isList(value)) return;
      for (const index of sliced(selector, value.length)) {
        walk.visit();
        found.push(...childAt(node, index));
      }
      return;
    case "filter":
      for (const child of childrenOf(node, walk)) {
        if (holds(selector.test, root, child, walk)) found.push(child);
      }
  }
}

function fromEnd(index: number, length: number): number {
  return index < 0 ? length + index : index;
}

/** RFC 9535, 2.3.4.2.2. */
function* sliced(
  { start, end, step }: Extract<Selector, { type: "slice" }>,
  length: number,
): Generator<number> {
  if (step > 0) {
    const upper = Math.min(fromEnd(end ?? length, length), length);
    for (let i = Math.max(fromEnd(start ?? 0, length), 0); i < upper; i += step) yield i;
  } else if (step < 0) {
    const lower = end === undefined ? -1 : Math.max(fromEnd(end, length), -1);
    const upper = Math.min(fromEnd(start ?? length - 1, length), length - 1);
    for (let i = upper; i > lower; i += step) yield i;
  }
}

function holds(test: Logical, root: JsonNode, current: JsonNode, walk: Walk): boolean {
  walk.visit();
  switch (test.type) {
    case "or":
      return test.parts.some((part) => holds(part, root, current, walk));
    case "and":
      return test.parts.every((part) => holds(part, root, current, walk));
    case "not":
      return !holds(test.inner, root, current, walk);
    case "exists":
      return nodesOf(test.query, root, current, walk).length > 0;
    case "comparison": {
      const [left, right] = [test.left, test.right].map((side) =>
        operand(side, root, current, walk),
      );
      return compare(test.operator, left, right, walk.visit);
    }
  }
}

function operand(side: Operand, root: JsonNode, current: JsonNode, walk: Walk): MaybeValue {
  switch (side.type) {
    case "literal":
      return side.value;
    case "query":
    case "value": {
      const query = side.type === "query" ? side.query : side.of;
      const [node, second] = nodesOf(query, root, current, walk);
      if (node === undefined || second !== undefined) return undefined;
      if (typeof node.value === "number" && !Number.isFinite(node.value)) walk.notFinite(node);
      return node.value;
    }
    case "count":
      return nodesOf(side.of, root, current, walk).length;
    case "length":
      return lengthOf(operand(side.of, root, current, walk));
  }
}

/** Of a text its characters, of a list or a mapping its members; nothing has no length. */
export function lengthOf(value: MaybeValue): number | undefined {
  if (typeof value === "string") return Array.from(value).length;
  if (value === undefined || value === null) return undefined;
  if (isList(value)) return value.length;
  return isMapping(value) ? Object.keys(value).length : undefined;
}
