import * as z from "zod";
import type { Catalogue } from "../model/rule.ts";
import { laddersOf, rulesOfAnyLadder } from "./catalogue-at.ts";
import { ruleOverrides } from "./rule-overrides-schema.ts";
import {
  check,
  day,
  environmentLevel,
  environmentName,
  glob,
  id,
  person,
  signOff,
  trustedSigner,
  trustedWorkflow,
} from "./shared-schemas.ts";

const appliesTo = z
  .strictObject({
    repositories: z.array(glob).min(1).optional().describe("Patterns of names; any if not given"),
    except: z.array(glob).default([]).describe("Patterns of names that are left out"),
    properties: z
      .record(z.string().min(1), z.array(z.string()).min(1))
      .default({})
      .describe("Custom properties with the values that count; each has to have one of them"),
  })
  .refine(
    ({ repositories, properties }) =>
      repositories !== undefined || Object.keys(properties).length > 0,
    { message: 'needs "repositories" or "properties"; ["*"] stands for all repositories' },
  )
  .meta({ id: "applies-to" });

/** The schema of an organisation's `.mltrl/organization.yml`; its `rules` are those of the catalogue. */
export function organizationSchema(catalogue: Catalogue) {
  return z.strictObject({
    version: z.literal(1).describe("The form of this file"),
    "applies-to": appliesTo.describe("The repositories that it is for"),
    "effective-from": day
      .optional()
      .describe("Before this day the policy is announced and binds nobody"),
    ladder: z
      .enum(laddersOf(catalogue))
      .optional()
      .describe("The oldest version of the rule set that a repository may be judged by"),
    profile: z
      .enum(catalogue.profiles.map(({ name }) => name))
      .optional()
      .describe("The least that a repository's profile has to choose"),
    checks: z
      .record(id, check.omit({ "per-branch": true }))
      .default({})
      .describe(
        "Checks that every repository has, at least so strict; the branch ~DEFAULT_BRANCH stands for each one's own",
      ),
    roles: z
      .record(id, z.array(person).min(1))
      .default({})
      .describe("Who holds a role; a repository may narrow it and not add to it"),
    rules: z
      .strictObject(ruleOverrides(rulesOfAnyLadder(catalogue).values()))
      .default({})
      .describe("Other numbers or severities of rules; with `floor: true` nobody may ask for less"),
    environments: z
      .record(environmentName, z.strictObject({ "minimum-level": environmentLevel }))
      .default({})
      .describe(
        "Environments of GitHub, by name, with the least level that is deployed there; of which components, a repository says",
      ),
    "trusted-workflows": z
      .array(trustedWorkflow)
      .optional()
      .describe(
        "Reusable workflows whose reports are of tier 3, each at one commit; a repository may narrow it and not add to it",
      ),
    "trusted-signers": z
      .array(trustedSigner)
      .optional()
      .describe(
        "Workflows by whose signature reports are of tier 4, beside those of trusted-workflows; a repository may narrow it and not add to it",
      ),
    uncovered: z
      .enum(["ignore", "warn", "block"])
      .optional()
      .describe("The least that a changed model file that no component owns gets"),
    "evidence-timeout": z.number().positive().max(72).optional().describe("The most hours for CI"),
    panels: z
      .enum(["independent", "small-team"])
      .optional()
      .describe("independent: no repository may let one person hold several seats"),
    "sign-off": signOff
      .optional()
      .describe("The least that an approval has to say of what it signs"),
    "request-reviews": z
      .boolean()
      .optional()
      .describe("true: every repository has people asked who can take an open seat"),
    "existing-grace": z
      .int()
      .min(0)
      .max(90)
      .optional()
      .describe("The most days for which findings that stood before only warn"),
    waivers: z
      .strictObject({
        "maximum-days": z
          .int()
          .min(1)
          .max(365)
          .optional()
          .describe("The longest a waiver may last"),
      })
      .default({})
      .describe("What waivers may do"),
  });
}
