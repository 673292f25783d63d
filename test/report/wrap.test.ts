import { describe, expect, test } from "@jest/globals";
import { wrap } from "../../src/report/wrap.ts";

describe("a text in lines", () => {
  test.each<[string, string, string[]]>([
    ["breaks between words", "one two three four", ["- one two", "  three four"]],
    ["keeps a long word whole", "a/path/of/many/parts is", ["- a/path/of/many/parts", "  is"]],
    ["keeps what is pasted whole", "run `a b c d` now", ["- run", "  `a b c d`", "  now"]],
    ["breaks what has no room", "run `a bb ccc dddd` now", ["- run `a bb", "  ccc dddd`", "  now"]],
    ["takes a single mark for a word", "one ` two three", ["- one ` two", "  three"]],
    ["keeps two spaces", "a  b", ["- a  b"]],
  ])("%s", (_, text, lines) => {
    expect(wrap(text, "- ", 13)).toEqual(lines);
  });
});
