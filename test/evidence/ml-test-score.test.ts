import { describe, expect, test } from "@jest/globals";
import { ML_TEST_SECTIONS } from "../../src/core/model/ml-test-score.ts";
import { parseMlTestScore } from "../../src/evidence/ml-test-score.ts";
import { parseYamlReport } from "../../src/evidence/structured.ts";

const PATH = ".mltrl/documents/detector/ml-test-score.yml";

function parsed(text: string) {
  const report = parseYamlReport(text, PATH);
  return report.state === "known" ? parseMlTestScore(report.value) : report;
}

/** A score card with the same score for each of the 28 tests. */
function card(score: number): string {
  return ML_TEST_SECTIONS.map((section) => {
    const tests = Array.from({ length: 7 }, (_, i) => {
      return `  ${section}-${i + 1}: { score: ${score}, evidence: tests/${section}.py }\n`;
    });
    return `${section}:\n${tests.join("")}`;
  }).join("");
}

test("all 28 tests are read in order, each with its place", () => {
  const fact = parsed(card(0.5));
  const tests = fact.state === "known" ? fact.value.tests : [];
  expect(tests).toHaveLength(28);
  expect(tests[0]).toEqual({
    section: "data",
    id: "data-1",
    score: 0.5,
    evidence: "tests/data.py",
    place: { path: PATH, line: 2, column: 11 },
  });
  expect(tests[27]).toMatchObject({ section: "monitoring", id: "monitoring-7" });
});

test("sums that are stated have to agree", () => {
  expect(parsed(`${card(0.5)}sums: { data: 3.5 }\nfinal: 3.5\n`).state).toBe("known");
});

describe("a score card is invalid", () => {
  test.each<[string, string, RegExp]>([
    ["with a test left out", card(1).replace(/ {2}model-3: .*\n/, ""), /`model\["?model-3"?\]`: is missing|model-3.*is missing/], // prettier-ignore
    ["with a test that does not exist", card(1).replace("data-7:", "data-8:"), /unknown key "data-8"/], // prettier-ignore
    ["with the points of the workshop version", card(2), /expected 0, 0.5 .* or 1/],
    ["with a score as text", card(1).replace("score: 1", 'score: "1"'), /expected 0, 0.5/],
    ["with a sum that its scores do not make", `${card(0.5)}sums: { model: 4 }\n`, /expected 3.5, which the scores add up to/], // prettier-ignore
    ["with a final score that is the average", `${card(1).replace("score: 1", "score: 0")}final: 6.75\n`, /expected 6, /], // prettier-ignore
  ])("%s", (_, text, reason) => {
    const fact = parsed(text);
    expect(fact).toMatchObject({ state: "unavailable", cause: "invalid" });
    expect(fact.state === "unavailable" && fact.reason).toMatch(reason);
  });
});
