import { describe, expect, test } from "@jest/globals";
import { parsePolicy } from "../../../src/core/policy/parse-policy.ts";
import { tighten } from "../../../src/core/policy/tighten.ts";
import { plan } from "../../../src/core/plan.ts";
import { parseYaml } from "../../../src/core/source/yaml.ts";
import { aCard } from "../../../src/evidence/described/card-facts.ts";
import { aCatalogue, aComponent, aPolicy, aRule } from "../../support/fake-engine.ts";

const DRIFT = aRule({
  id: "drift",
  kind: "predicate",
  params: {
    evidence: "data-drift",
    checks: [
      { select: "$.share", every: { "at-most": { limit: "share" } }, "minimum-matches": 1 },
      { select: "$.rows", every: { "at-least": { limit: "rows" } }, "minimum-matches": 1 },
    ],
    limits: { share: 0.3, rows: 100 },
    presets: [],
  },
});
const CATALOGUE = aCatalogue(DRIFT);

/** What a configuration that says this of the rule comes to. */
function policyWith(rule: string) {
  const text = `version: 1\nprofile: ${CATALOGUE.profiles[0]?.name}\ncomponents: { detector: { paths: [src/**] } }\nrules: { drift: ${rule} }\n`;
  const source = parseYaml(text, ".mltrl/config.yml");
  if (!source.ok) throw new Error(JSON.stringify(source.problems));
  return parsePolicy(source.value, CATALOGUE, "main");
}

function obligation(limits: Record<string, number>) {
  const rules = new Map([["drift", { params: { limits }, place: { path: "c" } }]]);
  const card = aCard();
  const state = {
    id: "detector",
    system: false,
    declaredAt: { base: true, head: true },
    from: 9,
    to: 9,
    card,
    cardAtBase: card,
    touch: undefined,
    now: "2026-06-01T12:00:00Z",
  } as const;
  return plan(aPolicy({ rules, components: [aComponent()] }), CATALOGUE, state).obligations[0];
}

function withLimits(limits: Record<string, number>) {
  return aPolicy({ rules: new Map([["drift", { params: { limits }, place: { path: "c" } }]]) });
}

function tightened(own: Record<string, number>, base: Record<string, number>): unknown {
  return tighten(withLimits(own), withLimits(base), CATALOGUE).rules.get("drift")?.params["limits"];
}

describe("limits of a rule in a policy", () => {
  test("are taken one by one", () => {
    const policy = policyWith("{ limits: { share: 0.2 } }");
    expect(policy.ok ? policy.value.rules.get("drift")?.params : policy).toEqual({
      limits: { share: 0.2 },
    });
    expect(obligation({ share: 0.2 })?.params["limits"]).toEqual({ share: 0.2, rows: 100 });
  });

  test("must be limits of the rule", () => {
    const policy = policyWith("{ limits: { shre: 0.2 } }");
    expect(policy).toMatchObject({
      ok: false,
      problems: [
        {
          place: { line: 4 },
          message:
            '`rules.drift.limits`: unknown key "shre"; did you mean `share`?; allowed are `share`, `rows`',
        },
      ],
    });
  });

  test("are compared with the rule's own by the way that they are used", () => {
    expect(obligation({ share: 0.4 })?.comparedWithDefault).toBe(
      "limits.share 0.4 asks for less than MLTRL's default of 0.3",
    );
    expect(obligation({ share: 0.2, rows: 50 })?.comparedWithDefault).toBe(
      "limits.share 0.2 is stricter than MLTRL's default of 0.3; limits.rows 50 asks for less than MLTRL's default of 100",
    );
    expect(obligation({ share: 0.3 })).not.toHaveProperty("comparedWithDefault");
  });

  test("of the base branch count where they ask for more", () => {
    expect(tightened({ share: 0.4 }, { share: 0.2 })).toEqual({ share: 0.2 });
    expect(tightened({ share: 0.2 }, { share: 0.4 })).toEqual({ share: 0.2 });
    expect(tightened({ share: 0.2 }, { rows: 500 })).toEqual({ share: 0.2, rows: 500 });
    expect(tightened({ share: 0.2 }, { rows: 50 })).toEqual({ share: 0.2 });
    expect(tightened({}, { share: 0.4 })).toEqual({});
  });
});
