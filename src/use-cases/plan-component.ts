import { HIGHEST } from "../core/model/trust.ts";
import { askedOtherwise } from "../core/ladder-notice.ts";
import type { Card } from "../core/model/card.ts";
import { NO_LINEAGE } from "../core/model/lineage.ts";
import type { ComponentPlan, CoupledComponent } from "../core/model/obligation.ts";
import type { ComponentPolicy } from "../core/model/policy.ts";
import type { Step } from "../core/model/step.ts";
import { type ComponentState, plan } from "../core/plan.ts";
import type { Touch } from "../core/scope.ts";
import type { GatherContext } from "../gather/context.ts";
import { contentOf } from "../gather/files.ts";
import { gatherLevel } from "../gather/level.ts";
import type { View } from "../gather/view.ts";
import { evidenceNames } from "./evidence-names.ts";
import { askersIn } from "./orders.ts";
import { type BroughtHotfix, hotfixIn, proofsOf, renews } from "./step-records.ts";
import { bothSides, type Surroundings } from "./both-sides.ts";

type Context = Omit<GatherContext, "people" | "ci" | "referenceChecklists">;

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

const NO_HOTFIX: BroughtHotfix = { calls: new Map() };

/** Finds out where a component stands on both sides, and what must hold for it. */
export async function planComponent(
  component: ComponentPolicy,
  touched: Touch | undefined,
  around: Surroundings,
): Promise<PlannedComponent> {
  const { inForce, components, change, repository, engine, base, merged } = around;
  const sides = await bothSides(component, touched, around);
  const { lineage, declared, before, card, cardBefore, touch, from, to } = sides;
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
      askedInComments: askersIn(change.comments, component.id),
      wantsChangedLines: own.obligations.some(({ params }) => "changed-lines" in params),
      wantsSignatures: own.obligations.some(({ params }) => params["trust"] === HIGHEST),
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
      const isOurs = components.some(({ id }) => id === name);
      const level = isOurs ? await gatherLevel(view, name, components) : undefined;
      return { name, ...(level?.state === "known" && { level: level.value }) };
    }),
  );
}

/** On base nothing moves: what only the move breaks did not stand there. */
function atRest(step: Step): Step {
  const { component, system, from } = step;
  return { component, system, movement: "untouched", from, to: from };
}
