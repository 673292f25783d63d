import type { Change } from "../core/model/change.ts";
import { type Fact, known } from "../core/model/fact.ts";
import type { CheckPolicy, ComponentPolicy, Policy } from "../core/model/policy.ts";
import type { Parsed, Problem } from "../core/model/problem.ts";
import type { Catalogue } from "../core/model/rule.ts";
import { WAIVERS_PATH } from "../core/model/waiver.ts";
import { tighten } from "../core/policy/tighten.ts";
import { CHECKLISTS_FOLDER, PROFILES_FOLDER } from "../gather/policy-files.ts";
import { CONFIG_PATH } from "../gather/policy.ts";
import { mergedView, type View, viewAt } from "../gather/view.ts";
import type { Repository } from "../ports/repository.ts";
import { policyIn } from "./policy-in.ts";

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
    };

/**
 * Finds the policy of a change: that of the default branch's tip, tightened by the base branch's tip,
 * never relaxed by the change. Only where neither has one is a change judged by its own, in observe mode.
 */
export async function policyInForce(
  repository: Repository,
  change: Change,
  catalogue: Catalogue,
): Promise<Fact<PolicyInForce>> {
  const sides = await Promise.all([
    viewAt(repository, change.defaultTip),
    viewAt(repository, change.baseTip),
    mergedRecords(repository, change),
  ]);
  const policies = await Promise.all(
    sides.map(async (side) =>
      side.state === "known" ? policyIn(side.value, catalogue, change.defaultBranch) : side,
    ),
  );
  const lost = policies.find((each) => each.state === "unavailable");
  if (lost?.state === "unavailable") return lost;
  const [byDefault, byBase, byHead] = policies.map((each) =>
    each.state === "known" ? each.value : undefined,
  );
  if (byDefault === undefined && byBase === undefined) {
    return known(introduced(byHead, change));
  }
  const onDefault = byDefault?.ok ? byDefault.value : undefined;
  const onBase = byBase?.ok ? byBase.value : undefined;
  const policy =
    onDefault && onBase && onDefault !== onBase
      ? tighten(onDefault, onBase, catalogue)
      : (onDefault ?? (onBase && { ...onBase, waivers: [] }));
  const broken = [byDefault, byBase, byHead].flatMap((each) =>
    each?.ok === false ? each.problems : [],
  );
  if (broken.length > 0) {
    return known({ state: "broken", problems: unique(broken), checks: policy?.checks });
  }
  const onHead = byHead?.ok ? byHead.value : undefined;
  if (policy === undefined) return known({ state: "none" });
  const declared = (onBase ?? policy).components;
  const edited = changesPolicy(change);
  const brought = onHead?.components ?? [];
  const kept = edited
    ? await keptByBase(repository, change, catalogue, declared, brought)
    : known([]);
  if (kept.state === "unavailable") return kept;
  return known({
    state: "ready",
    policy,
    baseComponents: declared,
    headComponents: edited ? [...brought, ...kept.value] : declared,
    notices: edited
      ? [
          `This pull request edits the policy. It is judged by the policy of ${change.defaultBranch}; what it changes counts once it is merged there.`,
        ]
      : [],
  });
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

function introduced(byHead: Parsed<Policy> | undefined, change: Change): PolicyInForce {
  if (byHead === undefined) return { state: "none" };
  if (!byHead.ok) return { state: "broken", problems: byHead.problems, checks: undefined };
  const checks = byHead.value.checks.map(({ name, branches, scope, perBranch }): CheckPolicy => ({
    name,
    branches,
    scope,
    perBranch,
    enforcement: "observe",
  }));
  return {
    state: "ready",
    // Nobody has granted yet what only the head brings.
    policy: { ...byHead.value, checks, waivers: [] },
    headComponents: byHead.value.components,
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
