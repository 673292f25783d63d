import type { Arguments } from "./context.ts";

export type Connection<T> = {
  readonly totalCount: number;
  readonly nodes: readonly T[];
  readonly edges: readonly { readonly node: T; readonly cursor: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
};

/** A page of a list by `first`/`after` or `last`/`before`. Their bounds have been checked before execution. */
export function connectionOf<T>(
  all: readonly T[],
  input: Arguments,
  edge: (item: T) => Readonly<Record<string, unknown>> = () => ({}),
): Connection<T> {
  const { first, last, after, before } = input;
  let start = typeof after === "string" ? positionOf(after) + 1 : 0;
  let end = typeof before === "string" ? positionOf(before) : all.length;
  start = Math.min(start, all.length);
  if (typeof first === "number") end = Math.min(end, start + first);
  if (typeof last === "number") start = Math.max(start, end - last);
  const nodes = all.slice(start, end);
  return {
    totalCount: all.length,
    nodes,
    get edges() {
      return nodes.map((node, index) => ({ ...edge(node), node, cursor: cursorAt(start + index) }));
    },
    pageInfo: {
      hasNextPage: end < all.length,
      hasPreviousPage: start > 0,
      startCursor: nodes.length === 0 ? null : cursorAt(start),
      endCursor: nodes.length === 0 ? null : cursorAt(start + nodes.length - 1),
    },
  };
}

function cursorAt(position: number): string {
  return Buffer.from(`cursor:v2:${position}`).toString("base64");
}

function positionOf(cursor: string): number {
  const match = /^cursor:v2:(\d+)$/.exec(Buffer.from(cursor, "base64").toString());
  return match === null ? -1 : Number(match[1]);
}
