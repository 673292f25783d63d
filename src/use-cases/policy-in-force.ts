import type { Change } from "../core/model/change.ts";
import { type Fact, known } from "../core/model/fact.ts";
import type { Policy } from "../core/model/policy.ts";
import type { Problem } from "../core/model/problem.ts";
import type { Catalogue } from "../core/model/rule.ts";
import { tighten } from "../core/policy/tighten.ts";
import { announcement } from "./announced-policy.ts";
import { organizationStanding } from "./organization-standing.ts";
import { waiversToGrant } from "../core/waivers-granted.ts";
import type { LocatedYaml } from "../core/source/yaml.ts";
import { gatherConfig } from "../gather/policy.ts";
import { editsPolicy, editsWhatIsAsked } from "./edited-policy.ts";
import { atHome } from "./home-policy.ts";
import { type MergedPolicy, type PolicyInForce, unique } from "./in-force.ts";
import { introduced } from "./introduced-policy.ts";
import { mended } from "./mended-policy.ts";
import { mergedPolicyView } from "../gather/merged-policy.ts";
import { type View, viewAt } from "../gather/view.ts";
import type { Repository } from "../ports/repository.ts";
import { nothingSaid, organizationAlone, policyLayer, type PolicyLayer } from "./policy-layer.ts";

/**
 * Finds the policy of a change: that of the default branch's tip below its organisation's, tightened by
 * the base branch's tip, never relaxed by the change. Only where nobody has one is a change judged by its
 * own, in observe mode, and only where what stands cannot be read by one that mends it.
 *
 * @param merged what is to be taken for the policy of a branch: that of a pull request which edits it
 */
export async function policyInForce(
  repository: Repository,
  change: Change,
  catalogue: Catalogue,
  merged?: MergedPolicy,
): Promise<Fact<PolicyInForce>> {
  const standing = await organizationStanding(change, repository, catalogue);
  if (standing.state === "unavailable") return standing;
  const above = standing.value.state === "applies" ? standing.value : undefined;
  const views = await Promise.all([
    viewAt(repository, change.defaultTip),
    viewAt(repository, change.baseTip),
    mergedRecords(repository, change),
  ]);
  const read = await Promise.all(
    views.map(async (view) =>
      view.state === "known"
        ? policyLayer(view.value, above?.organization, catalogue, change.defaultBranch)
        : view,
    ),
  );
  const lost = [...views, ...read].find((each) => each.state === "unavailable");
  if (lost?.state === "unavailable") return lost;
  const [onDefault = ABSENT, onBase = ABSENT, byHead = ABSENT] = read.map((each) =>
    each.state === "known" ? each.value : ABSENT,
  );
  const byDefault = merged?.branch === change.defaultBranch ? merged.layer : onDefault;
  const byBase = merged?.branch === change.baseRef ? merged.layer : onBase;
  const head = views[2]?.state === "known" ? views[2].value : undefined;
  if (head === undefined) return known({ state: "none" });
  if (standing.value.state !== "none" && standing.value.home) {
    return atHome(standing.value, head, change, catalogue);
  }
  const alone = above && organizationAlone(above.organization, catalogue, change.defaultBranch);
  const found = joined(byDefault, byBase, catalogue) ?? alone;
  const own = merged?.head === change.head ? ownOf(onBase) : undefined;
  const policy = found && own ? withComponentsOf(own, found) : found;
  if (standing.value.state === "broken") {
    const { problems } = standing.value;
    return known({ state: "broken", problems, checks: policy?.checks ?? [] });
  }
  if (byDefault.state === "absent" && byBase.state === "absent" && above === undefined) {
    return known(introduced(byHead, change));
  }
  const edited = editsPolicy(change);
  const source = edited ? await sourceAt(repository, change.head) : undefined;
  const mends = edited && byHead.state === "read" && byHead.past.length === 0;
  const toDefault = change.baseRef === change.defaultBranch;
  if (mends && byBase.state === "broken" && (toDefault || byDefault.state === "read")) {
    return known(mended(byDefault, byHead, above?.organization, change, source));
  }
  const problems = [
    ...[byDefault, byBase, byHead].flatMap((each) =>
      each.state === "broken" ? each.problems : [],
    ),
    ...pastFloors(edited ? byHead : byDefault.state === "absent" ? byBase : byDefault),
  ];
  if (problems.length > 0) {
    return known({ state: "broken", problems: unique(problems), checks: policy?.checks });
  }
  if (policy === undefined) return known({ state: "none" });
  const stands = merged?.head === change.head ? onBase : byBase;
  const declared = ownOf(stands)?.components ?? policy.components;
  const brought = ownOf(byHead)?.components ?? [];
  const headComponents = edited ? brought : declared;
  const announced = announcement(standing.value);
  const after = joined(toDefault ? byHead : byDefault, byHead, catalogue) ?? alone ?? nothingSaid(catalogue, change.defaultBranch); // prettier-ignore
  return known({
    state: "ready",
    policy,
    baseComponents: declared,
    headComponents,
    notices: [...(edited ? [editNotice(change)] : []), ...announced.notices],
    ...(editsWhatIsAsked(change) && {
      edit: {
        before: policy,
        after,
        source,
        merged: { branch: change.baseRef, layer: byHead, head: change.head },
      },
    }),
    ...(edited &&
      toDefault && { waivers: waiversToGrant(policy.waivers, ownOf(byHead)?.waivers ?? []) }),
    ...(above !== undefined &&
      headComponents.length === 0 &&
      policy.components.length === 0 && { undeclared: above.organization.source.path }),
    ...(announced.until !== undefined && { validUntil: announced.until }),
  });
}

