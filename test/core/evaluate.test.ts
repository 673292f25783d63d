import { describe, expect, test } from "@jest/globals";
import * as z from "zod";
import { evaluate } from "../../src/core/evaluate.ts";
import { defineKind, type Kind } from "../../src/core/kinds/define-kind.ts";
import { type Cause, type Unavailable, unavailable } from "../../src/core/model/fact.ts";
import type { Facts } from "../../src/core/model/facts.ts";
import { fail, type Judgement, pass, pending, unknown } from "../../src/core/model/finding.ts";
import type { Obligation } from "../../src/core/model/obligation.ts";
import type { Rule } from "../../src/core/model/rule.ts";
import type { StandIn } from "../../src/core/model/stand-in.ts";
import type { Step } from "../../src/core/model/step.ts";
import { aRule } from "../support/fake-engine.ts";
import { type FactsDescription, someFacts } from "../support/facts.ts";

const params = z.strictObject({});
const STEP = {
  component: "detector",
  movement: "content",
  from: 3,
  to: 3,
  system: false,
} as const satisfies Step;

/** A kind that looks at the card alone and says what the test wants. */
function cardKind(judge: (level: number) => Judgement | Unavailable): ReadonlyMap<string, Kind> {
  const kind = defineKind({
    kind: "a-kind",
    needs: ["card"],
    params,
    judge: ({ card }) => judge(card.level),
  });
  return new Map([["a-kind", kind]]);
}

const PASSES = cardKind(() => pass("it holds"));

function anObligation(changes: Partial<Obligation> = {}, rule: Partial<Rule> = {}): Obligation {
  return { rule: aRule(rule), params: {}, severity: "blocking", because: "standing", ...changes };
}

function judged(
  obligation: Obligation,
  kinds: ReadonlyMap<string, Kind>,
  facts: FactsDescription = {},
  base?: Facts,
) {
  const plan = { id: "detector", step: STEP, obligations: [obligation] };
  const [finding] = evaluate(plan, kinds, someFacts(facts), base);
  return finding;
}

describe("a rule that the policy switches off", () => {
  test.each([
    ["all", "switched off by the policy: Something holds"],
    ["component", "switched off for detector by the policy: Something holds"],
  ] as const)("for %s is told and not judged", (whom, reason) => {
    const switchedOff = [{ rule: aRule({ severity: { "blocking-from": 4 } }), for: whom }];
    const plan = { id: "detector", step: STEP, obligations: [], switchedOff };
    expect(evaluate(plan, new Map(), someFacts({}), undefined)).toEqual([
      {
        rule: "a-rule",
        gate: "every",
        outcome: "not-applicable",
        severity: "advisory",
        since: "existing",
        reason,
        evidence: [],
        off: true,
      },
    ]);
  });
});

describe("a rule whose facts are not known", () => {
  test.each<[Cause, string, string]>([
    ["missing", "unknown", "author"],
    ["invalid", "unknown", "author"],
    ["stale", "unknown", "author"],
    ["upstream", "unknown", "author"],
    ["not-visible", "pending", "elsewhere"],
    ["awaited", "pending", "ci"],
  ])("%s: %s, %s's turn; the judge is not asked", (cause, outcome, turn) => {
    const finding = judged(anObligation(), PASSES, { card: { unavailable: cause } });
    expect(finding).toMatchObject({ outcome, turn, reason: `not known: ${cause}` });
  });

  test("the places of the fact are its evidence", () => {
    const facts = {
      ...someFacts(),
      card: unavailable("invalid", "cut", { path: "card.md", line: 4 }),
    };
    const plan = { id: "detector", step: STEP, obligations: [anObligation()] };
    expect(evaluate(plan, PASSES, facts, undefined)[0]?.evidence).toEqual([
      { path: "card.md", line: 4, seen: "invalid" },
    ]);
  });

  test("a judge may find out itself that a part is missing", () => {
    const kind = defineKind({
      kind: "a-kind",
      needs: [],
      params,
      judge: () => unavailable("stale", "too old"),
    });
    const finding = judged(anObligation(), new Map([["a-kind", kind]]));
    expect(finding).toMatchObject({ outcome: "unknown", reason: "too old" });
  });
});

