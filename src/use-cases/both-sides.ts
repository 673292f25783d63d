import { originsOf } from "../core/lineage.ts";
import type { Card } from "../core/model/card.ts";
import type { Change } from "../core/model/change.ts";
import type { Fact } from "../core/model/fact.ts";
import type { Level } from "../core/model/level.ts";
import { type Lineage, NO_LINEAGE } from "../core/model/lineage.ts";
import type { ComponentPolicy } from "../core/model/policy.ts";
import type { Touch } from "../core/scope.ts";
import { gatherCard, gatherMergedCard } from "../gather/card.ts";
import type { GatherContext } from "../gather/context.ts";
import { leastOf } from "../gather/level.ts";
import { hasOnlyMoved } from "../gather/moved.ts";
import type { View } from "../gather/view.ts";
import type { People } from "../ports/people.ts";
import type { Repository } from "../ports/repository.ts";
import { levelIn, levelOf, valueOf } from "./card-level.ts";
import type { Engine } from "./engine.ts";
import type { PolicyInForce } from "./in-force.ts";

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

/** A component as it stands on the base branch and as merged. */
export interface BothSides {
  readonly lineage: Lineage;
  readonly declared: GatherContext["declared"];
  /** The component on base, perhaps under the id of what it comes from; undefined where it is new. */
  readonly before: ComponentPolicy | undefined;
  readonly cardBefore: Fact<Card | undefined>;
  readonly card: Card | undefined;
  readonly touch: Touch | undefined;
  readonly from: Level;
  readonly to: Level;
}

/** Finds out where a component stands on both sides. */
export async function bothSides(
  component: ComponentPolicy,
  touched: Touch | undefined,
  around: Surroundings,
): Promise<BothSides> {
  const { inForce, components, change, repository, base, merged } = around;
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
  return { lineage, declared, before, cardBefore, card, touch, from, to };
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

function find(components: readonly ComponentPolicy[], id: string): ComponentPolicy | undefined {
  return components.find((each) => each.id === id);
}
