import * as z from "zod";
import { COVERAGE_FORMATS } from "../model/coverage.ts";
import { DEFAULT_EXISTING_GRACE } from "../model/grace.ts";
import { DEFAULT_EXPLICIT_FROM } from "../model/policy.ts";
import type { Catalogue } from "../model/rule.ts";
import { PRESET_NAMES, STRUCTURED_FORMATS } from "../model/structured-report.ts";
import { TEST_FORMATS } from "../model/test-report.ts";
import { DEFAULT_MAXIMUM_DAYS } from "../model/waiver.ts";
import { laddersOf } from "./catalogue-at.ts";
import { onlyForAll, ruleOverrides } from "./rule-overrides-schema.ts";
import {
  check,
  environmentLevel,
  environmentName,
  glob,
  id,
  person,
  signOff,
  trustedSigner,
  trustedWorkflow,
} from "./shared-schemas.ts";

const evidence = z
  .strictObject({
    format: z
      .enum([
        "coverage",
        ...COVERAGE_FORMATS,
        "tests",
        ...TEST_FORMATS,
        ...STRUCTURED_FORMATS,
        ...PRESET_NAMES,
      ])
      .describe("coverage, tests: a report in any of its formats, told by its content"),
    files: z.array(glob).min(1).describe("Where the reports are, from the root of the repository"),
    component: id.optional().describe("Speaks of this component only"),
    workflow: z
      .string()
      .regex(/^\.github\/workflows\/[^/]+\.ya?ml$/, "must be a file in .github/workflows")
      .optional()
      .describe("The workflow whose runs deliver it; what is committed does not count then"),
    settings: z
      .array(glob)
      .optional()
      .describe(
        "Files that set up what it measures, beside the workflow; the usual ones if not given",
      ),
  })
  .meta({ id: "evidence" });

const environment = z
  .strictObject({
    "minimum-level": environmentLevel,
    components: z
      .union([z.literal("all"), z.array(id).min(1)])
      .default("all")
      .describe("What has to be at the level: every component, or these"),
  })
  .meta({ id: "environment" });

function componentSchema(rules: z.ZodType<Record<string, object | undefined>>) {
  return z
    .strictObject({
      paths: z.array(glob).min(1).optional().describe("Files of the component; this or parts"),
      ignore: z.array(glob).default([]).describe("Never a change of content"),
      source: z
        .array(glob)
        .optional()
        .describe("What coverage is asked of; all paths if not given"),
      "depends-on": z
        .array(id)
        .default([])
        .describe("Components it builds on: a change of theirs judges this one as well"),
      parts: z
        .array(id)
        .min(1)
        .optional()
        .describe("Makes it a system: its level is their minimum"),
      rules: rules.optional().describe("What is asked of this component otherwise than of all"),
    })
    .refine(({ paths, parts }) => (paths === undefined) !== (parts === undefined), {
      message: 'needs either "paths" (a component) or "parts" (a system)',
    })
    .meta({ id: "component" });
}

/**
 * The schema of `.mltrl/config.yml`; its `rules` are those of the catalogue.
 *
 * @param ladders every version of the rule set, the oldest first
 */
export function configSchema(
  catalogue: Catalogue,
  ladders: readonly [string, ...string[]] = laddersOf(catalogue),
) {
  const rules = ruleOverrides(catalogue.rules);
  return z.strictObject({
    version: z.literal(1).describe("The form of this file"),
    ladder: z.enum(ladders).default(ladders[0]).describe("Version of the rule set"),
    profile: id
      .default("lite")
      .describe("lite, full, or the name of a file .mltrl/profiles/<name>.yml"),
    checks: z
      .record(id, check)
      .optional()
      .describe(
        "Checks, shown as mltrl/<name>; if not given, main warns on the default branch and release blocks on release/**",
      ),
    components: z
      .record(id, componentSchema(z.strictObject(rules).superRefine(onlyForAll)))
      .describe("What has a level, by id"),
    roles: z
      .record(id, z.array(person).min(1))
      .default({})
      .describe("Logins and teams that hold a role; one not named here falls to repository admins"),
    environments: z
      .record(environmentName, environment)
      .default({})
      .describe("Environments of GitHub that take no deployment below a level, by name"),
    evidence: z.record(id, evidence).default({}).describe("Where reports are found, by name"),
    "trusted-workflows": z
      .array(trustedWorkflow)
      .default([])
      .describe("Reusable workflows whose reports are of tier 3, each at one commit"),
    "trusted-signers": z
      .array(trustedSigner)
      .default([])
      .describe(
        "Workflows by whose signature reports are of tier 4, beside those of trusted-workflows, each with the ref that it signs as",
      ),
    rules: z.strictObject(rules).default({}).describe("Other numbers or severities of rules"),
    uncovered: z
      .enum(["ignore", "warn", "block"])
      .default("ignore")
      .describe("What a changed model file that no component owns gets"),
    "evidence-timeout": z
      .number()
      .positive()
      .max(72)
      .default(6)
      .describe("Hours after the head commit; what still waits for CI then is unknown"),
    panels: z
      .enum(["independent", "small-team"])
      .default("independent")
      .describe("small-team: one person may hold several seats"),
    "sign-off": signOff
      .default({ "explicit-from": DEFAULT_EXPLICIT_FROM })
      .describe(
        "approval: approving signs; explicit: the review says what it signs; or explicit from a level on",
      ),
    "request-reviews": z
      .boolean()
      .default(true)
      .describe("Asks people who can take an open seat for a review, each seat once"),
    "register-versions": z
      .enum(["never", "on-merge"])
      .default("never")
      .describe(
        "Makes GTO's tag for each version of a model or dataset that a merge puts on a card",
      ),
    "existing-grace": z
      .int()
      .min(0)
      .max(90)
      .default(DEFAULT_EXISTING_GRACE)
      .describe("Days for which findings that stood before only warn; 0 blocks at once"),
    waivers: z
      .strictObject({
        "maximum-days": z
          .int()
          .min(1)
          .max(365)
          .default(DEFAULT_MAXIMUM_DAYS)
          .describe("The longest a waiver may last"),
      })
      .prefault({})
      .describe("What waivers in .mltrl/waivers.yml may do"),
  });
}

export type Config = z.output<ReturnType<typeof configSchema>>;
