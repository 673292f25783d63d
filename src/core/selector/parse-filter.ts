import type { Cursor } from "./cursor.ts";
import {
  COMPARISON_OPERATORS,
  type ComparisonOperator,
  isSingular,
  type Logical,
  type Operand,
  type Query,
} from "./syntax.ts";

/** Reads a query that stands inside a filter. */
export type ReadQuery = (cursor: Cursor) => Query;

/** What RFC 9535 has and we have not, with what to use instead. */
const PATTERNS = new Set(["match", "search"]);

/** Reads what stands after `?`: `||` binds less than `&&`, and that less than a comparison. */
export function parseLogical(cursor: Cursor, readQuery: ReadQuery): Logical {
  const and = (): Logical => joined("and", "&&", () => parseBasic(cursor, readQuery));
  const joined = (type: "or" | "and", sign: string, part: () => Logical): Logical => {
    const first = part();
    const parts = [first];
    while (cursor.takes(sign)) parts.push(part());
    return parts.length === 1 ? first : { type, parts };
  };
  return cursor.nested(() => joined("or", "||", and));
}

function parseBasic(cursor: Cursor, readQuery: ReadQuery): Logical {
  if (cursor.takes("!")) {
    return {
      type: "not",
      inner: cursor.sees("(") ? parseGroup(cursor, readQuery) : parseExistence(cursor, readQuery),
    };
  }
  if (cursor.sees("(")) return parseGroup(cursor, readQuery);
  const left = parseOperand(cursor, readQuery);
  const operator = COMPARISON_OPERATORS.find((sign) => cursor.sees(sign));
  if (operator !== undefined) return parseComparison(cursor, readQuery, left, operator);
  if (left.type === "query") return { type: "exists", query: left.query };
  return cursor.fault("expected a comparison, because a value alone is neither true nor false");
}

function parseGroup(cursor: Cursor, readQuery: ReadQuery): Logical {
  cursor.expect("(");
  const inner = parseLogical(cursor, readQuery);
  cursor.expect(")");
  return inner;
}

function parseExistence(cursor: Cursor, readQuery: ReadQuery): Logical {
  const operand = parseOperand(cursor, readQuery);
  return operand.type === "query"
    ? { type: "exists", query: operand.query }
    : cursor.fault("`!` stands before `(`, `@` or `$` only");
}

function parseComparison(
  cursor: Cursor,
  readQuery: ReadQuery,
  left: Operand,
  operator: ComparisonOperator,
): Logical {
  requireOneValue(cursor, left);
  cursor.take();
  const right = parseOperand(cursor, readQuery);
  requireOneValue(cursor, right);
  return { type: "comparison", operator, left, right };
}

function requireOneValue(cursor: Cursor, operand: Operand): void {
  if (operand.type === "query" && !isSingular(operand.query)) {
    cursor.fault(
      "a query that may select several values cannot be compared; use `count` or `value`",
    );
  }
}

function isQuery(cursor: Cursor): boolean {
  return cursor.sees("@") || cursor.sees("$");
}

function parseOperand(cursor: Cursor, readQuery: ReadQuery): Operand {
  if (isQuery(cursor)) return { type: "query", query: readQuery(cursor) };
  const { type, text } = cursor.next;
  if (type === "string" || type === "number") {
    cursor.take();
    return { type: "literal", value: type === "string" ? text : Number(text) };
  }
  if (type !== "name") return cursor.fault("expected a value, `@` or `$`");
  if (text === "true" || text === "false" || text === "null") {
    cursor.take();
    return { type: "literal", value: text === "null" ? null : text === "true" };
  }
  return cursor.nested(() => parseCall(cursor, readQuery));
}

function parseCall(cursor: Cursor, readQuery: ReadQuery): Operand {
  const name = cursor.next.text;
  if (PATTERNS.has(name)) {
    cursor.fault(
      "regular expressions are not run here: instead of `match` and `search` select the values and use `equals` or `in`",
    );
  }
  if (name !== "length" && name !== "count" && name !== "value") {
    return cursor.fault("expected a value or one of the functions `count`, `length`, `value`");
  }
  cursor.take();
  cursor.expectAdjacent("`(`");
  cursor.expect("(");
  const call = parseArgument(cursor, readQuery, name);
  cursor.expect(")");
  return call;
}

function parseArgument(
  cursor: Cursor,
  readQuery: ReadQuery,
  name: "length" | "count" | "value",
): Operand {
  if (name === "length") {
    const of = parseOperand(cursor, readQuery);
    requireOneValue(cursor, of);
    return { type: "length", of };
  }
  if (!isQuery(cursor))
    cursor.fault(`expected a query that begins with \`@\` or \`$\` for ${name}`);
  return { type: name, of: readQuery(cursor) };
}
