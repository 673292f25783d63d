import { askedOtherwise } from "../core/ladder-notice.ts";
import { originsOf } from "../core/lineage.ts";
import type { Card } from "../core/model/card.ts";
import type { Change } from "../core/model/change.ts";
import type { Fact } from "../core/model/fact.ts";
import type { Level } from "../core/model/level.ts";
import { type Lineage, NO_LINEAGE } from "../core/model/lineage.ts";
import type { ComponentPlan, CoupledComponent } from "../core/model/obligation.ts";
import type { ComponentPolicy } from "../core/model/policy.ts";
import type { Step } from "../core/model/step.ts";
import { type ComponentState, plan } from "../core/plan.ts";
import type { Touch } from "../core/scope.ts";
import { gatherCard, gatherMergedCard } from "../gather/card.ts";
import type { GatherContext } from "../gather/context.ts";
import { contentOf } from "../gather/files.ts";
import { gatherLevel, leastOf } from "../gather/level.ts";
import { hasOnlyMoved } from "../gather/moved.ts";
import type { View } from "../gather/view.ts";
import type { People } from "../ports/people.ts";
import type { Repository } from "../ports/repository.ts";
import { levelIn, levelOf, valueOf } from "./card-level.ts";
import type { Engine } from "./engine.ts";
import { evidenceNames } from "./evidence-names.ts";
import type { PolicyInForce } from "./in-force.ts";
import { type BroughtHotfix, hotfixIn, proofsOf, renews } from "./step-records.ts";

type Context = Omit<GatherContext, "people" | "referenceChecklists">;

/** A component with what is judged of it and where its facts are gathered. */
export interface PlannedComponent {
  readonly plan: ComponentPlan;
  readonly context: Context;
  /** Of the newest ladder, where the policy pins another. */
  readonly newer?: {
    readonly plan: ComponentPlan;
    /** What that asks otherwise, to be judged besides. */
    readonly otherwise: PlannedComponent;
  };
  /** The same component on the base branch; undefined where it is new. */
  readonly baseContext: Context | undefined;
}

/** What the components of one change have around them. */
export interface Surroundings {
  readonly inForce: Extract<PolicyInForce, { state: "ready" }>;
  /** Every component of the tree, as both sides declare it. */
  readonly components: readonly ComponentPolicy[];
  readonly lineages: ReadonlyMap<string, Lineage>;
  readonly change: Change;
  readonly repository: Repository;
  readonly people: People;
  readonly engine: Engine;
  readonly base: View;
  readonly merged: View;
  /** Tips of branches whose merged reviews prove a step. */
  readonly proving: readonly View[];
  /** Whether a check on the branch asks for a level. */
  readonly toRelease: boolean;
}

const NO_HOTFIX: BroughtHotfix = { calls: new Map() };

