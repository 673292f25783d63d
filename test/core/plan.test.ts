import { describe, expect, test } from "@jest/globals";
import type { Level } from "../../src/core/model/level.ts";
import type { Policy } from "../../src/core/model/policy.ts";
import type { Applies, Gate, Rule } from "../../src/core/model/rule.ts";
import { type ComponentState, plan } from "../../src/core/plan.ts";
import { aCard } from "../../src/evidence/described/card-facts.ts";
import { aCatalogue, aComponent, aPolicy, aRule } from "../support/fake-engine.ts";

const PLACE = { path: ".mltrl/config.yml" };

function state(changes: Partial<ComponentState> = {}): ComponentState {
  const { card = aCard() } = changes;
  return {
    id: "detector",
    system: false,
    declaredAt: { base: true, head: true },
    from: 3,
    to: 3,
    card,
    cardAtBase: card,
    touch: undefined,
    now: "2026-06-01T12:00:00Z",
    ...changes,
  };
}

const CONTENT = { content: ["src/a.py"], records: [] };
const RECORDS = { content: [], records: [".mltrl/cards/detector.md"] };

describe("what a pull request does to a component", () => {
  test.each<[string, Partial<ComponentState>, string]>([
    ["nothing", {}, "untouched"],
    ["records or ignored files only", { touch: RECORDS }, "records"],
    ["content, level unchanged", { touch: CONTENT }, "content"],
    ["content at 9", { touch: CONTENT, from: 9, to: 9 }, "content"],
    [
      "content at 9 with a review from 9 to 9",
      { touch: CONTENT, from: 9, to: 9, renews: true },
      "renew",
    ],
    ["a recurring review at 9", { touch: RECORDS, from: 9, to: 9, renews: true }, "renew"],
    ["the level rises", { touch: RECORDS, to: 4 }, "raise"],
    ["the level rises by more than one", { touch: RECORDS, to: 6 }, "raise"],
    ["the level falls", { touch: CONTENT, to: 1 }, "lower"],
    ["only head declares it", { declaredAt: { base: false, head: true }, to: 4 }, "add"],
    ["only base declares it", { declaredAt: { base: true, head: false } }, "remove"],
  ])("%s: %s", (_, changes, movement) => {
    expect(plan(aPolicy(), aCatalogue(), state(changes)).step.movement).toBe(movement);
  });

  test("levels are those of the sides that declare it", () => {
    const added = plan(
      aPolicy(),
      aCatalogue(),
      state({ declaredAt: { base: false, head: true }, from: 0, to: 4 }),
    );
    const removed = plan(
      aPolicy(),
      aCatalogue(),
      state({ declaredAt: { base: true, head: false } }),
    );
    expect(added.step).toMatchObject({ from: undefined, to: 4 });
    expect(removed.step).toMatchObject({ from: 3, to: undefined });
  });
});

/** The rules of a catalogue with one rule a gate and moment, as `gate:moment`, that apply. */
function chosen(changes: Partial<ComponentState>): string[] {
  const moments: Record<string, Applies> = {
    standing: "standing",
    graduation: "at-graduation",
    continuous: "continuous",
  };
  const gates: Gate[] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, "every"];
  const rules = gates.flatMap((gate) =>
    Object.entries(moments).map(([moment, applies]) =>
      aRule({ id: `${gate}:${moment}`, gate, applies }),
    ),
  );
  return plan(aPolicy(), aCatalogue(...rules), state(changes)).obligations.map(
    ({ rule, because }) => `${rule.id}${because === "graduation" ? "!" : ""}`,
  );
}

/** Standing rules of the gates 0 to `level - 1`, as far as they only stand. */
function standing(level: number): string[] {
  return Array.from({ length: level }, (_, gate) => `${gate}:standing`);
}

