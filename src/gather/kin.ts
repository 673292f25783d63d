import type { ChangedFile } from "../core/model/tree.ts";
import type { Descendant, Kin } from "../core/model/lineage.ts";
import type { ComponentPolicy } from "../core/model/policy.ts";
import { cardPath, gatherCard } from "./card.ts";
import type { View } from "./view.ts";

/** The components of both sides, and the content they are declared for. */
export interface BothSides {
  readonly base: View;
  readonly merged: View;
  readonly baseComponents: readonly ComponentPolicy[];
  readonly headComponents: readonly ComponentPolicy[];
  readonly changedFiles: readonly ChangedFile[];
}

/** Components whose cards say where they come from, as far as the change brings those, and what both sides know. */
export async function gatherKin({
  base,
  merged,
  baseComponents,
  headComponents,
  changedFiles,
}: BothSides): Promise<{ readonly descendants: readonly Descendant[]; readonly kin: Kin }> {
  const changed = new Set(changedFiles.map(({ path }) => path));
  const onBase = new Set(baseComponents.map(({ id }) => id));
  const speaking = headComponents.filter(({ id }) => changed.has(cardPath(id)));
  const found = await Promise.all(
    speaking.map(async ({ id }): Promise<Descendant[]> => {
      const card = await gatherCard(merged, id);
      if (card.state === "unavailable" || card.value === undefined) return [];
      if (!hasOrigin(card.value)) return [];
      const before = await gatherCard(base, id);
      const cardAtBase = before.state === "known" ? before.value : undefined;
      return [{ id, card: card.value, cardAtBase }];
    }),
  );
  const descendants = found.flat();
  // Nobody asks for the cards of all components where nobody comes from another one.
  const [all, heads] = descendants.length === 0 ? [[], []] : [baseComponents, headComponents];
  return {
    descendants,
    kin: {
      onBase,
      carded: new Set(await idsWhere(all, (id) => hasCard(base, id))),
      staying: new Set(await idsWhere(heads, (id) => isActive(merged, id))),
    },
  };
}

function hasOrigin({ renamedFrom, splitFrom, mergedFrom }: Descendant["card"]): boolean {
  return [renamedFrom, splitFrom, mergedFrom].some((each) => each !== undefined);
}

async function idsWhere(
  components: readonly ComponentPolicy[],
  holds: (id: string) => Promise<boolean>,
): Promise<string[]> {
  const found = await Promise.all(
    components.map(async ({ id }) => ((await holds(id)) ? [id] : [])),
  );
  return found.flat();
}

async function hasCard(view: View, id: string): Promise<boolean> {
  const card = await gatherCard(view, id);
  return card.state === "known" && card.value !== undefined;
}

async function isActive(view: View, id: string): Promise<boolean> {
  const card = await gatherCard(view, id);
  return card.state === "unavailable" || card.value?.retired !== true;
}
