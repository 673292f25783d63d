import type { Level } from "../model/level.ts";
import type { OrganizationPolicy } from "../model/organization.ts";
import type { Parsed } from "../model/problem.ts";
import type { Catalogue } from "../model/rule.ts";
import { parseWith } from "../source/schema-problems.ts";
import type { LocatedYaml } from "../source/yaml.ts";
import { checksOf } from "./checks-of.ts";
import { organizationSchema } from "./organization-schema.ts";
import { overrideProblems } from "./override-problems.ts";
import { overridesIn } from "./overrides-in.ts";
import { explicitFromOf } from "./sign-off.ts";

const schemas = new WeakMap<Catalogue, ReturnType<typeof organizationSchema>>();

/** Reads an organisation's policy; every problem is told at once. */
export function parseOrganization(
  source: LocatedYaml,
  catalogue: Catalogue,
): Parsed<OrganizationPolicy> {
  const schema = schemas.get(catalogue) ?? organizationSchema(catalogue);
  schemas.set(catalogue, schema);
  const parsed = parseWith(schema, source);
  if (!parsed.ok) return parsed;
  const { checks, roles, ladder, profile, uncovered, panels, ...rest } = parsed.value;
  const rules = overridesIn(rest.rules, ["rules"], source);
  const problems = overrideProblems({ components: [], rules }, catalogue);
  if (problems.length > 0) return { ok: false, problems };
  const { repositories, except, properties } = rest["applies-to"];
  const effectiveFrom = rest["effective-from"];
  const { "sign-off": signOff, "request-reviews": requestReviews } = rest;
  const evidenceTimeout = rest["evidence-timeout"];
  const trustedWorkflows = rest["trusted-workflows"];
  const trustedSigners = rest["trusted-signers"];
  const existingGrace = rest["existing-grace"];
  const waiverMaximumDays = rest.waivers["maximum-days"];
  return {
    ok: true,
    value: {
      appliesTo: {
        ...(repositories && { repositories }),
        except,
        properties: new Map(Object.entries(properties)),
      },
      ...(effectiveFrom !== undefined && { effectiveFrom }),
      ...(ladder !== undefined && { ladder }),
      ...(profile !== undefined && { profile }),
      checks: checksOf(
        Object.fromEntries(
          Object.entries(checks).map(([name, check]) => [name, { ...check, "per-branch": false }]),
        ),
      ),
      roles: new Map(Object.entries(roles)),
      rules,
      environments: new Map(
        Object.entries(rest.environments).map(([name, { "minimum-level": level }]) => [
          name,
          { minimumLevel: level as Level },
        ]),
      ),
      ...(uncovered !== undefined && { uncovered }),
      ...(signOff !== undefined && { explicitFrom: explicitFromOf(signOff) }),
      ...(requestReviews !== undefined && { requestReviews }),
      ...(panels !== undefined && { panels }),
      ...(evidenceTimeout !== undefined && { evidenceTimeout }),
      ...(trustedWorkflows !== undefined && { trustedWorkflows }),
      ...(trustedSigners !== undefined && { trustedSigners }),
      ...(existingGrace !== undefined && { existingGrace }),
      ...(waiverMaximumDays !== undefined && { waiverMaximumDays }),
    },
  };
}