describe("which rules apply", () => {
  test.each<[string, Partial<ComponentState>, string[]]>([
    ["content at 3", { touch: CONTENT }, [...standing(3), "every:standing"]],
    ["records at 3", { touch: RECORDS }, [...standing(3), "every:standing"]],
    ["content at 0", { touch: CONTENT, from: 0, to: 0 }, ["every:standing"]],
    ["content at 9", { touch: CONTENT, from: 9, to: 9 }, [...standing(9), "every:standing"]],
    [
      "2 → 3",
      { from: 2, to: 3 },
      [...standing(2), "2:standing!", "2:graduation!", "every:standing", "every:graduation!"],
    ],
    [
      "1 → 3 answers for both gates",
      { from: 1, to: 3 },
      [
        "0:standing",
        "1:standing!",
        "1:graduation!",
        "2:standing!",
        "2:graduation!",
        "every:standing",
        "every:graduation!",
      ],
    ],
    [
      "5 → 2 keeps the gates below the target",
      { from: 5, to: 2 },
      [...standing(2), "every:standing"],
    ],
    [
      "added at 4",
      { declaredAt: { base: false, head: true }, from: 0, to: 4 },
      [...standing(4), "every:standing"],
    ],
    [
      "content that stays at 9 answers for 7 and 8 once more",
      { touch: CONTENT, from: 9, to: 9, renews: true },
      [
        ...standing(7),
        "7:standing!",
        "7:graduation!",
        "8:standing!",
        "8:graduation!",
        "every:standing",
        "every:graduation!",
      ],
    ],
    [
      "a recurring review only needs its panel",
      { touch: RECORDS, from: 9, to: 9, renews: true },
      [...standing(9), "every:standing", "every:graduation!"],
    ],
    ["retired at 4", { touch: CONTENT, from: 4, to: 4, card: aCard({ retired: true }) }, []],
    ["removed at 2", { declaredAt: { base: true, head: false }, from: 2, to: 2 }, []],
    ["a system without a card", { system: true, card: undefined, from: 2, to: 2 }, []],
  ])("%s", (_, changes, rules) => {
    expect(chosen(changes)).toEqual(rules);
  });

  test.each<[string, string, Partial<ComponentState>]>([
    ["a removal", "declared-things-kept", { declaredAt: { base: true, head: false } }],
    ["a system without a card", "system-level", { system: true, card: undefined }],
  ])("what can be asked of %s: %s", (_, kind, changes) => {
    const planned = plan(aPolicy(), aCatalogue(aRule({ kind })), state(changes));
    expect(planned.obligations).toHaveLength(1);
  });

  test.each<[Level, number]>([
    [2, 1],
    [3, 0],
    [4, 0],
  ])("a rule until 3 at level %i applies %i times", (level, times) => {
    const rule = aRule({ applies: { until: 3 } });
    const planned = plan(aPolicy(), aCatalogue(rule), state({ from: level, to: level }));
    expect(planned.obligations).toHaveLength(times);
  });

  test.each<[string, Partial<ComponentState>, string | undefined]>([
    ["content elsewhere", { touch: CONTENT, from: 3, to: 3 }, undefined],
    ["content for a release", { touch: CONTENT, from: 3, to: 3, toRelease: true }, "standing"],
    ["too early for its gate", { touch: CONTENT, from: 1, to: 1, toRelease: true }, undefined],
    ["through its gate", { from: 1, to: 2 }, "graduation"],
    ["through a later gate", { from: 3, to: 4 }, "standing"],
  ])("a rule of gate 1 at release: %s", (_, changes, because) => {
    const rule = aRule({ gate: 1, applies: "at-release" });
    const [found] = plan(aPolicy(), aCatalogue(rule), state(changes)).obligations;
    expect(found?.because).toBe(because);
  });

  test.each<[string, readonly string[], number]>([
    ["brings one", [".mltrl/hotfixes/detector/2026-05-30.yml"], 1],
    ["touches another record", [".mltrl/reviews/detector/2026-05-30-2-to-3.yml"], 0],
    ["touches no record", [], 0],
  ])("a rule about hotfixes: the pull request %s", (_, records, times) => {
    const rule = aRule({ applies: "at-hotfix" });
    const touch = { content: ["src/a.py"], records };
    expect(plan(aPolicy(), aCatalogue(rule), state({ touch })).obligations).toHaveLength(times);
  });

  test.each<[string, string, Rule["severity"] | "off" | undefined, number]>([
    ["of the profile", "all", undefined, 1],
    ["not of the profile", "none", undefined, 0],
    ["not of the profile, named by the policy", "none", "advisory", 1],
    ["of the profile, switched off", "all", "off", 0],
    ["of a profile that is not there", "nowhere", undefined, 0],
  ])("a rule %s (%s, %s) applies %i times", (_, profile, severity, times) => {
    const rules =
      severity === undefined
        ? new Map()
        : new Map([["a-rule", { params: {}, place: PLACE, severity: severity as "off" }]]);
    const policy = aPolicy({ profile, rules });
    expect(plan(policy, aCatalogue(aRule()), state()).obligations).toHaveLength(times);
  });
});

