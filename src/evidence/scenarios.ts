import * as z from "zod";
import type { Level } from "../core/model/level.ts";
import type { Parsed } from "../core/model/problem.ts";
import { EXPECTED_OUTCOMES, type Scenario } from "../core/model/scenario.ts";
import { parseWith } from "../core/source/schema-problems.ts";
import { type LocatedYaml, parseYaml } from "../core/source/yaml.ts";
import { describedNames } from "./described/described-facts.ts";

const MAX_BYTES = 512 * 1024;

const level = z
  .int()
  .min(0)
  .max(9)
  .transform((value) => value as Level);

const ruleList = z.array(z.string()).default([]);

const scenario = z
  .strictObject({
    name: z.string().min(1).describe("What the case shows"),
    component: z.string().describe("A component of the policy"),
    level: level.describe("Its level on the base branch"),
    to: level.optional().describe("The level that the pull request asks for, if another"),
    branch: z.string().optional().describe("Where it goes; the default branch if absent"),
    changed: z.array(z.string()).default([]).describe("Paths that it changes"),
    now: z.iso
      .datetime({ offset: true, message: "expected an instant such as 2027-01-15T12:00:00Z" })
      .optional()
      .describe("The moment of judging; now if absent"),
    others: z
      .enum(["hold", "missing"])
      .default("hold")
      .describe("What becomes of rules that the facts do not speak of"),
    facts: z
      .partialRecord(z.enum(describedNames() as [string, ...string[]]), z.unknown())
      .default({})
      .describe("What is known, by the names of facts in the examples of rules"),
    expect: z.strictObject({
      conclusion: z
        .enum(["success", "failure", "neutral", "action_required", "in_progress"])
        .optional()
        .describe("Of the check of the branch; the strictest where there are several"),
      passes: ruleList,
      fails: ruleList.describe("Rules that do not hold, or of which nothing shows that they do"),
      waits: ruleList,
      "not-asked": ruleList.describe("Rules that do not apply here"),
    }),
  })
  .meta({ id: "case" });

/** A file of scenarios. The JSON Schema under `schemas/` is generated from it. */
export const scenariosSchema = z
  .strictObject({
    version: z.literal(1).describe("Of this format"),
    cases: z.array(scenario).min(1),
  })
  .describe("What a policy is expected to say of made-up changes");

/** Reads a file of scenarios, or tells everything that is wrong with it. */
export function parseScenarios(text: string, path: string): Parsed<readonly Scenario[]> {
  const source = parseYaml(text, path, { maxBytes: MAX_BYTES });
  if (!source.ok) return source;
  const read = parseWith(scenariosSchema, source.value);
  return read.ok
    ? { ok: true, value: read.value.cases.map((each, i) => scenarioOf(each, i, source.value)) }
    : read;
}

function scenarioOf(
  { level: from, to, branch, now, expect, ...rest }: z.output<typeof scenario>,
  index: number,
  source: LocatedYaml,
): Scenario {
  const { conclusion } = expect;
  return {
    ...rest,
    from,
    to: to ?? from,
    ...(branch !== undefined && { branch }),
    ...(now !== undefined && { now }),
    place: source.placeOf(["cases", index, "name"]),
    placeOfFact: (path) => source.placeOf(["cases", index, "facts", ...path]),
    expect: {
      ...(conclusion !== undefined && { conclusion }),
      rules: EXPECTED_OUTCOMES.flatMap((outcome) =>
        expect[outcome].map((rule, i) => ({
          rule,
          outcome,
          place: source.placeOf(["cases", index, "expect", outcome, i]),
        })),
      ),
    },
  };
}
