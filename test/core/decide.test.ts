import { describe, expect, test } from "@jest/globals";
import { conclusionOf, strictestConclusion } from "../../src/core/conclusion.ts";
import {
  checkName,
  type Circumstances,
  decide,
  type Judged,
  undecided,
} from "../../src/core/decide.ts";
import type { Conclusion } from "../../src/core/model/conclusion.ts";
import type { Finding, Outcome, Turn } from "../../src/core/model/finding.ts";
import type { Level } from "../../src/core/model/level.ts";
import type { CheckPolicy } from "../../src/core/model/policy.ts";
import type { HotfixRecord } from "../../src/core/model/records.ts";
import type { Step } from "../../src/core/model/step.ts";
import { someRequirements } from "../../src/evidence/described/requirement-facts.ts";

const NOW = "2026-06-01T12:00:00.000Z";
const PROVENANCE = { policy: "p", ladder: "1.0", version: "1", base: "b", head: "h" };

function aFinding(outcome: Outcome, changes: Partial<Finding> = {}): Finding {
  return {
    rule: "a-rule",
    gate: "every",
    outcome,
    severity: "blocking",
    since: "new",
    reason: "because",
    evidence: [],
    ...changes,
  };
}

function judged(id: string, findings: readonly Finding[], step: Partial<Step> = {}): Judged {
  const whole: Step = {
    component: id,
    movement: "content",
    from: 3,
    to: 3,
    system: false,
    ...step,
  };
  return { plan: { id, step: whole, obligations: [] }, findings };
}

function aCheck(changes: Partial<CheckPolicy> = {}): CheckPolicy {
  return {
    name: "main",
    branches: ["main"],
    enforcement: "block",
    scope: "touched",
    perBranch: false,
    ...changes,
  };
}

function circumstances(
  checks: readonly CheckPolicy[],
  components: readonly string[],
  changes: Partial<Circumstances> = {},
): Circumstances {
  return {
    checks: checks.map((policy) => ({ policy, components })),
    baseRef: "main",
    unaffected: [],
    uncovered: { files: [], closes: false },
    hotfixes: [],
    notices: [],
    provenance: PROVENANCE,
    now: NOW,
    ...changes,
  };
}

describe("what findings come to", () => {
  const pending = (turn: Turn): Finding => aFinding("pending", { turn });
  const advisory = { severity: "advisory" } as const;

  test.each<[string, Finding[], Conclusion]>([
    ["nothing", [], "success"],
    ["a pass", [aFinding("pass")], "success"],
    ["a waiver", [aFinding("waived")], "success"],
    ["not applicable", [aFinding("not-applicable")], "success"],
    ["a fail", [aFinding("pass"), aFinding("fail")], "failure"],
    ["unknown", [aFinding("unknown")], "failure"],
    ["waiting for CI", [pending("ci")], "in_progress"],
    ["waiting for people", [pending("reviewers")], "action_required"],
    ["waiting for something elsewhere", [pending("elsewhere")], "action_required"],
    ["CI before people", [pending("reviewers"), pending("ci")], "in_progress"],
    ["a fail before CI", [pending("ci"), aFinding("fail")], "failure"],
    ["unknown before people", [pending("reviewers"), aFinding("unknown")], "failure"],
    ["an advisory fail", [aFinding("fail", advisory)], "success"],
    ["advisory unknown and waiting", [aFinding("unknown", advisory), aFinding("pending", advisory)], "success"], // prettier-ignore
  ])("%s", (_, findings, conclusion) => {
    expect(conclusionOf(findings)).toBe(conclusion);
  });

  test("the strictest conclusion does not depend on the order", () => {
    const ordered: Conclusion[] = [
      "success",
      "neutral",
      "action_required",
      "in_progress",
      "failure",
    ];
    for (const [i, one] of ordered.entries()) {
      for (const [j, other] of ordered.entries()) {
        expect(strictestConclusion([one, other])).toBe(ordered[Math.max(i, j)]);
      }
    }
    expect(strictestConclusion([])).toBe("success");
  });
});

