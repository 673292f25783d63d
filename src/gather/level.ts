import { type Fact, known } from "../core/model/fact.ts";
import type { Level } from "../core/model/level.ts";
import type { ComponentPolicy } from "../core/model/policy.ts";
import { gatherCard } from "./card.ts";
import type { View } from "./view.ts";

/**
 * The level of a component in a view: what its card says; of a system without one, the lowest of its
 * parts, at any depth; 0 of a component without one.
 */
export async function gatherLevel(
  view: View,
  id: string,
  components: readonly ComponentPolicy[],
): Promise<Fact<Level>> {
  const card = await gatherCard(view, id);
  if (card.state === "unavailable") return card;
  if (card.value !== undefined) return known(card.value.level);
  const parts = components.find((each) => each.id === id)?.parts ?? [];
  return parts.length === 0 ? known(0) : leastOf(view, parts, components);
}

/** The lowest level of some components. */
export async function leastOf(
  view: View,
  ids: readonly string[],
  components: readonly ComponentPolicy[],
): Promise<Fact<Level>> {
  const levels = await Promise.all(ids.map((id) => gatherLevel(view, id, components)));
  return levels.reduce((least, level) => {
    if (least.state === "unavailable" || level.state === "unavailable") {
      return least.state === "unavailable" ? least : level;
    }
    return level.value < least.value ? level : least;
  }, known<Level>(9));
}
