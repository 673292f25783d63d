import { type Fact, known, mapFact } from "../core/model/fact.ts";
import type { FactValues } from "../core/model/facts.ts";
import { gatherCard } from "./card.ts";
import type { GatherContext } from "./context.ts";

/** The levels of a system's parts; a part without a card is at level 0. */
export async function gatherParts({
  component,
  view,
}: GatherContext): Promise<Fact<FactValues["parts"]>> {
  return known(
    await Promise.all(
      component.parts.map(async (id) => ({
        id,
        level: mapFact(await gatherCard(view, id), (card) => card?.level ?? 0),
      })),
    ),
  );
}