describe("a judge that fails", () => {
  test.each([
    ["an error", () => { throw new Error("no such row"); }, "no such row"], // prettier-ignore
    ["something else", () => { throw "a word" as unknown as Error; }, "a word"], // prettier-ignore
  ])("with %s gives unknown for its rule alone", (_, judge, detail) => {
    const kinds = new Map([
      ...cardKind(judge),
      ["fine", defineKind({ kind: "fine", needs: [], params, judge: () => pass("fine") })] as const,
    ]);
    const obligations = [anObligation(), anObligation({}, { id: "other", kind: "fine" })];
    const plan = { id: "detector", step: STEP, obligations };
    const [broken, other] = evaluate(plan, kinds, someFacts(), undefined);
    expect(broken).toMatchObject({ outcome: "unknown", reason: expect.stringContaining(detail) });
    expect(broken?.reason).toContain("defect of mltrl-gate");
    expect(other).toMatchObject({ rule: "other", outcome: "pass" });
  });

  test("because of its parameters gives unknown", () => {
    const finding = judged(anObligation({ params: { stray: 1 } }), PASSES);
    expect(finding?.outcome).toBe("unknown");
  });

  test("because there is none gives unknown", () => {
    const finding = judged(anObligation(), new Map());
    expect(finding).toMatchObject({
      outcome: "unknown",
      reason: 'no judge of the kind "a-kind" exists',
    });
  });
});

describe("a rule that a card declares not applicable", () => {
  const FAILS = cardKind(() => fail("it does not hold"));
  const card = { notApplicable: { "a-rule": "there is no model" } };

  const ABSENT = cardKind(() => unavailable("missing", "there is none"));

  test("is so if it is conditional and there is nothing to judge", () => {
    const finding = judged(anObligation({}, { conditional: "without a model" }), ABSENT, { card });
    expect(finding).toMatchObject({
      outcome: "not-applicable",
      reason: "declared on the card: there is no model",
      evidence: [{ seen: "there is no model" }],
    });
  });

  test("is judged where there is something that fails", () => {
    const finding = judged(anObligation({}, { conditional: "without a model" }), FAILS, { card });
    expect(finding?.outcome).toBe("fail");
  });

  test.each<Cause>(["invalid", "stale", "upstream"])(
    "is judged where what there is cannot be used: %s",
    (cause) => {
      const conditional = { conditional: "without a model" };
      const there = cardKind(() => unavailable(cause, "it is of other content"));
      expect(judged(anObligation({}, conditional), there, { card })).toMatchObject({
        outcome: "unknown",
        reason: "it is of other content",
      });
    },
  );

  test("is judged where its judge breaks", () => {
    const broken = cardKind(() => {
      throw new Error("a defect");
    });
    const finding = judged(anObligation({}, { conditional: "without a model" }), broken, { card });
    expect(finding?.outcome).toBe("unknown");
  });

  test.each<[string, Partial<Rule>, FactsDescription]>([
    ["the rule is not conditional", {}, { card }],
    [
      "the reason is still to come",
      { conditional: "without a model" },
      { card: { notApplicable: { "a-rule": "TODO" } } },
    ],
    [
      "the reason is none",
      { conditional: "without a model" },
      { card: { notApplicable: { "a-rule": "n/a" } } },
    ],
    [
      "no reason is given",
      { conditional: "without a model" },
      { card: { notApplicable: { "a-rule": "  " } } },
    ],
    [
      "the card speaks of another rule",
      { conditional: "without a model" },
      { card: { notApplicable: { other: "reason" } } },
    ],
  ])("is judged if %s", (_, rule, facts) => {
    expect(judged(anObligation({}, rule), ABSENT, facts)?.outcome).toBe("unknown");
  });

  test.each([
    [true, "not-applicable"],
    [undefined, "fail"],
  ] as const)("may be excused of a part that a file lacks (absent: %s)", (absent, outcome) => {
    const lacks = cardKind(() => ({ ...fail("no heading"), ...(absent && { absent }) }));
    const rule = anObligation({}, { conditional: "without a model" });
    expect(judged(rule, lacks, { card })?.outcome).toBe(outcome);
  });

  test("is not judged where its gate was not walked", () => {
    expect(judged(anObligation({ exempt: "adopted" }), FAILS)).toMatchObject({
      outcome: "not-applicable",
      reason: "adopted",
    });
  });
});

