import { describe, expect, test } from "@jest/globals";
import * as z from "zod";
import { evaluate } from "../../src/core/evaluate.ts";
import { defineKind, type Kind } from "../../src/core/kinds/define-kind.ts";
import { KINDS } from "../../src/core/kinds/index.ts";
import { known, unavailable } from "../../src/core/model/fact.ts";
import type { FactName } from "../../src/core/model/facts.ts";
import { fail, type Judgement, pass } from "../../src/core/model/finding.ts";
import type { Movement } from "../../src/core/model/step.ts";
import type { Origins, Tier } from "../../src/core/model/trust.ts";
import { paramsAt } from "../../src/core/params-at.ts";
import { plan } from "../../src/core/plan.ts";
import { aPolicy, aRule } from "../support/fake-engine.ts";
import { someFacts } from "../support/facts.ts";

const PATHS = ["reports/a.xml", "reports/b.xml"];
const STEP = { component: "detector", movement: "content", from: 6, to: 6, system: false } as const;

function kindOn(paths: readonly string[], judgement: Judgement): ReadonlyMap<string, Kind> {
  const kind = defineKind({
    kind: "a-kind",
    needs: ["card"],
    params: z.strictObject({}),
    reports: () => paths,
    judge: () => judgement,
  });
  return new Map([["a-kind", kind]]);
}

function originsOf(tiers: Readonly<Record<string, Tier>>, others: Tier = 0): Origins {
  const reports = Object.entries(tiers).map(
    ([path, tier]) => [path, { tier, from: "was delivered", because: "say more" }] as const,
  );
  return { reports: new Map(reports), others: { tier: others, from: "is committed" } };
}

function judged(
  trust: number | undefined,
  origins: Origins | undefined,
  { paths = PATHS, judgement = pass("it holds") } = {},
) {
  const obligation = {
    rule: aRule(),
    params: trust === undefined ? {} : { trust },
    severity: "blocking",
    because: "standing",
  } as const;
  const facts = {
    ...someFacts({}),
    origins: origins ? known(origins) : unavailable("upstream", "GitHub does not answer"),
  };
  const plans = { id: "detector", step: STEP, obligations: [obligation] };
  return evaluate(plans, kindOn(paths, judgement), facts, undefined)[0];
}

describe("what rests on reports", () => {
  test("waits for somebody who accepts it where one is of a lower tier", () => {
    expect(judged(2, originsOf({ "reports/a.xml": 2, "reports/b.xml": 1 }))).toMatchObject({
      outcome: "pending",
      turn: "reviewers",
      reason:
        "it holds, by a report that was delivered; it is of tier T1 where T2 is asked for: say more",
      evidence: [{ path: "reports/b.xml", seen: "of tier T1" }],
    });
  });

  test("passes where every report is of the tier or above it", () => {
    expect(judged(2, originsOf({ "reports/a.xml": 2, "reports/b.xml": 4 }))?.outcome).toBe("pass");
  });

  test("counts a report of which nothing is told as committed", () => {
    expect(judged(1, originsOf({ "reports/a.xml": 2 }))).toMatchObject({
      outcome: "pending",
      evidence: [{ path: "reports/b.xml", seen: "of tier T0" }],
    });
  });

  test("is not known where nobody knows where reports come from", () => {
    expect(judged(1, undefined)).toMatchObject({ outcome: "unknown", unseen: true });
    expect(judged(0, undefined)?.outcome).toBe("pass");
    expect(judged(undefined, undefined)?.outcome).toBe("pass");
  });

  test("stays a failure whoever made the report", () => {
    expect(judged(2, originsOf({}), { judgement: fail("it does not") })?.outcome).toBe("fail");
  });
});

describe("the tier that a level asks for", () => {
  const rule = aRule({ kind: "test-results", params: { evidence: "unit-tests" } });

  test.each([
    [3, 0],
    [4, 1],
    [5, 1],
    [6, 2],
    [9, 2],
  ] as const)("at %i is %i", (level, trust) => {
    expect(paramsAt(rule, level)).toEqual({ evidence: "unit-tests", trust });
    expect(paramsAt(rule, level)).toBe(paramsAt(rule, level));
  });

  test("is the rule's own where it names one, and none where it rests on no report", () => {
    expect(paramsAt({ ...rule, params: { evidence: "x", trust: 3 } }, 4)).toMatchObject({
      trust: 3,
    });
    expect(paramsAt(aRule({ kind: "role-present", params: {} }), 9)).toEqual({});
  });

  test.each<[Movement, 3 | 4, 4 | 5, number]>([
    ["raise", 3, 4, 0],
    ["raise", 4, 5, 1],
    ["content", 4, 4, 1],
  ])("of a component that is to %s from %i to %i", (movement, from, to, trust) => {
    const card = undefined;
    const touch = movement === "content" ? { content: ["a.py"], records: [] } : undefined;
    const declaredAt = { base: true, head: true };
    const state = { id: "detector", system: false, declaredAt, from, to, card, cardAtBase: card, touch, now: "2026-06-01T12:00:00Z" }; // prettier-ignore
    const catalogue = { ladder: "1.0", rules: [{ ...rule, gate: 3 as const }], profiles: [{ name: "lite", description: "", rules: [rule.id] }], checklists: [], older: [] }; // prettier-ignore
    const { obligations } = plan(aPolicy({ ladder: "1.0", profile: "lite" }), catalogue, state);
    expect(obligations.map(({ params }) => params["trust"])).toEqual([trust]);
  });
});

describe("every kind that needs reports", () => {
  const REPORTS = new Set<FactName>(["coverage", "tests", "structured", "deploymentTests", "evaluations", "sliceResults", "mlTestScore"]); // prettier-ignore

  test.each([...KINDS.values()].filter(({ needs }) => needs.some((name) => REPORTS.has(name))))(
    "$kind says on which its answer rests",
    ({ reports }) => {
      expect(reports).toBeInstanceOf(Function);
    },
  );
});
