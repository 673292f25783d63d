import { type Fact, known } from "../core/model/fact.ts";
import type { FactValues } from "../core/model/facts.ts";
import { gatherCard } from "./card.ts";
import type { GatherContext } from "./context.ts";
import { gatherLevel } from "./level.ts";

/** The levels of a system's parts, as merged and on the base branch; parts may be systems themselves. */
export async function gatherParts({
  component,
  policy,
  view,
  baseView,
}: GatherContext): Promise<Fact<FactValues["parts"]>> {
  return known(
    await Promise.all(
      component.parts.map(async (id) => {
        const [level, was, card] = await Promise.all([
          gatherLevel(view, id, policy.components),
          gatherLevel(baseView, id, policy.components),
          gatherCard(view, id),
        ]);
        const retired = card.state === "known" && card.value?.retired === true;
        return { id, level, was, retired };
      }),
    ),
  );
}
