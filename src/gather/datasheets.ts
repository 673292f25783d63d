import type { Datasheet } from "../core/model/datasheet.ts";
import { type Fact, known, unavailable } from "../core/model/fact.ts";
import { parseDatasheet } from "../evidence/datasheet.ts";
import { slug } from "../evidence/slug.ts";
import { gatherCard } from "./card.ts";
import type { GatherContext } from "./context.ts";

const FOLDER = ".mltrl/datasets";
const ENDINGS = [".md", ".yml", ".json"];

/** Datasheets of the datasets that the card declares, by the datasets' names; one that has none is absent. */
export async function gatherDatasheets({
  component,
  view,
}: GatherContext): Promise<Fact<ReadonlyMap<string, Fact<Datasheet>>>> {
  const card = await gatherCard(view, component.id);
  if (card.state === "unavailable") return card;
  const found = await Promise.all(
    (card.value?.datasets ?? []).map(async ({ name }): Promise<[string, Fact<Datasheet>][]> => {
      const stems = [name, slug(name)];
      const named = stems.flatMap((stem) => ENDINGS.map((ending) => `${FOLDER}/${stem}${ending}`));
      const own = [...new Set(named)].filter((path) => view.records.has(path)).toSorted();
      const [path, ...others] = own;
      if (path === undefined) return [];
      return [
        [name, others.length > 0 ? several(name, own) : await view.parsed(path, parseDatasheet)],
      ];
    }),
  );
  return known(new Map(found.flat()));
}

function several(name: string, paths: readonly string[]): Fact<Datasheet> {
  return unavailable(
    "invalid",
    `${name} has ${paths.length} datasheets where one is expected: ${paths.join(", ")}; keep one of them`,
    ...paths.map((path) => ({ path })),
  );
}