describe("rules that the policy switches off", () => {
  const off = { params: {}, place: PLACE, severity: "off" as const };
  const rules = new Map([["a-rule", off]]);

  test.each<[string, Partial<Policy>, unknown]>([
    ["for all", { rules }, [{ rule: aRule({ gate: 2 }), for: "all" }]],
    ["for the component", { components: [aComponent({ rules })] }, [{ rule: aRule({ gate: 2 }), for: "component" }]], // prettier-ignore
    ["for another component", { components: [aComponent(), aComponent({ id: "other", rules })] }, undefined], // prettier-ignore
    ["for all and on again here", { rules, components: [aComponent({ rules: new Map([["a-rule", { ...off, severity: "advisory" }]]) })] }, undefined], // prettier-ignore
    ["which the profile does not have anyway", { rules, profile: "none" }, undefined],
  ])("%s are told", (_, policy, expected) => {
    const planned = plan(
      aPolicy(policy),
      aCatalogue(aRule({ gate: 2 })),
      state({ from: 3, to: 3 }),
    );
    expect(planned.switchedOff).toEqual(expected);
  });

  test("and are not told where they would ask nothing yet", () => {
    const planned = plan(aPolicy({ rules }), aCatalogue(aRule({ gate: 5 })), state());
    expect(planned.switchedOff).toBeUndefined();
  });
});

function only(
  rule: Partial<Rule>,
  changes: Partial<ComponentState> = {},
  override: Record<string, unknown> = {},
  severity?: "blocking" | "advisory",
) {
  const rules = new Map([
    ["a-rule", { params: override, place: PLACE, ...(severity && { severity }) }],
  ]);
  return plan(aPolicy({ rules }), aCatalogue(aRule(rule)), state(changes)).obligations[0];
}

