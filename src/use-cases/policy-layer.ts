import { InternalError } from "../core/errors.ts";
import { type Fact, known } from "../core/model/fact.ts";
import type { Policy } from "../core/model/policy.ts";
import type { Problem } from "../core/model/problem.ts";
import type { Catalogue } from "../core/model/rule.ts";
import type { Organization } from "../core/policy/organization-layer.ts";
import { parsePolicy } from "../core/policy/parse-policy.ts";
import { undefinedRoleProblems } from "../core/policy/undefined-roles.ts";
import { underOrganization } from "../core/policy/under-organization.ts";
import { parseYaml } from "../core/source/yaml.ts";
import type { Change } from "../core/model/change.ts";
import { organizationStanding } from "./organization-standing.ts";
import type { Repository } from "../ports/repository.ts";
import { configIn } from "../gather/policy.ts";
import type { View } from "../gather/view.ts";
import { policyIn } from "./policy-in.ts";

/** The policy of one side of a change. */
export type PolicyLayer =
  | { readonly state: "absent" }
  | { readonly state: "broken"; readonly problems: readonly Problem[] }
  | {
      readonly state: "read";
      /** As its file says it. */
      readonly own: Policy;
      /** As its organisation leaves it. */
      readonly policy: Policy;
      /** What its file says past a floor of the organisation. */
      readonly past: readonly Problem[];
    };

/** Reads the policy of a view below that of the organisation that the repository belongs to. */
export async function policyLayer(
  view: View,
  organization: Organization | undefined,
  catalogue: Catalogue,
  defaultBranch: string,
): Promise<Fact<PolicyLayer>> {
  const read = await policyIn(view, catalogue, defaultBranch);
  if (read.state === "unavailable") return read;
  if (read.value === undefined) return known({ state: "absent" });
  if (!read.value.ok) return known({ state: "broken", problems: read.value.problems });
  const own = read.value.value;
  const config = await configIn(view);
  const source = config.state === "known" && config.value?.ok ? config.value.value : undefined;
  const { policy, problems: past } =
    organization === undefined
      ? { policy: own, problems: [] }
      : underOrganization(own, source, organization, catalogue, defaultBranch);
  const problems = source ? undefinedRoleProblems(own, source, [...policy.roles.keys()]) : [];
  return known(
    problems.length > 0 ? { state: "broken", problems } : { state: "read", own, policy, past },
  );
}

/** The same where the organisation has not been looked at yet, as for what runs and for what was. */
export async function policyLayerOf(
  view: View,
  change: Pick<Change, "organization" | "now" | "defaultBranch">,
  repository: Repository,
  catalogue: Catalogue,
): Promise<Fact<PolicyLayer>> {
  const standing = await organizationStanding(change, repository, catalogue);
  if (standing.state === "unavailable") return standing;
  if (standing.value.state === "broken") return known(standing.value);
  const above = standing.value.state === "applies" ? standing.value.organization : undefined;
  return policyLayer(view, above, catalogue, change.defaultBranch);
}

/** What holds where a repository says nothing and its organisation does: no component, and its checks alone. */
export function organizationAlone(
  organization: Organization,
  catalogue: Catalogue,
  defaultBranch: string,
): Policy {
  return underOrganization(
    nothingSaid(catalogue, defaultBranch),
    undefined,
    organization,
    catalogue,
    defaultBranch,
  ).policy;
}

/** What holds where nobody asks for anything: the defaults, and no check. */
export function nothingSaid(catalogue: Catalogue, defaultBranch: string): Policy {
  return { ...builtIn(catalogue, defaultBranch), checks: [] };
}

/** What holds where nobody says anything. */
function builtIn(catalogue: Catalogue, defaultBranch: string): Policy {
  const source = parseYaml("version: 1\ncomponents: {}\n", ".mltrl/config.yml");
  const policy = source.ok ? parsePolicy(source.value, catalogue, defaultBranch) : source;
  if (!policy.ok) throw new InternalError("the defaults are no policy");
  return policy.value;
}
