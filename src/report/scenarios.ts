import { placeText } from "../core/model/place.ts";
import type { ScenarioResult } from "../core/model/scenario.ts";
import { count } from "./count.ts";
import { plain } from "./escape.ts";
import type { Style } from "./style.ts";

/** What came of scenarios, for a terminal: what is not as expected, and how many there are. */
export function scenariosInTerminal(results: readonly ScenarioResult[], style: Style): string {
  const failed = results.filter(({ failures }) => failures.length > 0);
  const lines = results.map(({ file, name, failures }) =>
    [
      `${failures.length === 0 ? style.good("✓") : style.bad("✗")} ${plain(file)}: ${plain(name)}`,
      ...failures.map(
        ({ place, message }) => `  ${plain(placeText(place))}: ${plain(message, 2000)}`,
      ),
    ].join("\n"),
  );
  const total = `${count(results.length, "case")}, ${failed.length === 0 ? "all as expected" : `${failed.length} not as expected`}`;
  return `${[...lines, "", total].join("\n")}\n`;
}

/** The same as JUnit's XML, a suite for each file. */
export function scenariosInJunit(results: readonly ScenarioResult[]): string {
  const suites = [...Map.groupBy(results, ({ file }) => file)].map(([file, cases]) =>
    [
      `  <testsuite name="${xml(file)}" tests="${cases.length}" failures="${failures(cases)}" errors="0" skipped="0">`,
      ...cases.map((each) => testCase(each)),
      "  </testsuite>",
    ].join("\n"),
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites tests="${results.length}" failures="${failures(results)}">`,
    ...suites,
    "</testsuites>",
    "",
  ].join("\n");
}

function failures(some: readonly ScenarioResult[]): number {
  return some.filter((each) => each.failures.length > 0).length;
}

function testCase({ file, name, failures }: ScenarioResult): string {
  const start = `    <testcase classname="${xml(file)}" name="${xml(name)}"`;
  if (failures.length === 0) return `${start}/>`;
  const text = failures.map(({ place, message }) => `${placeText(place)}: ${message}`);
  return `${start}>\n      <failure message="${xml(text[0] ?? "")}">${xml(text.join("\n"))}</failure>\n    </testcase>`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\n": "&#10;",
};

/** Text and attributes alike; what XML cannot hold is left out. */
function xml(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "")
    .replaceAll(/[&<>"\n]/g, (character) => ESCAPES[character] ?? character);
}
