import type { Card } from "../core/model/card.ts";
import type { Fact } from "../core/model/fact.ts";
import type { Level } from "../core/model/level.ts";
import type { ComponentPolicy } from "../core/model/policy.ts";
import { leastOf } from "../gather/level.ts";
import type { View } from "../gather/view.ts";

/** The card, as far as it can be read. */
export function valueOf(card: Fact<Card | undefined>): Card | undefined {
  return card.state === "known" ? card.value : undefined;
}

/** A system without a card is as ready as the least ready of its parts. */
export async function levelIn(
  view: View,
  { parts }: ComponentPolicy,
  card: Fact<Card | undefined>,
  otherwise: Level,
  components: readonly ComponentPolicy[],
): Promise<Level> {
  if (parts.length === 0 || valueOf(card) !== undefined) return levelOf(card, otherwise);
  const least = await leastOf(view, parts, components);
  return least.state === "known" ? least.value : otherwise;
}

/** A card that cannot be read claims nothing: the component stays where it was, and its rules say why they cannot tell. */
export function levelOf(card: Fact<Card | undefined>, otherwise: Level): Level {
  return card.state === "known" ? (card.value?.level ?? 0) : otherwise;
}
