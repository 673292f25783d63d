import type { Card } from "../core/model/card.ts";
import type { Change } from "../core/model/change.ts";
import { type Fact, known } from "../core/model/fact.ts";
import type { Level } from "../core/model/level.ts";
import type { ComponentPlan } from "../core/model/obligation.ts";
import type { CheckPolicy, ComponentPolicy } from "../core/model/policy.ts";
import type { Step } from "../core/model/step.ts";
import { type ComponentState, plan } from "../core/plan.ts";
import { dependents, systemsAround, type Touch, touches, uncoveredModels } from "../core/scope.ts";
import { gatherCard, gatherMergedCard } from "../gather/card.ts";
import type { GatherContext } from "../gather/context.ts";
import { mergedView, type View, viewAt } from "../gather/view.ts";
import type { Repository } from "../ports/repository.ts";
import type { Engine } from "./engine.ts";
import type { PolicyInForce } from "./policy-in-force.ts";

type Context = Omit<GatherContext, "people" | "referenceChecklists">;

/** A component with what is judged of it and where its facts are gathered. */
export interface PlannedComponent {
  readonly plan: ComponentPlan;
  readonly context: Context;
  /** The same component on the base branch; undefined where it is new. */
  readonly baseContext: Context | undefined;
}

export interface PlannedChange {
  readonly components: readonly PlannedComponent[];
  readonly checks: readonly { policy: CheckPolicy; components: readonly string[] }[];
  readonly unaffected: readonly string[];
  /** Changed model files that no component owns, where the policy asks for them. */
  readonly uncovered: readonly string[];
}

/** Decides which components a change is about, and what must hold for each. */
export async function planChange(
  inForce: Extract<PolicyInForce, { state: "ready" }>,
  checks: readonly CheckPolicy[],
  change: Change,
  repository: Repository,
  engine: Engine,
): Promise<Fact<PlannedChange>> {
  if (change.changedFiles.state === "unavailable") return change.changedFiles;
  const [base, merged] = await Promise.all([
    viewAt(repository, change.baseTip),
    mergedView(repository, change),
  ]);
  if (base.state === "unavailable") return base;
  if (merged.state === "unavailable") return merged;

  const named = union(inForce.policy.components, inForce.headComponents);
  const touched = touches(named, change.changedFiles.value);
  const components = inTree(named, touched, inForce);
  const affected = affectedIds(components, touched, inForce);
  const judgesAll = checks.some(({ scope }) => scope === "all");
  const inScope = components.filter(({ id }) => judgesAll || affected.has(id));
  const planned = await Promise.all(
    inScope.map((component) =>
      planComponent(component, touched.get(component.id), {
        inForce,
        change,
        repository,
        engine,
        base: base.value,
        merged: merged.value,
      }),
    ),
  );
  return known({
    components: planned,
    checks: checks.map((policy) => ({
      policy,
      components: inScope
        .filter(({ id }) => policy.scope === "all" || affected.has(id))
        .map(({ id }) => id),
    })),
    uncovered:
      inForce.policy.uncovered === "ignore"
        ? []
        : uncoveredModels(components, change.changedFiles.value),
    unaffected: components.filter((each) => !inScope.includes(each)).map(({ id }) => id),
  });
}

/** What both sides declare; where they differ the policy in force is right. */
function union(
  policy: readonly ComponentPolicy[],
  head: readonly ComponentPolicy[],
): ComponentPolicy[] {
  const ids = new Set(policy.map(({ id }) => id));
  return [...policy, ...head.filter(({ id }) => !ids.has(id))];
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
  const before = new Set(baseComponents.map(({ id }) => id));
  const after = new Set(headComponents.map(({ id }) => id));
  const comingOrGoing = [...before.symmetricDifference(after)];
  const moved = new Set([...touched.keys(), ...comingOrGoing]);
  const ids = moved.union(dependents(components, moved));
  return ids.union(systemsAround(components, ids));
}

interface Surroundings {
  readonly inForce: Extract<PolicyInForce, { state: "ready" }>;
  readonly change: Change;
  readonly repository: Repository;
  readonly engine: Engine;
  readonly base: View;
  readonly merged: View;
}

async function planComponent(
  component: ComponentPolicy,
  touch: Touch | undefined,
  { inForce, change, repository, engine, base, merged }: Surroundings,
): Promise<PlannedComponent> {
  const { policy, baseComponents, headComponents } = inForce;
  const has = (components: readonly ComponentPolicy[]): boolean =>
    components.some(({ id }) => id === component.id);
  // Asked for along with the cards so that GitHub brings both in one request; the view remembers them.
  const content = touch ? merged.files(component.paths) : undefined;
  const [before, after] = await Promise.all([
    gatherCard(base, component.id),
    gatherMergedCard(component.id, change, repository, merged, base),
    content,
  ]);
  const card = valueOf(after) ?? valueOf(before);
  const [wasAt, isAt] = await Promise.all([
    levelIn(base, component, before, 0),
    levelIn(merged, component, after, levelOf(before, 0)),
  ]);
  const state: ComponentState = {
    id: component.id,
    system: component.parts.length > 0,
    declaredAt: { base: has(baseComponents), head: has(headComponents) },
    from: wasAt,
    to: isAt,
    card,
    // One that cannot be read there says nothing against the one that mends it.
    cardAtBase: before.state === "known" ? before.value : card,
    touch,
  };
  const planned = plan(policy, engine.catalogue, state);
  const context: Context = {
    component,
    step: planned.step,
    policy,
    change,
    view: merged,
    baseView: base,
    repository,
    changedPaths: touch ? [...touch.content, ...touch.records] : [],
    wantsChangedLines: planned.obligations.some(({ params }) => "changed-lines" in params),
  };
  return {
    plan: planned,
    context,
    baseContext: state.declaredAt.base
      ? { ...context, view: base, step: atRest(planned.step) }
      : undefined,
  };
}

/** On base nothing moves: what only the move breaks did not stand there. */
function atRest(step: Step): Step {
  return { ...step, movement: "untouched", to: step.from };
}

function valueOf(card: Fact<Card | undefined>): Card | undefined {
  return card.state === "known" ? card.value : undefined;
}

/** A system without a card is as ready as the least ready of its parts. */
async function levelIn(
  view: View,
  { parts }: ComponentPolicy,
  card: Fact<Card | undefined>,
  otherwise: Level,
): Promise<Level> {
  if (parts.length === 0 || valueOf(card) !== undefined) return levelOf(card, otherwise);
  const levels = await Promise.all(
    parts.map(async (part) => levelOf(await gatherCard(view, part), 0)),
  );
  return levels.reduce((least, level) => (level < least ? level : least), 9);
}

/** A card that cannot be read claims nothing: the component stays where it was, and its rules say why they cannot tell. */
function levelOf(card: Fact<Card | undefined>, otherwise: Level): Level {
  return card.state === "known" ? (card.value?.level ?? 0) : otherwise;
}
