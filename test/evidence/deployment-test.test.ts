import { describe, expect, test } from "@jest/globals";
import { parseDeploymentTest } from "../../src/evidence/deployment-test.ts";
import { parseYamlReport } from "../../src/evidence/structured.ts";

const PATH = ".mltrl/evidence/detector/shadow.yml";

function parsed(text: string) {
  const report = parseYamlReport(text, PATH);
  return report.state === "known" ? parseDeploymentTest(report.value) : report;
}

const GOOD = `environment: staging
version: 2.0.0-rc.1
start: 2026-10-01
end: 2026-10-09T08:00:00Z
passed: true
`;

test("a test is read with its regressions", () => {
  const text = `${GOOD}regressions:
  - what: latency rose by a tenth
    accepted-by: carol
    reason: within the SLO
  - what: memory doubled
workflow: .github/workflows/stress.yml
`;
  expect(parsed(text)).toEqual({
    state: "known",
    value: {
      path: PATH,
      environment: "staging",
      version: "2.0.0-rc.1",
      start: "2026-10-01",
      end: "2026-10-09T08:00:00Z",
      passed: true,
      regressions: [
        {
          what: "latency rose by a tenth",
          acceptedBy: "carol",
          reason: "within the SLO",
          place: { path: PATH, line: 7, column: 5 },
        },
        { what: "memory doubled", place: { path: PATH, line: 10, column: 5 } },
      ],
      workflow: ".github/workflows/stress.yml",
    },
  });
});

describe("a test is invalid", () => {
  test.each<[string, string, RegExp]>([
    ["that does not say whether there were regressions", GOOD, /`regressions`: is missing/],
    ["without a day", `${GOOD.replace("2026-10-01", "lately")}regressions: []`, /`start`: expected a date/], // prettier-ignore
    ["with a day that does not exist", `${GOOD.replace("2026-10-01", "2026-02-30")}regressions: []`, /expected a date/], // prettier-ignore
    ["that does not say how it went", `${GOOD.replace("passed: true", "")}regressions: []`, /`passed`: is missing/], // prettier-ignore
    ["that names a workflow elsewhere", `${GOOD}regressions: []\nworkflow: ../x.yml`, /the path of a workflow/], // prettier-ignore
    ["with something else", `${GOOD}regressions: []\nresult: good`, /unknown key "result"/],
  ])("%s", (_, text, reason) => {
    const fact = parsed(text);
    expect(fact).toMatchObject({ state: "unavailable", cause: "invalid" });
    expect(fact.state === "unavailable" && fact.reason).toMatch(reason);
  });
});
