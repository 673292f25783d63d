import { beforeAll, describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { conclusionOf } from "../../src/core/conclusion.ts";
import { evaluate } from "../../src/core/evaluate.ts";
import { KINDS } from "../../src/core/kinds/index.ts";
import type { Change } from "../../src/core/model/change.ts";
import { type Cause, type Fact, known, unavailable } from "../../src/core/model/fact.ts";
import type { FactName, Facts } from "../../src/core/model/facts.ts";
import type { Finding } from "../../src/core/model/finding.ts";
import type { ComponentPlan } from "../../src/core/model/obligation.ts";
import type { Decision } from "../../src/core/model/decision.ts";
import { gatherFacts } from "../../src/gather/index.ts";
import { judge } from "../../src/use-cases/judge.ts";
import { readScenario } from "../gate/scenario.ts";
import { aReview, BASE, type FakeChange } from "../support/fake-change.ts";
import { fakeContext } from "../support/fake-context.ts";
import { ENGINE } from "../support/fake-engine.ts";

const CAUSES: readonly Cause[] = [
  "missing",
  "invalid",
  "stale",
  "upstream",
  "not-visible",
  "awaited",
];

async function decided(change: FakeChange): Promise<Decision> {
  const verdict = await judge(change, ENGINE);
  if (verdict.state === "unavailable" || verdict.value.decision === undefined) {
    throw new Error("there is no decision");
  }
  return verdict.value.decision;
}

function withChange(world: FakeChange, changes: Partial<Change>): FakeChange {
  const change = { ...world.change, ...changes };
  return { ...world, change, source: { read: () => Promise.resolve(known(change)) } };
}

/** Every rule of the ladder, asked of a component that has a bit of everything. */
async function everything(): Promise<{ plan: ComponentPlan; facts: Facts }> {
  const card =
    "---\nname: Detector\nlevel: 3\nmodels:\n  - { name: net, version: 1.0.0, path: src/a }\n---\n";
  const context = await fakeContext({
    base: {},
    head: {
      "src/a": "a",
      ".mltrl/cards/detector.md": card,
      ".mltrl/ethics/detector.md": "- [x] A.1 Consent: the patients agreed to it\n",
      ".mltrl/documents/detector/plan.md": "# Plan\n\nText.\n",
    },
    step: { movement: "raise", from: 3, to: 4 },
    tags: [{ name: "net@v1.0.0", commit: BASE, annotated: true }],
  });
  const names = Object.keys(await gatherFacts(new Set(), context)) as FactName[];
  const facts = await gatherFacts(new Set(names), context);
  const obligations = ENGINE.catalogue.rules.map((rule) => ({
    rule,
    params: rule.params,
    severity: "blocking" as const,
    because: "standing" as const,
  }));
  return { plan: { id: "detector", step: context.step, obligations }, facts };
}

const byRule = (findings: readonly Finding[]): Map<string, Finding> =>
  new Map(findings.map((finding) => [finding.rule, finding]));

describe("evaluation", () => {
  let plan: ComponentPlan;
  let facts: Facts;
  beforeAll(async () => {
    ({ plan, facts } = await everything());
  });

  /** The same facts, some of them lost. */
  const lossy = (): fc.Arbitrary<Facts> =>
    fc
      .dictionary(fc.constantFrom(...Object.keys(facts)), fc.constantFrom(...CAUSES))
      .map((lost) => {
        const gone = Object.entries(lost).map(([name, cause]) => [
          name,
          unavailable(cause, "lost"),
        ]);
        return { ...facts, ...Object.fromEntries(gone) } as Facts;
      });

  test("judges everything, and the same way twice", () => {
    fc.assert(
      fc.property(lossy(), (some) => {
        const findings = evaluate(plan, KINDS, some, facts);
        expect(findings).toHaveLength(plan.obligations.length);
        expect(evaluate(plan, KINDS, some, facts)).toEqual(findings);
      }),
      { numRuns: 50 },
    );
  });

  test("does not depend on the order of the obligations", () => {
    const shuffled = fc.shuffledSubarray([...plan.obligations], {
      minLength: plan.obligations.length,
    });
    const expected = byRule(evaluate(plan, KINDS, facts, undefined));
    fc.assert(
      fc.property(shuffled, (obligations) => {
        const findings = evaluate({ ...plan, obligations }, KINDS, facts, undefined);
        expect(byRule(findings)).toEqual(expected);
        expect(conclusionOf(findings)).toBe(conclusionOf([...expected.values()]));
      }),
      { numRuns: 30 },
    );
  });

  test("without a fact never turns what failed into a pass, and passes nothing that needs it", () => {
    const before = evaluate(plan, KINDS, facts, undefined);
    fc.assert(
      fc.property(lossy(), (some) => {
        const after = evaluate(plan, KINDS, some, undefined);
        const wrong = after.filter(({ outcome }, i) => {
          const needs = KINDS.get(plan.obligations[i]?.rule.kind ?? "")?.needs ?? [];
          const lost = needs.some((name) => some[name].state === "unavailable");
          const improved = before[i]?.outcome !== "pass" && before[i]?.outcome !== outcome;
          return outcome === "pass" && (lost || improved);
        });
        expect(wrong).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

describe("unknown never passes", () => {
  test("whatever stands beside it", () => {
    const finding = fc.record({
      outcome: fc.constantFrom("pass", "fail", "pending", "waived", "not-applicable", "unknown"),
      severity: fc.constantFrom("blocking", "advisory"),
      turn: fc.constantFrom("author", "reviewers", "ci", "elsewhere"),
    });
    fc.assert(
      fc.property(fc.array(finding), (some) => {
        const findings = some.map((each) => ({ ...each, rule: "r", gate: "every", since: "new", reason: "", evidence: [] })) as Finding[]; // prettier-ignore
        const blocked = findings.some(
          ({ outcome, severity }) =>
            severity === "blocking" && !["pass", "waived", "not-applicable"].includes(outcome),
        );
        expect(conclusionOf(findings) === "success").toBe(!blocked);
        expect(conclusionOf(findings.toReversed())).toBe(conclusionOf(findings));
      }),
    );
  });
});

const STRICTNESS = ["success", "neutral", "action_required", "in_progress", "failure"];
const strictness = ({ checks }: Decision): number[] =>
  checks.map(({ conclusion }) => STRICTNESS.indexOf(conclusion));

describe("a whole verdict", () => {
  test.each(["graduated", "content-changed", "switchback-recorded", "adopted-component"])(
    "that is green stays green with an approval more: %s",
    async (name) => {
      const world = readScenario(name);
      const given = world.change.reviews;
      const login = fc.constantFrom("researcher", "research-lead", "second-engineer", "stranger", "ml-engineer"); // prettier-ignore
      await fc.assert(
        fc.asyncProperty(fc.array(login, { maxLength: 4 }), async (logins) => {
          const reviews = known([
            ...(given.state === "known" ? given.value : []),
            ...logins.map((each) =>
              aReview(each, "approved", world.change.head, "2026-06-01T11:00:00Z"),
            ),
          ]);
          const { checks } = await decided(withChange(world, { reviews }));
          expect(checks.map(({ conclusion }) => conclusion)).toEqual(["success"]);
        }),
        { numRuns: 8 },
      );
    },
  );

  test("does not depend on the order of files, reviews and runs", async () => {
    const world = readScenario("graduated");
    const [files, reviews] = [world.change.changedFiles, world.change.reviews];
    if (files.state === "unavailable" || reviews.state === "unavailable")
      throw new Error("unknown");
    const expected = await decided(world);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...files.value], { minLength: files.value.length }),
        fc.shuffledSubarray([...reviews.value], { minLength: reviews.value.length }),
        async (changedFiles, given) => {
          const change = { changedFiles: known(changedFiles), reviews: known(given) };
          const { checks, components } = await decided(withChange(world, change));
          expect(checks).toEqual(expected.checks);
          expect(components.map(({ digest }) => digest)).toEqual(
            expected.components.map(({ digest }) => digest),
          );
        },
      ),
      { numRuns: 15 },
    );
  });

  test.each(["graduated", "content-changed", "blocked", "waiting-for-panel"])(
    "is never milder when something about the change is not known: %s",
    async (name) => {
      const world = readScenario(name);
      const expected = strictness(await decided(world));
      const asked = ["changedFiles", "behindBase", "contributors", "reviews", "checkRuns", "requiredChecks"] as const; // prettier-ignore
      for (const part of asked) {
        const lost: Fact<never> = unavailable("upstream", "no answer");
        const found = strictness(await decided(withChange(world, { [part]: lost })));
        found.forEach((each, i) => expect(each).toBeGreaterThanOrEqual(expected[i] ?? 0));
        expect(found).toHaveLength(expected.length);
      }
    },
  );
});
