import type { Card } from "../core/model/card.ts";
import { type Fact, known, unavailable } from "../core/model/fact.ts";

/**
 * Merges a card that both sides of a pull request changed, field by field and section by section. What
 * only one side changed is that side's; what both changed differently cannot be judged.
 */
export function mergeCard(
  ancestor: Card | undefined,
  ours: Card,
  theirs: Card | undefined,
): Fact<Card> {
  if (theirs === undefined || ancestor === undefined) {
    return theirs === undefined ? known(ours) : conflict(ours, ["the whole card"]);
  }
  const merged: Record<string, unknown> = {};
  const conflicts: string[] = [];
  for (const key of Object.keys({ ...ancestor, ...theirs, ...ours }) as (keyof Card)[]) {
    const result = isPlace(key)
      ? { value: ours[key], conflicts: [] }
      : merge(ancestor[key], ours[key], theirs[key]);
    if (result.conflicts.length > 0) conflicts.push(...result.conflicts.map((at) => `${key}${at}`));
    if (result.value !== undefined) merged[key] = result.value;
  }
  return conflicts.length > 0 ? conflict(ours, conflicts) : known(merged as unknown as Card);
}

function conflict(card: Card, what: readonly string[]): Fact<never> {
  return unavailable(
    "invalid",
    `${card.path} was changed here and on the base branch, differently in ${what.join(", ")}: update the branch`,
    { path: card.path },
  );
}

interface Merged {
  readonly value: unknown;
  readonly conflicts: readonly string[];
}

/** Three-way merge of one value; maps and lists of named things are merged entry by entry. */
function merge(ancestor: unknown, ours: unknown, theirs: unknown): Merged {
  if (same(ours, theirs) || same(ancestor, theirs)) return { value: ours, conflicts: [] };
  if (same(ancestor, ours)) return { value: theirs, conflicts: [] };
  const maps = [ancestor, ours, theirs].map(entriesOf);
  const [before, one, other] = maps;
  if (!before || !one || !other) return { value: ours, conflicts: [""] };
  const names = new Set([...one.keys(), ...other.keys()]);
  const conflicts: string[] = [];
  const merged = [...names].flatMap((name) => {
    const result = merge(before.get(name), one.get(name), other.get(name));
    conflicts.push(...result.conflicts.map((at) => `.${name}${at}`));
    return result.value === undefined ? [] : [[name, result.value] as const];
  });
  const value = Array.isArray(ours) ? merged.map(([, each]) => each) : new Map(merged);
  return { value, conflicts };
}

function entriesOf(value: unknown): Map<string, unknown> | undefined {
  if (value instanceof Map) return value as Map<string, unknown>;
  if (!Array.isArray(value)) return undefined;
  return new Map(value.map((each: unknown) => [nameOf(each), each]));
}

function nameOf(value: unknown): string {
  return typeof value === "object" && value !== null && "name" in value
    ? String(value.name)
    : canonical(value);
}

/** Compares by what is said, not by where it stands: lines move when text above them changes. */
function same(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (key, each: unknown) => {
    if (isPlace(key)) return undefined;
    return each instanceof Map ? [...each] : each;
  });
}

function isPlace(key: string): boolean {
  return key === "place" || key.endsWith("Place");
}
