import type { JsonValue } from "../model/structured-report.ts";
import { nodesOf } from "./evaluate.ts";
import type { JsonNode } from "./node.ts";
import { parseSelector } from "./parse.ts";
import { type Query, SelectorFault } from "./syntax.ts";

/** A selector that can be asked, or what is wrong with it. */
export type Compiled =
  | { readonly ok: true; readonly select: (value: JsonValue) => Selection }
  | { readonly ok: false; readonly fault: string };

/** What a selector found, or why it could not be followed to its end. */
export type Selection =
  | {
      readonly ok: true;
      readonly nodes: readonly JsonNode[];
      /** The first NaN or Infinity that a filter compared: what it selects is not to be believed. */
      readonly notFinite?: JsonNode;
    }
  | { readonly ok: false; readonly reason: string };

/** Nodes that one selection may look at: enough for any report, over in a fraction of a second. */
export const MAX_VISITS = 200_000;

class BudgetSpent extends Error {}

/** Reads a selector once: the subset of RFC 9535 without `match` and `search`. */
export function compileSelector(text: string): Compiled {
  try {
    const query = parseSelector(text);
    return { ok: true, select: (value) => selection(query, value) };
  } catch (error) {
    if (error instanceof SelectorFault) return { ok: false, fault: error.message };
    throw error;
  }
}

function selection(query: Query, value: JsonValue): Selection {
  const root: JsonNode = { value, key: "" };
  const seen: { visits: number; notFinite?: JsonNode } = { visits: 0 };
  try {
    const nodes = nodesOf(query, root, root, {
      visit: () => {
        seen.visits += 1;
        if (seen.visits > MAX_VISITS) throw new BudgetSpent();
      },
      notFinite: (node) => {
        seen.notFinite ??= node;
      },
    });
    return { ok: true, nodes, ...(seen.notFinite && { notFinite: seen.notFinite }) };
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error;
    return {
      ok: false,
      reason: `the selector looks at more than ${MAX_VISITS} values; name the way to what it looks for instead of \`..\` and filters in filters`,
    };
  }
}
