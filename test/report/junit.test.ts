import { describe, expect, test } from "@jest/globals";
import type { Fact } from "../../src/core/model/fact.ts";
import type { Decision } from "../../src/core/model/decision.ts";
import type { TestCase, TestReport } from "../../src/core/model/test-report.ts";
import { parseTests } from "../../src/evidence/tests/parse-tests.ts";
import { junit } from "../../src/report/junit.ts";
import { check, component, decision, finding } from "./build.ts";
import { expectGolden } from "./golden.ts";
import { RULES } from "./rules.ts";
import { SCENES } from "./scenes.ts";

/** As a reader of JUnit reports sees it: our own, which recounts and is strict about XML. */
function read(given: Decision): TestReport {
  const fact: Fact<TestReport> = parseTests(
    new TextEncoder().encode(junit([given], RULES)),
    "mltrl.xml",
  );
  if (fact.state === "unavailable") throw new Error(fact.reason);
  return fact.value;
}

function casesOf(given: Decision): Record<string, TestCase["status"]> {
  const { suites } = read(given);
  const cases = suites.flatMap((suite) => suite.cases);
  return Object.fromEntries(cases.map(({ name, status }) => [name, status]));
}

function judgedAt(head: string, rule: string): Decision {
  return decision({
    checks: [check("failure", { components: ["x"] })],
    components: [component("x", { findings: [finding(rule, { outcome: "fail" })] })],
    provenance: { ...decision({ checks: [] }).provenance, head: head.repeat(40) },
  });
}

describe("the verdict as JUnit XML", () => {
  test.each(Object.entries(SCENES))("%s", (scene, given) => {
    expectGolden(`junit/${scene}.xml`, junit([given], RULES));
    const suites = new Set(read(given).suites.map(({ name }) => name));
    for (const { id } of given.components) expect(suites).toContain(id);
  });

  test("of several pull requests has suites of each, named by its head", () => {
    const text = junit([judgedAt("a", "one"), judgedAt("b", "two")], RULES);
    expect([...text.matchAll(/<testsuite name="([^"]*)"/g)].map(([, name]) => name)).toEqual([
      "x at aaaaaaa",
      "x at bbbbbbb",
    ]);
  });

  const table = [
    finding("holds"),
    finding("fails", { outcome: "fail" }),
    finding("not-seen", { outcome: "unknown" }),
    finding("waits", { outcome: "pending", turn: "reviewers" }),
    finding("waived", { outcome: "waived" }),
    finding("no-use", { outcome: "not-applicable" }),
    finding("advice", { outcome: "fail", severity: "advisory" }),
    finding("in-grace", { outcome: "fail", grace: "until 2027-01-15" }),
  ];

  function judged(conclusion: "failure" | "neutral", strict = false): Decision {
    return decision({
      checks: [
        check(conclusion, {
          enforcement: conclusion === "neutral" ? "warn" : "block",
          components: ["x"],
          strict,
        }),
      ],
      components: [component("x", { conclusion: "failure", findings: table })],
    });
  }

  test("what blocks is a failure, and nothing else is", () => {
    expect(casesOf(judged("failure"))).toEqual({
      holds: "passed",
      fails: "failed",
      "not-seen": "failed",
      waits: "skipped",
      waived: "skipped",
      "no-use": "skipped",
      advice: "skipped",
      "in-grace": "skipped",
    });
  });

  test("a strict check takes no grace", () => {
    expect(casesOf(judged("failure", true))["in-grace"]).toBe("failed");
  });

  test("a check that warns leaves nothing red", () => {
    expect(Object.values(casesOf(judged("neutral")))).not.toContain("failed");
  });

  test("what could not be judged is an error, never an empty report", () => {
    const unavailable = decision({ checks: [check("failure")], unavailable: "GitHub is down" });
    expect(casesOf(unavailable)).toEqual({ judged: "error" });
    const undefinedCheck = decision({ checks: [check("failure", { name: "mltrl/gone" })] });
    expect(casesOf(undefinedCheck)).toEqual({ "mltrl/gone": "error" });
    const broken = decision({
      checks: [check("failure")],
      problems: [{ place: { path: ".mltrl/config.yml", line: 3 }, message: "is not YAML" }],
    });
    expect(casesOf(broken)).toEqual({ ".mltrl/config.yml:3": "error" });
  });

  test("is XML whatever a repository writes", () => {
    const hostile = finding('a"<b>&', {
      outcome: "fail",
      reason: "]]></failure><testcase/> \u0000 \uFFFE \uD800 & <!DOCTYPE x>",
    });
    const given = decision({
      checks: [check("failure", { components: ["x"] })],
      components: [component("x", { findings: [hostile] })],
    });
    expect(casesOf(given)).toEqual({ 'a"<b>&': "failed" });
  });
});