/** The configuration at a commit, with lines as they stand there; undefined where it has none. */
async function sourceAt(repository: Repository, commit: string): Promise<LocatedYaml | undefined> {
  const config = await gatherConfig(repository, commit);
  return config.state === "known" && config.value?.ok ? config.value.value : undefined;
}

const ABSENT: PolicyLayer = { state: "absent" };

function ownOf(layer: PolicyLayer): Policy | undefined {
  return layer.state === "read" ? layer.own : undefined;
}

/** What a policy asks, of components that are still declared as another one does. */
function withComponentsOf({ components }: Policy, policy: Policy): Policy {
  const known = new Set(components.map(({ id }) => id));
  const rulesOf = (id: string) => policy.components.find((each) => each.id === id)?.rules;
  return {
    ...policy,
    components: [
      ...components.map((each) => ({ ...each, rules: rulesOf(each.id) ?? each.rules })),
      ...policy.components.filter(({ id }) => !known.has(id)),
    ],
  };
}

/** The default branch's policy tightened by the base branch's, or the one that there is. */
function joined(
  byDefault: PolicyLayer,
  byBase: PolicyLayer,
  catalogue: Catalogue,
): Policy | undefined {
  if (byDefault.state !== "read") {
    return byBase.state === "read" ? { ...byBase.policy, waivers: [] } : undefined;
  }
  return byBase.state === "read" && byBase.own !== byDefault.own
    ? tighten(byDefault.policy, byBase.own, catalogue)
    : byDefault.policy;
}

/**
 * What is past a floor of the organisation. An edit of the policy is judged even where something is past
 * one today: that has no effect, and the edit may be what mends it.
 */
function pastFloors(layer: PolicyLayer): readonly Problem[] {
  return layer.state === "read" ? layer.past : [];
}

function editNotice({ defaultBranch }: Change): string {
  return `This pull request edits the policy. It is judged by the policy of ${defaultBranch}; what it changes counts once it is merged there.`;
}

/** The files as they will be once merged: a stale branch does not bring back what base has mended. */
async function mergedRecords(repository: Repository, change: Change): Promise<Fact<View>> {
  return change.changedFiles.state === "known"
    ? mergedPolicyView(repository, change)
    : viewAt(repository, change.head);
}
