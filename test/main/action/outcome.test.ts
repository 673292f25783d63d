import { describe, expect, test } from "@jest/globals";
import type { Decision } from "../../../src/core/model/decision.ts";
import type { DeployedReport } from "../../../src/core/model/deployed.ts";
import type { Finding } from "../../../src/core/model/finding.ts";
import {
  enforced,
  ofComponents,
  outcomeOf,
  outcomeOfDeployed,
  strangersAmong,
  strictestFirst,
} from "../../../src/main/action/outcome.ts";

function finding(rule: string, changes: Partial<Finding> = {}): Finding {
  return { rule, gate: 2, outcome: "fail", severity: "blocking", since: "new", turn: "author", reason: "", evidence: [], ...changes }; // prettier-ignore
}

function decision(
  enforcement: "block" | "warn",
  conclusion: Decision["checks"][number]["conclusion"],
  components: Readonly<Record<string, readonly Finding[]>>,
  rest: Partial<Decision> = {},
): Decision {
  const ids = Object.keys(components);
  return {
    checks: [{ name: "mltrl/main", enforcement, conclusion, components: ids, findings: [] }],
    components: ids.map((id) => ({
      id,
      movement: "stays",
      level: 2,
      ...(id === "a" && { target: 3 }),
      conclusion,
      findings: components[id] ?? [],
    })),
    unaffected: ["calm"],
    problems: [],
    notices: [],
    provenance: { policy: "", ladder: "1.0", version: "", base: "", head: "" },
    ...rest,
  } as unknown as Decision;
}

const RED = { a: [finding("one"), finding("two", { severity: "advisory" })], b: [] };

describe("what a job comes to", () => {
  test("names what closes it, once", () => {
    const red = decision("block", "failure", RED);
    expect(outcomeOf([red, red])).toEqual({
      conclusion: "failure",
      passed: false,
      levels: { a: 3, b: 2 },
      failing: [{ component: "a", rule: "one" }],
    });
  });

  test("of a merge group has the levels that its last pull request leaves, and shows the strictest", () => {
    const last = decision("block", "success", { b: [] });
    const before = { ...decision("block", "failure", RED) };
    const levels = before.components.map((each) => ({ ...each, level: 1 as const, target: undefined })); // prettier-ignore
    const group = [last, { ...before, components: levels as unknown as Decision["components"] }];
    expect(outcomeOf(group)).toMatchObject({ conclusion: "failure", levels: { a: 1, b: 2 } });
    expect(strictestFirst(group)).toEqual([group[1], group[0]]);
    expect(strictestFirst([last, last])).toEqual([last, last]);
  });

  test.each([
    ["success", true],
    ["neutral", true],
    ["action_required", false],
    ["in_progress", false],
    ["failure", false],
  ] as const)("%s", (conclusion, passed) => {
    expect(outcomeOf([decision("block", conclusion, {})])).toMatchObject({ conclusion, passed });
  });

  test("is the strictest of several, and open where nobody asks", () => {
    const [green, red] = [decision("block", "success", {}), decision("block", "failure", RED)];
    expect(outcomeOf([green, red]).conclusion).toBe("failure");
    expect(outcomeOf([])).toMatchObject({ conclusion: "success", passed: true, failing: [] });
  });
});

describe("of some components", () => {
  const red = decision("block", "failure", RED);
  test("only theirs count", () => {
    expect(outcomeOf([ofComponents(red, ["b"])])).toMatchObject({ passed: true, failing: [] });
    expect(outcomeOf([ofComponents(red, ["a"])])).toMatchObject({ passed: false });
    expect(ofComponents(red, [])).toBe(red);
  });

  test("what closes everything closes them too", () => {
    const broken = decision("block", "failure", {}, { problems: [{ message: "x", place: { path: "p" } }] }); // prettier-ignore
    expect(outcomeOf([ofComponents(broken, ["b"])])).toMatchObject({ passed: false });
  });

  test("strangers are told", () => {
    expect(strangersAmong(["a", "calm", "c"], [red])).toEqual(["c"]);
  });
});

describe("enforcement", () => {
  test.each([
    ["policy", "warn", "neutral", "neutral"],
    ["block", "warn", "neutral", "failure"],
    ["block", "block", "failure", "failure"],
    ["observe", "block", "failure", "neutral"],
    ["warn", "block", "action_required", "neutral"],
    ["warn", "block", "success", "success"],
  ] as const)("%s over %s", (wish, policy, before, after) => {
    expect(enforced(decision(policy, before, RED), wish).checks[0]?.conclusion).toBe(after);
  });
});

test("what runs fails the job where it does not hold or cannot be read", () => {
  const versions = [{ version: "1", tag: "v1", level: 9, findings: [finding("drift")] }];
  const report = {
    components: [{ id: "a", level: 9, owners: [], conclusion: "failure", versions }],
    unreadable: new Map(),
  } as unknown as DeployedReport;
  expect(outcomeOfDeployed(report)).toEqual({
    conclusion: "failure",
    passed: false,
    levels: { a: 9 },
    failing: [{ component: "a", rule: "drift" }],
  });
  const lost = { components: [], unreadable: new Map([["b", "why"]]) } as unknown as DeployedReport;
  expect(outcomeOfDeployed(lost)).toMatchObject({ passed: false });
});