/** Finds out where a component stands on both sides, and what must hold for it. */
export async function planComponent(
  component: ComponentPolicy,
  touched: Touch | undefined,
  around: Surroundings,
): Promise<PlannedComponent> {
  const { inForce, components, change, repository, engine, base, merged } = around;
  const lineage = around.lineages.get(component.id) ?? NO_LINEAGE;
  const declared = declaredOn(component.id, lineage, inForce);
  const before = declared.base && (find(inForce.policy.components, declared.base.id) ?? component);
  const baseId = before?.id ?? component.id;
  // Asked for along with the cards so that GitHub brings both in one request; the view remembers them.
  const content = touched ? merged.files(component.paths) : undefined;
  const [cardBefore, cardAfter, touch] = await Promise.all([
    gatherCard(base, baseId),
    gatherMergedCard(component.id, change, repository, merged, base),
    settled(touched, before, declared.head, around),
    content,
  ]);
  const card = valueOf(cardAfter) ?? valueOf(cardBefore);
  const [from, to] = await Promise.all([
    levelBefore(cardBefore, [baseId, ...originsOf(lineage)], around),
    levelIn(merged, component, cardAfter, levelOf(cardBefore, 0), components),
  ]);
  const changedPaths = touch ? [...touch.content, ...touch.records] : [];
  const inView = { component, view: merged };
  const bringsHotfix = changedPaths.some((path) => path.startsWith(".mltrl/hotfixes/"));
  const [provenBy, { hotfix, calls }, gone, coupled] = await Promise.all([
    to > from || (from === 9 && to === 9 && touch !== undefined && touch.content.length > 0)
      ? proofsOf(to, component, card, around)
      : [],
    bringsHotfix
      ? hotfixIn(inView, changedPaths, { change, policy: inForce.policy, people: around.people })
      : NO_HOTFIX,
    card?.retired ? isEmpty(component, merged) : false,
    coupledWith(card, merged, components),
  ]);
  const state: ComponentState = {
    id: component.id,
    system: component.parts.length > 0,
    declaredAt: { base: declared.base !== undefined, head: declared.head !== undefined },
    from,
    to,
    card,
    // One that cannot be read there says nothing against the one that mends it.
    cardAtBase: cardBefore.state === "known" ? cardBefore.value : card,
    touch,
    provenBy,
    renews: from === 9 && to === 9 && renews(component.id, changedPaths, around),
    toRelease: around.toRelease,
    now: change.now,
    ...(hotfix && { hotfix }),
  };
  const planned = {
    ...plan(inForce.policy, engine.catalogue, state),
    ...(hotfix && { hotfix }),
    ...(gone && { gone }),
    ...(coupled.length > 0 && { coupled }),
    ...(declared.head === undefined && { heirs: lineage.heirs.map(({ id }) => id) }),
  };
  const { policy } = inForce;
  const { catalogue } = engine;
  /** A plan with where the facts are gathered that it asks for. */
  const placed = (own: ComponentPlan): PlannedComponent => {
    const context: Context = {
      component,
      declared,
      lineage,
      step: own.step,
      policy,
      change,
      view: merged,
      baseView: base,
      repository,
      changedPaths,
      hotfixCalls: calls,
      wantsChangedLines: own.obligations.some(({ params }) => "changed-lines" in params),
      wantsBaseCoverage: own.obligations.some(({ params }) => "maximum-drop" in params),
      testEvidence: evidenceNames(own.obligations, "tests"),
      structuredEvidence: [
        ...evidenceNames(own.obligations, "structured"),
        ...evidenceNames(own.obligations, "deploymentTests"),
      ],
    };
    const atBase = before && {
      component: before,
      lineage: NO_LINEAGE,
      view: base,
      step: atRest(own.step),
    };
    return { plan: own, context, baseContext: atBase && { ...context, ...atBase } };
  };
  if (policy.ladder === catalogue.ladder) return placed(planned);
  const newer = plan({ ...policy, ladder: catalogue.ladder }, catalogue, state);
  const otherwise = placed({ ...newer, obligations: askedOtherwise(planned, newer) });
  return { ...placed(planned), newer: { plan: newer, otherwise } };
}

/** The component on both sides; on base under the id of what it comes from, where it is new. */
function declaredOn(
  id: string,
  lineage: Lineage,
  { baseComponents, headComponents }: Surroundings["inForce"],
): GatherContext["declared"] {
  const [origin] = originsOf(lineage);
  return {
    base:
      find(baseComponents, id) ?? (origin === undefined ? undefined : find(baseComponents, origin)),
    head: find(headComponents, id),
  };
}

/** A component that has only moved changes its place and not its content. */
async function settled(
  touch: Touch | undefined,
  before: ComponentPolicy | undefined,
  after: ComponentPolicy | undefined,
  { base, merged }: Surroundings,
): Promise<Touch | undefined> {
  if (touch === undefined || before === undefined || after === undefined) return touch;
  if (touch.content.length === 0) return touch;
  const moved = await hasOnlyMoved(
    { component: before, view: base },
    { component: after, view: merged },
  );
  return moved ? { content: [], records: [...touch.records, ...touch.content] } : touch;
}

/** What several components went into is as ready as the least ready of them. */
async function levelBefore(
  card: Fact<Card | undefined>,
  ids: readonly string[],
  { base, inForce: { policy, baseComponents } }: Surroundings,
): Promise<Level> {
  if (card.state === "unavailable") return 0;
  const least = await leastOf(base, [...new Set(ids)], [...baseComponents, ...policy.components]);
  return least.state === "known" ? least.value : levelOf(card, 0);
}

async function isEmpty(component: ComponentPolicy, view: View): Promise<boolean> {
  const files = await contentOf(component, view);
  return files.state === "known" && files.value.length === 0;
}

/** The names on the card; those of components of this repository with their levels. */
function coupledWith(
  card: Card | undefined,
  view: View,
  components: readonly ComponentPolicy[],
): Promise<CoupledComponent[]> {
  return Promise.all(
    (card?.coupled ?? []).map(async (name) => {
      const level = find(components, name) && (await gatherLevel(view, name, components));
      return { name, ...(level?.state === "known" && { level: level.value }) };
    }),
  );
}

/** On base nothing moves: what only the move breaks did not stand there. */
function atRest(step: Step): Step {
  const { component, system, from } = step;
  return { component, system, movement: "untouched", from, to: from };
}

function find(components: readonly ComponentPolicy[], id: string): ComponentPolicy | undefined {
  return components.find((each) => each.id === id);
}