describe("a check", () => {
  const FAILED = [judged("detector", [aFinding("fail")])];

  test.each<[string, Partial<CheckPolicy>, Conclusion, string]>([
    ["blocks", {}, "failure", "block"],
    ["warns", { enforcement: "warn" }, "neutral", "warn"],
    ["observes", { enforcement: "observe" }, "neutral", "observe"],
    ["warns until its day", { enforcement: "warn", blockFrom: "2026-06-02" }, "neutral", "warn"],
    ["blocks on its day", { enforcement: "warn", blockFrom: "2026-06-01" }, "failure", "block"],
    [
      "blocks after its day",
      { enforcement: "observe", blockFrom: "2026-05-01" },
      "failure",
      "block",
    ],
  ])("that %s shows a fail so", (_, changes, conclusion, enforcement) => {
    const { checks } = decide(FAILED, circumstances([aCheck(changes)], ["detector"]));
    expect(checks[0]).toMatchObject({ conclusion, enforcement });
  });

  test.each(["observe", "warn", "block"] as const)(
    "that would %s succeeds where all is well",
    (enforcement) => {
      const passed = [judged("detector", [aFinding("pass")])];
      const { checks } = decide(passed, circumstances([aCheck({ enforcement })], ["detector"]));
      expect(checks[0]?.conclusion).toBe("success");
    },
  );

  test("speaks of its own components only", () => {
    const both = [...FAILED, judged("reader", [aFinding("pass")])];
    const { checks, components } = decide(both, circumstances([aCheck()], ["reader"]));
    expect(checks[0]).toMatchObject({ conclusion: "success", components: ["reader"] });
    expect(components.map(({ id, conclusion }) => [id, conclusion])).toEqual([
      ["detector", "failure"],
      ["reader", "success"],
    ]);
  });

  test("is as strict as its strictest component", () => {
    const both = [...FAILED, judged("reader", [aFinding("pending", { turn: "ci" })])];
    const { checks } = decide(both, circumstances([aCheck()], ["reader", "detector"]));
    expect(checks[0]?.conclusion).toBe("failure");
  });

  test.each<[boolean, string]>([
    [false, "mltrl/main"],
    [true, "mltrl/main/release/1"],
  ])("with per-branch %s is named %s", (perBranch, name) => {
    expect(checkName(aCheck({ perBranch }), "release/1")).toBe(name);
  });
});

function below(step: Partial<Step>, minimumLevel: Level) {
  const { checks } = decide(
    [judged("detector", [], step)],
    circumstances([aCheck({ minimumLevel, name: "release" })], ["detector"]),
  );
  return checks[0];
}

describe("a minimum level", () => {
  test.each<[string, Partial<Step>, Level, boolean]>([
    ["a component below it", { to: 3 }, 4, true],
    ["a component at it", { to: 4 }, 4, false],
    ["a component that rises to it", { movement: "raise", from: 3, to: 4 }, 4, false],
    ["a component that falls below it", { movement: "lower", from: 5, to: 3 }, 4, true],
    ["a component that goes", { movement: "remove", from: 2, to: undefined }, 4, false],
    ["a new component below it", { movement: "add", from: undefined, to: 2 }, 4, true],
  ])("of %s", (_, step, level, refused) => {
    const check = below(step, level);
    expect(check?.conclusion).toBe(refused ? "failure" : "success");
    expect(check?.findings.map(({ rule, component }) => [rule, component])).toEqual(
      refused ? [["minimum-level", "detector"]] : [],
    );
  });

  test("says which level is asked for and where", () => {
    expect(below({ to: 3 }, 4)?.findings[0]).toMatchObject({
      reason: "detector is at level 3; the check release asks for level 4 on this branch",
      evidence: [{ path: ".mltrl/cards/detector.md", seen: "level 3" }],
    });
  });
});

describe("what a component shows", () => {
  test.each<[Partial<Step>, Level, Level | undefined]>([
    [{ movement: "raise", from: 2, to: 3 }, 2, 3],
    [{ movement: "lower", from: 4, to: 2 }, 4, 2],
    [{ movement: "content", from: 2, to: 2 }, 2, undefined],
    [{ movement: "add", from: undefined, to: 4 }, 4, undefined],
    [{ movement: "remove", from: 4, to: undefined }, 4, undefined],
  ])("%j: at %i, asks for %s", (step, level, target) => {
    const [component] = decide([judged("detector", [], step)], circumstances([], [])).components;
    expect(component?.level).toBe(level);
    expect(component?.target).toBe(target);
  });

  test("its digest, where there is one", () => {
    const signed = { ...judged("detector", []), digest: "sha256:1" };
    const [with_, without] = decide(
      [signed, judged("reader", [])],
      circumstances([], []),
    ).components;
    expect(with_?.digest).toBe("sha256:1");
    expect(without).not.toHaveProperty("digest");
  });

  test("what its risk matrix shows, where it rises", () => {
    const { items } = someRequirements([{ id: "1", risk: { pFailure: 0.5, value: 4 } }]);
    const rising = judged("detector", [], { movement: "raise", from: 6, to: 7 });
    const [raised, touched] = decide(
      [
        { ...rising, requirements: items },
        { ...judged("reader", []), requirements: items },
      ],
      circumstances([], []),
    ).components;
    expect(raised?.requirements).toEqual(items);
    expect(touched).not.toHaveProperty("requirements");
  });
});

function validUntil(instants: readonly string[], blockFrom?: string): string | undefined {
  const findings = instants.map((each) => aFinding("pass", { validUntil: each }));
  const check = aCheck(blockFrom === undefined ? {} : { blockFrom });
  return decide([judged("detector", findings)], circumstances([check], ["detector"])).validUntil;
}

describe("the instant at which a verdict changes by itself", () => {
  test("is the earliest that is still to come", () => {
    expect(validUntil(["2026-07-01", "2026-06-15", "2026-05-01"])).toBe("2026-06-15");
  });

  test("is the day from which a check blocks, if that is earlier", () => {
    expect(validUntil(["2026-07-01"], "2026-06-20")).toBe("2026-06-20");
    expect(validUntil(["2026-07-01"], "2026-05-20")).toBe("2026-07-01");
  });

  test("is not there where nothing changes", () => {
    expect(validUntil([])).toBeUndefined();
  });
});

