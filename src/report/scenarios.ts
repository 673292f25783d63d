import { placeText } from "../core/model/place.ts";
import type { ScenarioResult } from "../core/model/scenario.ts";
import { count } from "./count.ts";
import { plain } from "./escape.ts";
import { type Case, suitesInJunit } from "./junit-suites.ts";
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
  const suites = [...Map.groupBy(results, ({ file }) => file)].map(([file, cases]) => ({
    name: file,
    cases: cases.map(testCase),
  }));
  return suitesInJunit("mltrl test", suites);
}

function testCase({ name, failures }: ScenarioResult): Case {
  const lines = failures.map(({ place, message }) => `${placeText(place)}: ${message}`);
  const [first] = lines;
  return { name, ...(first !== undefined && { end: { is: "failure", message: first, lines } }) };
}
