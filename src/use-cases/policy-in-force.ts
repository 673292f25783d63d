import type { Change } from "../core/model/change.ts";
import { type Fact, known } from "../core/model/fact.ts";
import type { CheckPolicy, ComponentPolicy, Policy } from "../core/model/policy.ts";
import type { Problem } from "../core/model/problem.ts";
import type { Catalogue } from "../core/model/rule.ts";
import { WAIVERS_PATH } from "../core/model/waiver.ts";
import { tighten } from "../core/policy/tighten.ts";
import { organizationStanding, type OrganizationStanding } from "./organization-standing.ts";
import { CHECKLISTS_FOLDER, PROFILES_FOLDER } from "../gather/policy-files.ts";
import { CONFIG_PATH } from "../gather/policy.ts";
import { mergedView, type View, viewAt } from "../gather/view.ts";
import type { Repository } from "../ports/repository.ts";
import { policyIn } from "./policy-in.ts";
import { organizationAlone, policyLayer, type PolicyLayer } from "./policy-layer.ts";

/** The policy that judges a change, or every reason why it cannot be read. */
export type PolicyInForce =
  | { readonly state: "none" }
  | {
      readonly state: "broken";
      readonly problems: readonly Problem[];
      /** Checks of what can be read of it, to tell which ones to close; undefined where nothing can. */
      readonly checks: readonly CheckPolicy[] | undefined;
    }
  | {
      readonly state: "ready";
      readonly policy: Policy;
      /** The components that the head declares: obligations are those of both sides. */
      readonly headComponents: readonly ComponentPolicy[];
      readonly baseComponents: readonly ComponentPolicy[];
      readonly notices: readonly string[];
      /** The organisation's policy that asks for components where none is declared. */
      readonly undeclared?: string;
      /** When another policy comes into force by itself (ISO 8601). */
      readonly validUntil?: string;
    };

/**
 * Finds the policy of a change: that of the default branch's tip below its organisation's, tightened by
 * the base branch's tip, never relaxed by the change. Only where nobody has one is a change judged by its
 * own, in observe mode.
 */
export async function policyInForce(
  repository: Repository,
  change: Change,
  catalogue: Catalogue,
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
  const lost = read.find((each) => each.state === "unavailable");
  if (lost?.state === "unavailable") return lost;
  const [byDefault = ABSENT, byBase = ABSENT, byHead = ABSENT] = read.map((each) =>
    each.state === "known" ? each.value : ABSENT,
  );
  const alone = above && organizationAlone(above.organization, catalogue, change.defaultBranch);
  const policy = joined(byDefault, byBase, catalogue) ?? alone;
  if (standing.value.state === "broken") {
    return known({
      state: "broken",
      problems: standing.value.problems,
      checks: policy?.checks ?? [],
    });
  }
  if (byDefault.state === "absent" && byBase.state === "absent" && above === undefined) {
    return known(introduced(byHead, change));
  }
  const edited = changesPolicy(change);
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
  const declared = ownOf(byBase)?.components ?? policy.components;
  const brought = ownOf(byHead)?.components ?? [];
  const kept = edited
    ? await keptByBase(repository, change, catalogue, declared, brought)
    : known([]);
  if (kept.state === "unavailable") return kept;
  const headComponents = edited ? [...brought, ...kept.value] : declared;
  const announced = announcement(standing.value);
  return known({
    state: "ready",
    policy,
    baseComponents: declared,
    headComponents,
    notices: [...(edited ? [editNotice(change)] : []), ...announced.notices],
    ...(above !== undefined &&
      !above.home &&
      headComponents.length === 0 &&
      policy.components.length === 0 && { undeclared: above.organization.source.path }),
    ...(announced.until !== undefined && { validUntil: announced.until }),
  });
}

const ABSENT: PolicyLayer = { state: "absent" };

function ownOf(layer: PolicyLayer): Policy | undefined {
  return layer.state === "read" ? layer.own : undefined;
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

/** What an organisation's policy that binds nobody yet will find. */
function announcement(standing: OrganizationStanding): {
  readonly notices: readonly string[];
  readonly until?: string;
} {
  if (standing.state !== "announced") return { notices: [] };
  const { organization } = standing;
  const from = organization.policy.effectiveFrom ?? "";
  const path = organization.source.path;
  return {
    notices: [
      `From ${from} on, the organisation's policy (${path}) binds this repository. mltrl policy show --organization FILE tells what it changes.`,
    ],
    until: from,
  };
}

/** The files as they will be once merged: a stale branch does not bring back what base has mended. */
async function mergedRecords(repository: Repository, change: Change): Promise<Fact<View>> {
  const merged = await mergedView(repository, change);
  return merged.state === "known" ? merged : viewAt(repository, change.head);
}

/** Components that base has gained since the head left it: the head lacks them without removing them. */
async function keptByBase(
  repository: Repository,
  change: Change,
  catalogue: Catalogue,
  declared: readonly ComponentPolicy[],
  brought: readonly ComponentPolicy[],
): Promise<Fact<ComponentPolicy[]>> {
  const here = new Set(brought.map(({ id }) => id));
  const absent = declared.filter(({ id }) => !here.has(id));
  const upToDate = change.behindBase.state === "known" && !change.behindBase.value;
  if (absent.length === 0 || upToDate) return known([]);
  const origin = await repository.mergeBase(change.baseTip, change.head);
  if (origin.state === "unavailable") return origin;
  const origins = await viewAt(repository, origin.value);
  if (origins.state === "unavailable") return origins;
  const parsed = await policyIn(origins.value, catalogue, change.defaultBranch);
  if (parsed.state === "unavailable") return parsed;
  const before = new Set(parsed.value?.ok ? parsed.value.value.components.map(({ id }) => id) : []);
  return known(absent.filter(({ id }) => !before.has(id)));
}

function introduced(byHead: PolicyLayer, change: Change): PolicyInForce {
  if (byHead.state === "absent") return { state: "none" };
  if (byHead.state === "broken") {
    return { state: "broken", problems: byHead.problems, checks: undefined };
  }
  const { own } = byHead;
  const checks = own.checks.map(({ name, branches, scope, perBranch }): CheckPolicy => ({
    name,
    branches,
    scope,
    perBranch,
    enforcement: "observe",
  }));
  return {
    state: "ready",
    // Nobody has granted yet what only the head brings.
    policy: { ...own, checks, waivers: [] },
    headComponents: own.components,
    baseComponents: [],
    notices: [
      `${change.defaultBranch} has no policy yet. This pull request brings one and is judged by it, as an observer: nothing is blocked.`,
    ],
  };
}

function changesPolicy({ changedFiles }: Change): boolean {
  return (
    changedFiles.state === "known" &&
    changedFiles.value.some(({ path, previousPath = path }) =>
      [path, previousPath].some(
        (each) =>
          each === CONFIG_PATH ||
          each === WAIVERS_PATH ||
          [CHECKLISTS_FOLDER, PROFILES_FOLDER].some((folder) => each.startsWith(`${folder}/`)),
      ),
    )
  );
}

function unique(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}