describe("what an obligation carries", () => {
  test.each<[Level, string]>([
    [4, "advisory"],
    [5, "blocking"],
    [6, "blocking"],
  ])("blocking from 5, at level %i: %s", (level, severity) => {
    const found = only({ severity: { "blocking-from": 5 } }, { from: level, to: level });
    expect(found?.severity).toBe(severity);
  });

  test("a policy's severity counts before the rule's", () => {
    expect(only({ severity: "blocking" }, {}, {}, "advisory")?.severity).toBe("advisory");
    expect(only({ severity: { "blocking-from": 9 } }, {}, {}, "blocking")?.severity).toBe(
      "blocking",
    );
  });

  test("a policy's parameters are laid over the rule's, and compared with them", () => {
    const rule = { kind: "coverage", params: { lines: 80, "minimum-lines": 10 } };
    expect(only(rule, {}, { lines: 60 })).toMatchObject({
      params: { lines: 60, "minimum-lines": 10 },
      comparedWithDefault: "lines 60 asks for less than MLTRL's default of 80",
    });
    expect(only(rule, {}, { lines: 90, "minimum-lines": 5 })?.comparedWithDefault).toBe(
      "lines 90 is stricter than MLTRL's default of 80; minimum-lines 5 asks for less than MLTRL's default of 10",
    );
    expect(only(rule, {}, { lines: 80 })).not.toHaveProperty("comparedWithDefault");
    expect(only(rule, {}, { "changed-lines": 5 })?.comparedWithDefault).toBe(
      "changed-lines 5 is stricter than MLTRL's default of 0",
    );
  });

  test("whatever else a policy changes of a rule is said", () => {
    const rule = {
      kind: "test-results",
      params: { evidence: "drift-tests", required: ["*drift*"] },
    };
    expect(only(rule, {}, { required: [] })?.comparedWithDefault).toBe(
      "required is another than MLTRL's default",
    );
    expect(only(rule, {}, { required: ["*drift*"] })).not.toHaveProperty("comparedWithDefault");
    expect(only(rule, {}, { "maximum-skipped": 100 })?.comparedWithDefault).toBe(
      "maximum-skipped 100 asks for less than MLTRL's default of 50",
    );
    expect(only({ severity: "blocking" }, {}, {}, "advisory")?.comparedWithDefault).toBe(
      "advisory asks for less than MLTRL's default of blocking",
    );
    expect(
      only({ severity: { "blocking-from": 9 } }, {}, {}, "blocking")?.comparedWithDefault,
    ).toBe("blocking is stricter than MLTRL's default of advisory");
  });

  test.each(["adopted", "entry"] as const)("a gate that was not walked (%s) is exempt", (how) => {
    const card = aCard({ [how]: { level: 3, reason: "bought", gatesNotWalked: [0, 2] } });
    const rules = [0, 1, 2, "every"].map((gate) => aRule({ id: `r${gate}`, gate: gate as Gate }));
    const { obligations } = plan(aPolicy(), aCatalogue(...rules), state({ card }));
    expect(obligations.map(({ rule, exempt }) => [rule.id, exempt])).toEqual([
      ["r0", "the component entered at level 3 without walking this gate: bought"],
      ["r1", undefined],
      ["r2", "the component entered at level 3 without walking this gate: bought"],
      ["revery", undefined],
    ]);
  });

  test("a gate that was not walked is exempt only if base knows it, or the component is new", () => {
    const card = aCard({ entry: { level: 3, reason: "bought", gatesNotWalked: [0] } });
    const asBefore = { card, cardAtBase: aCard() };
    expect(only({ gate: 0 }, asBefore)).not.toHaveProperty("exempt");
    const added = { ...asBefore, declaredAt: { base: false, head: true } };
    expect(only({ gate: 0 }, added)).toHaveProperty("exempt");
  });

  test("a gate that is walked now is never exempt", () => {
    const card = aCard({ entry: { level: 2, reason: "bought", gatesNotWalked: [2] } });
    expect(only({ gate: 2 }, { card, from: 2, to: 3 })).not.toHaveProperty("exempt");
  });
});

describe("what stands in for a panel", () => {
  const panel = aRule({ id: "panel", kind: "review-panel", applies: "at-graduation" });
  const record = aRule({ id: "level", kind: "ladder-step" });
  const planned = (changes: Partial<ComponentState>) =>
    plan(aPolicy(), aCatalogue(panel, record), state({ touch: CONTENT, to: 5, ...changes }));

  test("merged reviews of this very content exempt from what only a graduation asks for", () => {
    const { step, obligations } = planned({ provenBy: ["a.yml"] });
    expect(step.provenBy).toEqual(["a.yml"]);
    expect(obligations.map(({ rule, exempt }) => [rule.id, exempt])).toEqual([
      ["panel", "proven by a.yml: this very content has been reviewed"],
      ["level", undefined],
    ]);
  });

  test("a renewal is proven by nothing but its own panel", () => {
    const { obligations } = planned({ from: 9, to: 9, renews: true, provenBy: ["a.yml"] });
    expect(obligations.map(({ exempt }) => exempt)).toEqual([undefined, undefined]);
  });

  test("a hotfix waives panels for its time and nothing else", () => {
    const hotfix = { path: "h.yml", incident: "it burns", endsAt: "2026-06-05T00:00:00.000Z" };
    const { obligations } = planned({ hotfix });
    expect(obligations.map(({ rule, standIn }) => [rule.id, standIn?.reason])).toEqual([
      ["panel", "a hotfix is in force: it burns"],
      ["level", undefined],
    ]);
  });
});
