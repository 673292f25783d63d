import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { COMMAND_LIST, findCommand } from "../../src/commands/command-table.ts";
import { parseCommands } from "../../src/commands/parse-commands.ts";

/** The commands of a comment as they are understood: name, words, options. */
function understood(...lines: string[]): string[] {
  return parseCommands(lines.join("\n")).map(({ name, words, options }) =>
    [name, ...words, ...[...options].map(([key, value]) => `--${key}=${value}`)].join("|"),
  );
}

describe("a command", () => {
  test.each<[string, string, string[]]>([
    ["alone", "/mltrl check", ["check"]],
    ["without a name asks for help", "/mltrl", ["help"]],
    ["in capitals", "/mltrl CHECK", ["check"]],
    ["with a word", "/mltrl promote detector", ["promote|detector"]],
    ["with an option", "/mltrl switchback detector --to 3", ["switchback|detector|--to=3"]],
    ["with an option and =", "/mltrl switchback --to=3", ["switchback|--to=3"]],
    ["with a quoted reason", '/mltrl waive r --reason "two words"', ["waive|r|--reason=two words"]],
    ["with a reason in typographic quotes", "/mltrl waive r --reason “two words”", ["waive|r|--reason=two words"]], // prettier-ignore
    ["with an option that has no value", "/mltrl waive --until", ["waive|--until="]],
    ["with an open quote", '/mltrl waive "two words', ['waive|"two|words']],
    ["with tabs", "/mltrl\tcheck\t", ["check"]],
    ["with an empty word", '/mltrl promote ""', ["promote|"]],
    ["that ends in CR", "/mltrl check\r", ["check"]],
  ])("%s", (_, line, commands) => {
    expect(understood(line)).toEqual(commands);
  });

  test("may follow talk, and several may stand in a comment, the first five", () => {
    expect(understood("Please:", "", "/mltrl check", "thanks", "/mltrl status")).toEqual([
      "check",
      "status",
    ]);
    expect(understood(...Array.from({ length: 9 }, () => "/mltrl check"))).toHaveLength(5);
  });
});

describe("talk about a command is none", () => {
  test.each<[string, string[]]>([
    ["in the middle of a line", ["try /mltrl check"]],
    ["indented as code", ["    /mltrl check"]],
    ["indented by a tab", ["\t/mltrl check"]],
    ["in a span of code", ["`/mltrl check`"]],
    ["of another word", ["/mltrlx check"]],
    ["in a fence", ["```", "/mltrl check", "```"]],
    ["in a fence of tildes", ["~~~ sh", "/mltrl check", "~~~"]],
    ["in an open fence", ["```", "/mltrl check"]],
    ["in a longer fence", ["````", "```", "/mltrl check", "````"]],
    ["in a fence that holds another's opening", ["```", "```js", "/mltrl check", "```"]],
    ["in a fence of the other sign", ["~~~", "```", "/mltrl check", "~~~"]],
    ["in an indented fence", ["  ```", "/mltrl check", "  ```"]],
    ["in a quote", ["> /mltrl check"]],
    ["in the lazy end of a quote", ["> somebody said", "/mltrl check"]],
    ["in an HTML comment", ["<!-- hidden", "/mltrl check", "-->"]],
    ["in an open HTML comment", ["<!-- hidden", "/mltrl check"]],
    ["in a comment of one line", ["<!-- x -->/mltrl", "x <!-- --> /mltrl check"].slice(1)],
    ["in code in tags", ["<pre>", "/mltrl check", "</pre>"]],
    ["in a quote in tags", ['<blockquote cite="x">', "", "/mltrl check", "", "</blockquote>"]],
    ["in code in tags behind others", ["<details><summary>Log</summary><PRE>", "/mltrl check"]],
    ["right behind an HTML comment", ["<!-- a -->/mltrl check"]],
  ])("%s", (_, lines) => {
    expect(understood(...lines)).toEqual([]);
  });

  test.each<[string, string[]]>([
    ["a fence", ["```", "code", "```", "/mltrl check"]],
    ["a fence closed by a longer one", ["```", "code", "`````  ", "/mltrl check"]],
    ["a line of code that is no fence", ["```code```", "/mltrl check"]],
    ["a quote and an empty line", ["> quote", "", "/mltrl check"]],
    ["an HTML comment", ["<!-- hidden", "-->", "/mltrl check"]],
    ["code in tags", ["<pre>", "code", "</pre>", "/mltrl check"]],
    ["a tag in a span of code", ["Use `<pre>` there.", "/mltrl check"]],
    ["a tag that hides nothing", ["<details>", "", "/mltrl check", "", "</details>"]],
    ["two HTML comments", ["<!-- a --> <!-- b -->", "/mltrl check"]],
  ])("but after %s it is one", (_, lines) => {
    expect(understood(...lines)).toEqual(["check"]);
  });
});

describe("whatever somebody writes", () => {
  test("is read without an error, and commands come from lines that start with one", () => {
    const piece = fc.constantFrom(
      ...'/mltrl |check|--|=|"|“|”|`|```|~~~|<!--|-->|>|\n|\r\n| |\t|é|𝒳|--reason|__proto__'.split(
        "|",
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const body = pieces.join("");
        const commands = parseCommands(body);
        const lines = body.split(/\r?\n/).filter((line) => line.startsWith("/mltrl"));
        expect(commands.length).toBeLessThanOrEqual(Math.min(5, lines.length));
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ["open typographic quotes", `/mltrl ${"“ ".repeat(30_000)}`],
    ["open quotes", `/mltrl ${'"'.repeat(65_000)}`],
    ["open comments", "<!--".repeat(16_000)],
    ["open tags", "<pre\n".repeat(13_000)],
    ["signs of a tag", "<".repeat(65_000)],
    ["dashes", `/mltrl ${"--".repeat(30_000)}`],
    ["fences", "```\n".repeat(16_000)],
    ["backticks", `${"`".repeat(65_000)}x`],
    ["one long line", `/mltrl ${"a".repeat(65_000)}`],
  ])("is read at once: %s", (_, body) => {
    const started = process.cpuUsage();
    parseCommands(body);
    expect(process.cpuUsage(started).user).toBeLessThan(1_000_000);
  });
});

describe("the table of commands", () => {
  test.each([
    ["promote", "promote"],
    ["graduate", "promote"],
    ["recheck", "check"],
    ["toString", undefined],
    ["", undefined],
  ])("%s is %s", (word, name) => {
    expect(findCommand(word)?.name).toBe(name);
  });

  test("names nothing twice, and each usage begins with its command", () => {
    const words = COMMAND_LIST.flatMap(({ name, aliases }) => [name, ...aliases]);
    expect(new Set(words).size).toBe(words.length);
    expect(COMMAND_LIST.filter(({ name, usage }) => !usage.startsWith(`/mltrl ${name}`))).toEqual(
      [],
    );
  });
});
