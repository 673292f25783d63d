import { enforcementAt } from "../core/decide.ts";
import { unreviewed } from "../core/model/hotfix.ts";
import { lineages } from "../core/lineage.ts";
import type { Change } from "../core/model/change.ts";
import { type Fact, known } from "../core/model/fact.ts";
import type { CheckPolicy, ComponentPolicy } from "../core/model/policy.ts";
import type { HotfixRecord } from "../core/model/records.ts";
import { parsePolicy } from "../core/policy/parse-policy.ts";
import { widen } from "../core/policy/tighten.ts";
import { dependents, systemsAround, type Touch, touches, uncoveredModels } from "../core/scope.ts";
import { compileGlobs } from "../core/source/glob.ts";
import { gatherHotfixes } from "../gather/hotfixes.ts";
import { gatherKin } from "../gather/kin.ts";
import { configIn } from "../gather/policy.ts";
import { mergedView, type View, viewAt } from "../gather/view.ts";
import type { People } from "../ports/people.ts";
import type { Repository } from "../ports/repository.ts";
import type { Engine } from "./engine.ts";
import { type PlannedComponent, planComponent } from "./plan-component.ts";
import type { PolicyInForce } from "./in-force.ts";

export interface PlannedChange {
  readonly components: readonly PlannedComponent[];
  readonly checks: readonly { policy: CheckPolicy; components: readonly string[] }[];
  readonly unaffected: readonly string[];
  /** Merged hotfixes whose panel has not met yet. */
  readonly hotfixes: readonly HotfixRecord[];
  /** Changed model files that no component owns, where the policy asks for them. */
  readonly uncovered: readonly string[];
}

/** Decides which components a change is about, and what must hold for each. */
export async function planChange(
  inForce: Extract<PolicyInForce, { state: "ready" }>,
  checks: readonly CheckPolicy[],
  change: Change,
  { repository, people }: { readonly repository: Repository; readonly people: People },
  engine: Engine,
): Promise<Fact<PlannedChange>> {
  if (change.changedFiles.state === "unavailable") return change.changedFiles;
  const [base, merged, byDefault] = await Promise.all([
    viewAt(repository, change.baseTip),
    mergedView(repository, change),
    viewAt(repository, change.defaultTip),
  ]);
  if (base.state === "unavailable") return base;
  if (merged.state === "unavailable") return merged;
  if (byDefault.state === "unavailable") return byDefault;

  const named = declaredComponents(inForce.policy.components, inForce.headComponents);
  const touched = touches(named, change.changedFiles.value);
  const components = inTree(named, touched, inForce);
  const affected = affectedIds(components, touched, inForce);
  const isAboutAll = ({ scope }: CheckPolicy): boolean =>
    change.wholeTree === true || scope === "all";
  const judgesAll = change.wholeTree === true || checks.some(isAboutAll);
  const inScope = components.filter(({ id }) => judgesAll || affected.has(id));
  const sides = { base: base.value, merged: merged.value };
  const kin = await gatherKin({
    ...sides,
    baseComponents: inForce.baseComponents,
    headComponents: inForce.headComponents,
    changedFiles: change.changedFiles.value,
  });
  const around = {
    ...sides,
    inForce,
    components,
    change,
    repository,
    people,
    engine,
    lineages: lineages(kin.descendants, kin.kin),
    toRelease: checks.some(({ minimumLevel }) => minimumLevel !== undefined),
    proving: [
      base.value,
      ...((await blocksOnDefault(byDefault.value, change, engine)) ? [byDefault.value] : []),
    ],
  };
  const [planned, called] = await Promise.all([
    Promise.all(
      inScope.map((component) => planComponent(component, touched.get(component.id), around)),
    ),
    gatherHotfixes(base.value, components, around.proving),
  ]);
  return known({
    components: planned,
    hotfixes: called.flatMap(({ hotfixes, reviews }) => unreviewed(hotfixes, reviews)),
    checks: checks.map((policy) => ({
      policy,
      components: inScope
        .filter(({ id }) => isAboutAll(policy) || affected.has(id))
        .map(({ id }) => id),
    })),
    uncovered:
      inForce.policy.uncovered === "ignore"
        ? []
        : uncoveredModels(components, change.changedFiles.value),
    unaffected: components.map(({ id }) => id).filter((id) => !judgesAll && !affected.has(id)),
  });
}

/**
 * What both sides declare. A component is what either of them takes for its own: a pull request that moves
 * one brings its new paths along, and cannot put files out of sight.
 */
export function declaredComponents(
  policy: readonly ComponentPolicy[],
  head: readonly ComponentPolicy[],
): ComponentPolicy[] {
  const ids = new Set(policy.map(({ id }) => id));
  const onHead = byId(head);
  const ours = policy.map((component) => {
    const theirs = onHead.get(component.id);
    // A part that is taken out is a finding of its own; one that is renamed has another id.
    return theirs === undefined ? component : { ...widen(component, theirs), parts: theirs.parts };
  });
  return [...ours, ...head.filter(({ id }) => !ids.has(id))];
}

function byId(components: readonly ComponentPolicy[]): ReadonlyMap<string, ComponentPolicy> {
  return new Map(components.map((component) => [component.id, component]));
}

/** What a declaration takes into a component: where that changes, the component does. */
function ownedBy({ paths, ignore, parts }: ComponentPolicy): string {
  return JSON.stringify([paths, ignore, parts]);
}

/**
 * Whether a merge to the default branch has to pass a check, by its own policy: only then do its records
 * prove anything elsewhere.
 */
async function blocksOnDefault(
  view: View,
  { defaultBranch, now }: Change,
  { catalogue }: Engine,
): Promise<boolean> {
  const config = await configIn(view);
  if (config.state === "unavailable" || !config.value?.ok) return false;
  const policy = parsePolicy(config.value.value, catalogue, defaultBranch);
  return (
    policy.ok &&
    policy.value.checks.some(
      (check) =>
        compileGlobs(check.branches)(defaultBranch) && enforcementAt(check, now) === "block",
    )
  );
}

/** An old release branch does not have what the default branch declared later. */
function inTree(
  components: readonly ComponentPolicy[],
  touched: ReadonlyMap<string, Touch>,
  { baseComponents, headComponents }: Extract<PolicyInForce, { state: "ready" }>,
): ComponentPolicy[] {
  const declared = new Set([...baseComponents, ...headComponents].map(({ id }) => id));
  return components.filter(({ id }) => declared.has(id) || touched.has(id));
}

function affectedIds(
  components: readonly ComponentPolicy[],
  touched: ReadonlyMap<string, Touch>,
  { baseComponents, headComponents }: Extract<PolicyInForce, { state: "ready" }>,
): Set<string> {
  const before = byId(baseComponents);
  const after = byId(headComponents);
  const comingOrGoing = new Set(before.keys()).symmetricDifference(after);
  const redrawn = headComponents.filter((component) => {
    const old = before.get(component.id);
    return old !== undefined && old !== component && ownedBy(component) !== ownedBy(old);
  });
  const moved = new Set([...touched.keys(), ...comingOrGoing, ...redrawn.map(({ id }) => id)]);
  const ids = moved.union(dependents(components, moved));
  return ids.union(systemsAround(components, ids));
}
