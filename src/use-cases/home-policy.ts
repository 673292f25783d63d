import type { Change } from "../core/model/change.ts";
import { type Fact, known } from "../core/model/fact.ts";
import type { CheckPolicy, Policy } from "../core/model/policy.ts";
import type { Problem } from "../core/model/problem.ts";
import type { Catalogue } from "../core/model/rule.ts";
import type { Organization } from "../core/policy/organization-layer.ts";
import { ORGANIZATION_PATH } from "../gather/policy-files.ts";
import type { View } from "../gather/view.ts";
import { type PolicyEdit, type PolicyInForce, unique } from "./in-force.ts";
import { mendingPolicy } from "./mended-policy.ts";
import { type OrganizationStanding, readOrganization } from "./organization-standing.ts";
import { nothingSaid, organizationAlone } from "./policy-layer.ts";

/** A pull request to the repository that holds the organisation's policy. */
export async function atHome(
  standing: Extract<OrganizationStanding, { readonly home: boolean }>,
  head: View,
  { defaultBranch, baseRef }: Change,
  catalogue: Catalogue,
): Promise<Fact<PolicyInForce>> {
  const read = await organizationIn(head, catalogue);
  if (read.state === "unavailable") return read;
  const after = read.value?.ok ? read.value.value : undefined;
  const stands = standing.state === "broken" ? undefined : standing.organization;
  const judging = stands ?? after;
  const problems = [
    ...(standing.state === "broken" && (after === undefined || baseRef !== defaultBranch)
      ? standing.problems
      : []),
    ...(read.value?.ok === false ? read.value.problems : []),
  ];
  const checks = judging && policyAtHome(judging, catalogue, defaultBranch).checks;
  if (judging === undefined || problems.length > 0) {
    return known({ state: "broken", problems: unique(problems), checks });
  }
  const policy = policyAtHome(judging, catalogue, defaultBranch);
  return known({
    state: "ready",
    policy: stands === undefined ? mendingPolicy(policy, undefined) : policy,
    baseComponents: [],
    headComponents: [],
    notices: [],
    edit: organizationEdit(stands, after, catalogue),
  });
}

/** What an organisation's policy asks of the repository that holds it: its checks, and one at least. */
function policyAtHome(
  organization: Organization,
  catalogue: Catalogue,
  defaultBranch: string,
): Policy {
  const policy = organizationAlone(organization, catalogue, defaultBranch);
  const guards = policy.checks.some(({ branches }) => branches.includes(defaultBranch));
  if (guards) return policy;
  const own: CheckPolicy = {
    name: "main",
    branches: [defaultBranch],
    enforcement: "block",
    scope: "touched",
    perBranch: false,
  };
  return { ...policy, checks: [...policy.checks.filter(({ name }) => name !== own.name), own] };
}

/** An organisation's policy as a pull request to its own repository leaves it; undefined where it is gone. */
async function organizationIn(
  view: View,
  catalogue: Catalogue,
): Promise<
  Fact<
    | { readonly ok: true; readonly value: Organization }
    | { readonly ok: false; readonly problems: readonly Problem[] }
    | undefined
  >
> {
  if (!view.records.has(ORGANIZATION_PATH)) return known(undefined);
  const text = await view.text(ORGANIZATION_PATH);
  if (text.state === "unavailable") {
    if (text.cause !== "invalid") return text;
    const place = { path: ORGANIZATION_PATH };
    return known({ ok: false, problems: [{ place, message: text.reason }] });
  }
  return known(readOrganization({ path: ORGANIZATION_PATH, text: text.value }, catalogue));
}

/** What an edit of an organisation's policy changes, which is that of every repository it is for. */
function organizationEdit(
  before: Organization | undefined,
  after: Organization | undefined,
  catalogue: Catalogue,
): PolicyEdit {
  return {
    before: before && said(before, catalogue),
    after: after === undefined ? nothingSaid(catalogue, DEFAULT) : said(after, catalogue),
    source: after?.source,
    merged: undefined,
    reach: { before: reachOf(before), after: reachOf(after) },
  };
}

/** Any branch will do: what the two sides say of it is the same. */
const DEFAULT = "~DEFAULT_BRANCH";

/** With its floors, which no single repository's policy shows. */
function said(organization: Organization, catalogue: Catalogue): Policy {
  const { rules, roles } = organization.policy;
  return { ...organizationAlone(organization, catalogue, DEFAULT), rules, roles };
}

function reachOf(organization: Organization | undefined): string {
  if (organization === undefined) return "nobody";
  const { appliesTo, effectiveFrom } = organization.policy;
  const { repositories = ["*"], except, properties } = appliesTo;
  return JSON.stringify({
    repositories,
    except,
    properties: Object.fromEntries(properties),
    effectiveFrom,
  });
}
