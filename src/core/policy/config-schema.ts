import * as z from "zod";
import { KINDS } from "../kinds/index.ts";
import { ENFORCEMENTS } from "../model/policy.ts";
import type { Catalogue } from "../model/rule.ts";
import { patternFault } from "../source/glob.ts";

const id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, "must be 1 to 64 of a-z, 0-9 and -, not starting with -");

const glob = z
  .string()
  .min(1)
  .superRefine((pattern, context) => {
    const fault = patternFault(pattern);
    if (fault !== undefined) context.addIssue({ code: "custom", message: `the pattern ${fault}` });
  });

const day = z.iso.date("must be a date such as 2027-01-15");

const check = z
  .strictObject({
    branches: z.array(glob).min(1).describe("Base branches whose pull requests get this check"),
    enforcement: z.enum(ENFORCEMENTS).default("block"),
    "block-from": day.optional().describe("From this day on the check blocks"),
    "minimum-level": z.int().min(0).max(9).optional(),
    scope: z.enum(["touched", "all"]).default("touched"),
    "per-branch": z.boolean().default(false),
  })
  .meta({ id: "check" });

const component = z
  .strictObject({
    paths: z.array(glob).min(1).optional(),
    ignore: z.array(glob).default([]).describe("Never a change of content"),
    source: z.array(glob).optional().describe("What coverage is asked of; all paths if not given"),
    "depends-on": z.array(id).default([]),
    parts: z.array(id).min(1).optional().describe("Makes it a system: its level is their minimum"),
  })
  .refine(({ paths, parts }) => (paths === undefined) !== (parts === undefined), {
    message: 'needs either "paths" (a component) or "parts" (a system)',
  })
  .meta({ id: "component" });

const person = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9-]*(\/[A-Za-z0-9._-]+)?$/,
    "must be a login such as alice or a team such as acme/product",
  );

const evidence = z
  .strictObject({
    format: z.enum(["lcov", "junit"]),
    files: z.array(glob).min(1),
    component: id.optional().describe("Speaks of this component only"),
  })
  .meta({ id: "evidence" });

/** The schema of `.mltrl/config.yml`; its `rules` are those of the catalogue. */
export function configSchema(catalogue: Catalogue) {
  return z.strictObject({
    version: z.literal(1),
    ladder: z.literal(catalogue.ladder).default(catalogue.ladder),
    profile: z.enum(catalogue.profiles.map(({ name }) => name)).default("lite"),
    checks: z.record(id, check).optional(),
    components: z.record(id, component),
    roles: z.record(id, z.array(person).min(1)).default({}),
    evidence: z.record(id, evidence).default({}),
    rules: z.strictObject(ruleOverrides(catalogue)).default({}),
    uncovered: z.enum(["ignore", "warn", "block"]).default("ignore"),
    "evidence-timeout": z.number().positive().max(72).default(6).describe("Hours"),
    panels: z.enum(["independent", "small-team"]).default("independent"),
  });
}

export type Config = z.output<ReturnType<typeof configSchema>>;

function ruleOverrides(catalogue: Catalogue) {
  const severity = z.enum(["blocking", "advisory", "off"]).optional();
  return Object.fromEntries(
    catalogue.rules.map((rule) => {
      const params = KINDS.get(rule.kind)?.params.shape ?? {};
      return [
        rule.id,
        z
          .strictObject({ ...params, severity })
          .partial()
          .optional(),
      ];
    }),
  );
}
