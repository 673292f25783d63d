import { describe, expect, test } from "@jest/globals";
import { Ajv } from "ajv";
import formats from "ajv-formats";
import schema from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json" with { type: "json" };
import type { Decision } from "../../src/core/model/decision.ts";
import { sarif } from "../../src/report/sarif.ts";
import { check, component, decision, finding } from "./build.ts";
import { expectGolden } from "./golden.ts";
import { RULES } from "./rules.ts";
import { SCENES } from "./scenes.ts";

const CONTEXT = { rules: RULES, repositoryUrl: "https://github.com/acme/scanner" };

// The published schema is of draft 4, whose `id` Ajv does not take; nothing else in it differs.
const { id: _id, $schema: _draft, ...published } = schema;
const ajv = new Ajv({ strict: false, allErrors: true, logger: false, unicodeRegExp: false });
formats.default(ajv);
const validate = ajv.compile(published);

/** A log that the published schema accepts. */
function written(...given: readonly [Decision, ...Decision[]]): Log {
  const log = sarif(given, CONTEXT);
  validate(log);
  expect(validate.errors).toBeNull();
  return log as Log;
}

interface Log {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
      readonly results?: readonly Result[];
      readonly invocations: readonly [
        {
          readonly executionSuccessful: boolean;
          readonly toolConfigurationNotifications?: readonly object[];
          readonly toolExecutionNotifications?: readonly {
            readonly level: string;
            readonly message: { readonly text: string };
          }[];
        },
      ];
    },
  ];
}

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly locations: readonly object[];
  readonly relatedLocations?: readonly object[];
  readonly partialFingerprints: object;
}

function judged(
  findings: readonly ReturnType<typeof finding>[],
  conclusion: "failure" | "neutral" = "failure",
) {
  return decision({
    checks: [
      check(conclusion, {
        enforcement: conclusion === "failure" ? "block" : "warn",
        components: ["x"],
      }),
    ],
    components: [component("x", { conclusion: "failure", findings })],
  });
}

function fingerprintAt(line: number): object | undefined {
  const evidence = [{ path: "a.py", line, seen: "b" }];
  const [run] = written(judged([finding("fails", { outcome: "fail", evidence })])).runs;
  return run.results?.[0]?.partialFingerprints;
}

function red(...rules: readonly string[]): Decision {
  return judged(rules.map((rule) => finding(rule, { outcome: "fail" })));
}

describe("the verdict in SARIF", () => {
  test.each(Object.entries(SCENES))("%s", (scene, given) => {
    const log = written(given);
    expectGolden(`sarif/${scene}.json`, `${JSON.stringify(log, undefined, 2)}\n`);
    expect(log.runs).toHaveLength(1);
  });

  test("results are what is not met, at the level that it blocks with", () => {
    const [run] = written(
      judged([
        finding("holds"),
        finding("fails", { outcome: "fail" }),
        finding("not-seen", { outcome: "unknown" }),
        finding("waits", { outcome: "pending" }),
        finding("waived", { outcome: "waived" }),
        finding("no-use", { outcome: "not-applicable" }),
        finding("advice", { outcome: "fail", severity: "advisory" }),
        finding("in-grace", { outcome: "fail", grace: "until 2027-01-15" }),
      ]),
    ).runs;
    expect(run.results?.map(({ ruleId, level }) => `${ruleId} ${level}`)).toEqual([
      "fails error",
      "not-seen error",
      "in-grace warning",
      "advice note",
    ]);
    for (const { ruleId, ruleIndex } of run.results ?? []) {
      expect(run.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    }
    expect(run.tool.driver.rules).toHaveLength(8);
  });

  test("a check that warns makes no errors", () => {
    const [run] = written(judged([finding("fails", { outcome: "fail" })], "neutral")).runs;
    expect(run.results?.map(({ level }) => level)).toEqual(["warning"]);
  });

  test("the alert stays the same alert when its line moves", () => {
    expect(fingerprintAt(3)).toEqual(fingerprintAt(30));
  });

  test("every result has a place in the repository, and none outside", () => {
    const evidence = [
      { path: "../../etc/passwd", line: 1, seen: "" },
      { path: "4f1c2a9be07d3586a1c4e2f09b8d7c6a5e4f3b21", seen: "approved" },
      {
        path: "a b#?.py",
        line: 7,
        commit: "0d9e8c7b6a5f4e3d2c1b0a9f8e7d6c5b4a3f2e1d",
        seen: "old",
      },
    ];
    const [run] = written(
      judged([
        finding("one", { outcome: "fail", evidence }),
        finding("two", { outcome: "fail", evidence: evidence.slice(0, 2) }),
      ]),
    ).runs;
    expect(run.results?.map(({ locations }) => locations)).toEqual(
      ["a%20b%23%3F.py", ".mltrl/config.yml"].map((uri) => [
        {
          physicalLocation: { artifactLocation: { uri, uriBaseId: "ROOT" } },
          logicalLocations: [{ name: "x", kind: "module" }],
        },
      ]),
    );
  });

  test("of several pull requests is one run, with what each finds and once what all find", () => {
    const { runs } = written(red("one", "both"), red("two", "both"));
    expect(runs).toHaveLength(1);
    expect(runs[0].results?.map(({ ruleId }) => ruleId).toSorted()).toEqual(["both", "one", "two"]);
    const lost = { ...red("two"), unavailable: "GitHub did not answer" };
    expect(written(red("one"), lost).runs[0]).not.toHaveProperty("results");
  });

  test("keeps to what GitHub keeps, the worst first, and says what is left out", () => {
    const places = Array.from({ length: 300 }, (_, index) => ({
      path: "a.py",
      line: index + 1,
      seen: "b",
    }));
    const crowded = judged([
      ...Array.from({ length: 5_100 }, (_, index) =>
        finding(`advice-${index}`, { outcome: "fail", severity: "advisory" }),
      ),
      finding("fails", { outcome: "fail", evidence: places }),
    ]);
    // Not held to the schema: to see that each rule is another one takes it minutes.
    const [run] = (sarif([crowded], CONTEXT) as Log).runs;
    expect(run.results).toHaveLength(5_000);
    expect(run.results?.[0]?.ruleId).toBe("fails");
    expect(run.results?.[0]?.relatedLocations).toHaveLength(99);
    expect(run.invocations[0].toolExecutionNotifications).toEqual([
      { level: "warning", message: { text: "101 more results are left out: GitHub keeps 5000" } },
    ]);
  });

  test("what could not be judged has no results, which is not the same as none", () => {
    const unavailable = decision({ checks: [check("failure")], unavailable: "GitHub is down" });
    const broken = decision({
      checks: [check("failure")],
      problems: [
        { place: { path: ".mltrl/config.yml", line: 3, column: 2 }, message: "is not YAML" },
      ],
    });
    for (const given of [unavailable, broken]) {
      const [run] = written(given).runs;
      expect(run).not.toHaveProperty("results");
      expect(run.invocations[0].executionSuccessful).toBe(false);
    }
    expect(written(decision({ checks: [check("success")] })).runs[0].results).toEqual([]);
  });
});