const judge = (level: number): Judgement =>
  [pass("holds"), fail("fails"), unknown("cannot tell"), pending("ci", "runs")][level] ??
  pass("holds");

describe("whether a finding stood at base", () => {
  const [PASS, FAIL, UNKNOWN, PENDING] = [0, 1, 2, 3];

  test.each([
    [PASS, PASS, "existing"],
    [PASS, FAIL, "mended"],
    [PASS, UNKNOWN, "mended"],
    [FAIL, PASS, "new"],
    [FAIL, PENDING, "new"],
    [FAIL, FAIL, "existing"],
    [FAIL, UNKNOWN, "existing"],
    [UNKNOWN, PASS, "new"],
    [UNKNOWN, UNKNOWN, "existing"],
  ])("now %i, at base %i: %s", (now, before, since) => {
    const base = someFacts({ card: { level: before } });
    const finding = judged(anObligation(), cardKind(judge), { card: { level: now } }, base);
    expect(finding?.since).toBe(since);
  });

  test("without a base everything is new", () => {
    expect(judged(anObligation(), cardKind(judge), { card: { level: 1 } })?.since).toBe("new");
  });

  test("what a graduation asks for is new", () => {
    const finding = judged(
      anObligation({ because: "graduation" }),
      cardKind(judge),
      { card: { level: 1 } },
      someFacts({ card: { level: 1 } }),
    );
    expect(finding?.since).toBe("new");
  });

  test.each(["approvals", "checkRuns", "changedPaths", "coverage", "tests"] as const)(
    "what needs %s, which base has not, is new",
    (need) => {
      const kind = defineKind({
        kind: "a-kind",
        needs: [need],
        params,
        judge: () => fail("fails"),
      });
      const finding = judged(anObligation(), new Map([["a-kind", kind]]), {}, someFacts());
      expect(finding?.since).toBe("new");
    },
  );
});

test("a finding carries what its obligation says", () => {
  const finding = judged(
    anObligation({ severity: "advisory", comparedWithDefault: "below" }, { gate: 2 }),
    PASSES,
  );
  expect(finding).toEqual({
    rule: "a-rule",
    gate: 2,
    outcome: "pass",
    reason: "it holds",
    evidence: [],
    severity: "advisory",
    since: "new",
    comparedWithDefault: "below",
  });
});

describe("a rule that something stands in for", () => {
  const standIn: StandIn = {
    type: "hotfix",
    reason: "a hotfix is in force",
    approver: "on-call",
    endsAt: "2026-06-05T00:00:00.000Z",
  };

  test.each<[string, () => Judgement]>([
    ["fails", () => fail("it does not hold")],
    ["cannot be told", () => unknown("it does not hold")],
    ["waits for people", () => pending("reviewers", "it does not hold")],
  ])("and %s is waived for that time", (_, judge) => {
    const finding = judged(anObligation({ standIn }), cardKind(judge));
    expect(finding).toMatchObject({
      outcome: "waived",
      reason: "a hotfix is in force; without it: it does not hold",
      validUntil: standIn.endsAt,
    });
    expect(finding?.turn).toBeUndefined();
  });

  test.each<[string, ReadonlyMap<string, Kind>, FactsDescription]>([
    ["GitHub did not answer", PASSES, { card: { unavailable: "upstream" } }],
    ["the judge failed", cardKind(() => { throw new Error("no such row"); }), {}], // prettier-ignore
    ["there is no judge", new Map(), {}],
  ])("but where %s nothing stands in for it", (_, kinds, facts) => {
    expect(judged(anObligation({ standIn }), kinds, facts)).toMatchObject({ outcome: "unknown" });
  });

  test("and no longer does says so", () => {
    const ended = "the waiver of it ended";
    expect(
      judged(
        anObligation({ ended }),
        cardKind(() => fail("no")),
      ),
    ).toMatchObject({
      outcome: "fail",
      reason: "no; the waiver of it ended",
    });
    expect(judged(anObligation({ ended }), PASSES)?.reason).toBe("it holds");
  });

  test("and holds anyway passes", () => {
    expect(judged(anObligation({ standIn }), PASSES)?.outcome).toBe("pass");
  });
});
