import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import * as z from "zod";
import { evaluate } from "../../src/core/evaluate.ts";
import { KINDS } from "../../src/core/kinds/index.ts";
import { type Cause, type Fact, known, unavailable } from "../../src/core/model/fact.ts";
import type { Facts } from "../../src/core/model/facts.ts";
import type { Finding } from "../../src/core/model/finding.ts";
import type { Rule } from "../../src/core/model/rule.ts";
import { TIERS } from "../../src/core/model/trust.ts";
import { parseYaml } from "../../src/core/source/yaml.ts";
import { catalogue } from "../../src/generated/catalogue.ts";
import { type FactsDescription, someFacts } from "../support/facts.ts";

const FOLDER = join(import.meta.dirname, "../rules/examples");
const CAUSES: readonly Cause[] = ["missing", "invalid", "stale", "upstream"];
const STEP = { component: "detector", movement: "content", from: 9, to: 9, system: false } as const;

/** What base has is no evidence of this content: without it there is less to be worse than. */
const NO_EVIDENCE = /^base/;

interface Example {
  readonly rule: Rule;
  readonly facts: Facts;
}

const examples: readonly Example[] = readdirSync(FOLDER).flatMap((file) => {
  const rule = catalogue.rules.find(({ id }) => `${id}.yml` === file);
  const source = parseYaml(readFileSync(join(FOLDER, file), "utf8"), file);
  if (rule === undefined || !source.ok) throw new Error(`${file} is no examples of a rule`);
  const lists = z.record(z.string(), z.array(z.record(z.string(), z.unknown())));
  return Object.values(lists.parse(source.value.value))
    .flat()
    .map((described) => ({ rule, facts: someFacts(described as FactsDescription) }));
});

function judged(rule: Rule, facts: Facts): Finding {
  const obligation = {
    rule,
    params: rule.params,
    severity: "blocking",
    because: "standing",
  } as const;
  const plan = { id: "detector", step: STEP, obligations: [obligation] };
  const [finding] = evaluate(plan, KINDS, facts, undefined);
  if (finding === undefined) throw new Error("there is no finding");
  return finding;
}

const DEFECT = /which is a defect of mltrl-gate/;
/** What no sentence for people holds. */
const MACHINE_WORDS = /\bundefined\b|\[object |\bNaN %|=>/;

/** It takes whatever test reports there are; that some are, is for the rules about them to ask. */
const OF_ALL_REPORTS = "product-requirement-traced";

/** Every way to lose one piece of evidence: a whole fact, or one entry of it. */
function* losses({ rule, facts }: Example): Generator<Facts> {
  const needs = KINDS.get(rule.kind)?.needs ?? [];
  for (const name of needs.filter((each) => !NO_EVIDENCE.test(each))) {
    for (const cause of CAUSES) yield { ...facts, [name]: unavailable(cause, "lost") };
    const fact: Fact<unknown> = facts[name];
    if (fact.state !== "known" || !(fact.value instanceof Map)) continue;
    for (const key of fact.value.keys()) {
      const entries = [...fact.value];
      if (rule.id !== OF_ALL_REPORTS) {
        yield { ...facts, [name]: known(new Map(entries.filter(([each]) => each !== key))) };
      }
      const values: unknown[] = [...fact.value.values()];
      if (!values.every((each) => z.looseObject({ state: z.string() }).safeParse(each).success)) {
        continue;
      }
      for (const cause of CAUSES) {
        const lost = entries.map(([each, value]) => [each, each === key ? unavailable(cause, "lost") : value] as const); // prettier-ignore
        yield { ...facts, [name]: known(new Map(lost)) };
      }
    }
  }
}

describe("of the examples of every rule", () => {
  test("none passes with less evidence that did not pass with it", () => {
    const wrong = examples.flatMap((example) => {
      const { rule, facts } = example;
      const before = judged(rule, facts);
      if (before.outcome === "pass") return [];
      return [...losses(example)]
        .map((some) => judged(rule, some))
        .filter(({ outcome, reason }) => outcome === "pass" || DEFECT.test(reason))
        .map(({ outcome, reason }) => ({ rule: rule.id, was: before.outcome, outcome, reason }));
    });
    expect(wrong).toEqual([]);
  });

  test("none passes by a report of a lower tier than is asked for, or that did not pass with a higher one", () => {
    const wrong = examples.flatMap(({ rule, facts }) =>
      TIERS.flatMap((asked) =>
        TIERS.flatMap((tier) => {
          const others = { tier, from: "is of some tier" };
          const origins = known({ reports: new Map(), others });
          const trusting = { ...rule, params: { ...rule.params, trust: asked } };
          const { outcome, trust } = judged(trusting, { ...facts, origins });
          const passes = outcome === "pass";
          const may = judged(rule, facts).outcome === "pass" && (trust?.tier ?? asked) >= asked;
          return passes && !may ? [`${rule.id}: T${tier} where T${asked} is asked for`] : [];
        }),
      ),
    );
    expect(wrong).toEqual([]);
  });

  test("every reason is words for people", () => {
    const wrong = examples.flatMap(({ rule, facts }) => {
      const { reason, evidence } = judged(rule, facts);
      const said = [reason, ...evidence.map(({ seen }) => seen)];
      return said.filter((each) => each.trim() === "" || MACHINE_WORDS.test(each));
    });
    expect(wrong).toEqual([]);
  });
});

describe("a rule judged on whatever facts there are", () => {
  test("gives an answer, the same twice", () => {
    const some = fc.constantFrom(...examples);
    const names = Object.keys(examples[0]?.facts ?? {});
    const mixed = fc
      .tuple(
        fc.constantFrom(...catalogue.rules),
        some,
        fc.array(fc.tuple(fc.constantFrom(...names), some)),
      ) // prettier-ignore
      .map(([rule, { facts }, others]): Example => {
        const taken = others.map(([name, other]) => [name, Reflect.get(other.facts, name)]);
        return { rule, facts: { ...facts, ...Object.fromEntries(taken) } };
      });
    fc.assert(
      fc.property(mixed, ({ rule, facts }) => {
        const finding = judged(rule, facts);
        expect(finding.reason).not.toMatch(DEFECT);
        expect(judged(rule, facts)).toEqual(finding);
      }),
      { numRuns: 2000 },
    );
  });
});
