import { SelectorFault } from "./syntax.ts";
import type { Token } from "./tokenise.ts";

/** Deeper than any selector that a person can read. */
const MAX_DEPTH = 20;

/** Walks over the tokens of a selector. */
export class Cursor {
  private readonly tokens: readonly Token[];
  private position = 0;
  private depth = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  get next(): Token {
    return this.tokens[this.position] ?? END;
  }

  take(): Token {
    const token = this.next;
    this.position += 1;
    return token;
  }

  /** Whether the next token is this sign. */
  sees(sign: string): boolean {
    return this.next.type === "punctuation" && this.next.text === sign;
  }

  /** Takes this sign if it is next. */
  takes(sign: string): boolean {
    if (!this.sees(sign)) return false;
    this.position += 1;
    return true;
  }

  expect(sign: string): void {
    if (!this.takes(sign)) this.fault(`expected \`${sign}\``);
  }

  /** The next token, which no white space may part from what was before. */
  expectAdjacent(what: string): Token {
    if (this.next.spaced) this.fault(`expected ${what} without white space before it`);
    return this.next;
  }

  /** Reads something that may hold more of its kind. */
  nested<T>(read: () => T): T {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) this.fault(`nested deeper than ${MAX_DEPTH}`);
    const result = read();
    this.depth -= 1;
    return result;
  }

  fault(expected: string): never {
    const { type, text, offset } = this.next;
    const seen = type === "end" ? "the end" : JSON.stringify(text);
    throw new SelectorFault(`${expected}, got ${seen}`, offset);
  }
}

const END: Token = { type: "end", text: "", offset: 0, spaced: false };
