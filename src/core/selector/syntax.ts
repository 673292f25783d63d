/** A query: where it starts and the segments that lead on from there. */
export interface Query {
  /** `root` is `$`, the whole value; `current` is `@`, what a filter looks at. */
  readonly from: "root" | "current";
  readonly segments: readonly Segment[];
}

export interface Segment {
  /** `..`: applied to a node and to everything below it. */
  readonly descendant: boolean;
  readonly selectors: readonly Selector[];
}

export type Selector =
  | { readonly type: "name"; readonly name: string }
  | { readonly type: "index"; readonly index: number }
  | { readonly type: "wildcard" }
  | {
      readonly type: "slice";
      readonly start?: number;
      readonly end?: number;
      readonly step: number;
    }
  | { readonly type: "filter"; readonly test: Logical };

/** What a filter asks of a node. */
export type Logical =
  | { readonly type: "or" | "and"; readonly parts: readonly Logical[] }
  | { readonly type: "not"; readonly inner: Logical }
  | { readonly type: "exists"; readonly query: Query }
  | {
      readonly type: "comparison";
      readonly operator: ComparisonOperator;
      readonly left: Operand;
      readonly right: Operand;
    };

export const COMPARISON_OPERATORS = ["==", "!=", "<", "<=", ">", ">="] as const;
export type ComparisonOperator = (typeof COMPARISON_OPERATORS)[number];

/** One side of a comparison: a value, or nothing. */
export type Operand =
  | { readonly type: "literal"; readonly value: string | number | boolean | null }
  | { readonly type: "query"; readonly query: Query }
  | { readonly type: "length"; readonly of: Operand }
  | { readonly type: "count" | "value"; readonly of: Query };

/** Whether a query selects at most one node, and so can stand in a comparison. */
export function isSingular({ segments }: Query): boolean {
  return segments.every(
    ({ descendant, selectors: [first, ...more] }) =>
      !descendant && more.length === 0 && (first?.type === "name" || first?.type === "index"),
  );
}

/** What is wrong with a selector, and at which character. */
export class SelectorFault extends Error {
  constructor(message: string, offset: number) {
    super(`${message} (at character ${offset + 1})`);
  }
}
