import type { Card } from "../core/model/card.ts";
import type { Change } from "../core/model/change.ts";
import { type Fact, known, mapFact, unavailable } from "../core/model/fact.ts";
import { parseCard } from "../evidence/card.ts";
import { mergeCard } from "../evidence/merge-card.ts";
import type { Repository } from "../ports/repository.ts";
import { type View, viewAt } from "./view.ts";

/** Where the card of a component stands. */
export function cardPath(component: string): string {
  return `.mltrl/cards/${component}.md`;
}

/** The card of a component in a view; `undefined` where there is none. */
export async function gatherCard(view: View, component: string): Promise<Fact<Card | undefined>> {
  const path = cardPath(component);
  if (!view.records.has(path)) return known(undefined);
  return view.parsed(path, parseCard);
}

/**
 * The card as it will be once merged. Where both sides changed it, fields and sections are merged three
 * ways; what both changed differently asks for the branch to be updated.
 */
export async function gatherMergedCard(
  component: string,
  change: Change,
  repository: Repository,
  merged: View,
  base: View,
): Promise<Fact<Card | undefined>> {
  const path = cardPath(component);
  const ours = await gatherCard(merged, component);
  const untouched = merged.records.get(path)?.id === base.records.get(path)?.id;
  const upToDate = change.behindBase.state === "known" && !change.behindBase.value;
  if (untouched || upToDate || ours.state === "unavailable" || ours.value === undefined)
    return ours;
  const origin = await repository.mergeBase(change.baseTip, change.head);
  if (origin.state === "unavailable") return origin;
  const before = await viewAt(repository, origin.value);
  if (before.state === "unavailable") return before;
  if (before.value.records.get(path)?.id === base.records.get(path)?.id) return ours;
  const [theirs, ancestor] = await Promise.all([
    gatherCard(base, component),
    gatherCard(before.value, component),
  ]);
  if (theirs.state === "unavailable") return theirs;
  if (ancestor.state === "unavailable") return ancestor;
  return mergeCard(ancestor.value, ours.value, theirs.value);
}

/** The same, where a card is expected to be there. */
export function requireCard(card: Fact<Card | undefined>, component: string): Fact<Card> {
  if (card.state === "known" && card.value === undefined) {
    const path = cardPath(component);
    return unavailable("missing", `${component} has no card; expected ${path}`, { path });
  }
  return mapFact(card, (value) => value as Card);
}