describe("without a verdict", () => {
  test("every check is closed, with the problems", () => {
    const problems = [{ place: { path: ".mltrl/config.yml", line: 2 }, message: "bad" }];
    const decision = undecided(["mltrl/main", "mltrl/release"], { problems }, ["note"], PROVENANCE);
    expect(decision.checks.map(({ name, conclusion }) => [name, conclusion])).toEqual([
      ["mltrl/main", "failure"],
      ["mltrl/release", "failure"],
    ]);
    expect(decision).toMatchObject({ problems, notices: ["note"], provenance: PROVENANCE });
  });

  test("or with what could not be read", () => {
    const decision = undecided(["mltrl/main"], { unavailable: "too many files" }, [], PROVENANCE);
    expect(decision).toMatchObject({ unavailable: "too many files", problems: [] });
  });
});

describe("a model file without a component", () => {
  test.each([
    ["closes the gate where the policy says so", true, "failure"],
    ["is only shown otherwise", false, "success"],
  ])("%s", (_, closes, conclusion) => {
    const uncovered = { files: ["stray/net.onnx"], closes };
    const decision = decide([], circumstances([aCheck()], [], { uncovered }));
    expect(decision.checks[0]).toMatchObject({ conclusion, components: ["no-component"] });
    expect(decision.components).toMatchObject([
      { id: "no-component", findings: [{ rule: "uncovered-model" }] },
    ]);
  });
});

describe("what stood before", () => {
  const GRACE = aFinding("fail", { since: "existing", grace: "it stood before" });
  const concluded = (check: Partial<CheckPolicy>) =>
    decide([judged("detector", [GRACE])], circumstances([aCheck(check)], ["detector"])).checks[0];

  test("does not block while it has grace", () => {
    expect(conclusionOf([GRACE])).toBe("success");
    expect(concluded({})).toMatchObject({ conclusion: "success" });
  });

  test.each<[string, Partial<CheckPolicy>]>([
    ["a check that asks for a level", { minimumLevel: 3 }],
    ["a check over everything", { scope: "all" }],
  ])("blocks in %s", (_, check) => {
    expect(concluded(check)).toMatchObject({ conclusion: "failure", strict: true });
  });
});

describe("a hotfix", () => {
  const HOTFIX = { path: "h.yml", incident: "it burns", endsAt: "2026-06-05T00:00:00.000Z" };
  const RECORD: HotfixRecord = {
    component: "finder",
    incident: "it burnt",
    date: "2026-05-20",
    by: "carol",
    approvedBy: "alice",
    until: "2026-05-27",
    place: { path: ".mltrl/hotfixes/finder/2026-05-20.yml" },
  };

  test("stands in for the level that a branch asks for, until it ends", () => {
    const one = judged("detector", []);
    const decision = decide(
      [{ ...one, plan: { ...one.plan, hotfix: HOTFIX } }],
      circumstances([aCheck({ minimumLevel: 7 })], ["detector"]),
    );
    expect(decision.checks[0]).toMatchObject({
      conclusion: "success",
      findings: [{ rule: "minimum-level", outcome: "waived" }],
    });
    expect(decision.validUntil).toBe(HOTFIX.endsAt);
    expect(decision.components[0]?.hotfix).toEqual(HOTFIX);
  });

  test.each<[string, string, Partial<CheckPolicy>, Conclusion]>([
    ["its week is over", "2026-05-27", { minimumLevel: 3 }, "failure"],
    ["its week goes on", "2026-06-02", { minimumLevel: 3 }, "success"],
    ["the check guards no release", "2026-05-27", {}, "success"],
  ])("that owes its panel: %s", (_, until, check, conclusion) => {
    const decision = decide(
      [judged("detector", [])],
      circumstances([aCheck(check)], ["detector"], { hotfixes: [{ ...RECORD, until }] }),
    );
    expect(decision.checks[0]?.conclusion).toBe(conclusion);
  });

  test("says which one owes it, and is looked at again when its week ends", () => {
    const check = aCheck({ minimumLevel: 3 });
    const owing = (until: string) =>
      decide([], circumstances([check], [], { hotfixes: [{ ...RECORD, until }] }));
    expect(owing("2026-05-27").checks[0]?.findings).toMatchObject([
      { component: "finder", rule: "hotfix-review", reason: expect.stringContaining("2026-05-20") },
    ]);
    expect(owing("2026-06-02").validUntil).toBe("2026-06-03T00:00:00.000Z");
  });
});

test("a retired component without anything left has no level to reach", () => {
  const one = judged("detector", []);
  const { checks } = decide(
    [{ ...one, plan: { ...one.plan, gone: true } }],
    circumstances([aCheck({ minimumLevel: 7 })], ["detector"]),
  );
  expect(checks[0]?.conclusion).toBe("success");
});
