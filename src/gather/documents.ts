import type { Document } from "../core/model/document.ts";
import { type Fact, known } from "../core/model/fact.ts";
import { parseDocument } from "../evidence/document.ts";
import { gatherCard } from "./card.ts";
import type { GatherContext } from "./context.ts";
import { pathsIn } from "./paths-in.ts";

/** Documents of a component by kind: its folder's, and those its card points to elsewhere. */
export async function gatherDocuments({
  component,
  view,
}: GatherContext): Promise<Fact<ReadonlyMap<string, Fact<Document>>>> {
  const folder = `.mltrl/documents/${component.id}`;
  const own = pathsIn(view.records, folder).map((path): [string, string] => [
    path.slice(folder.length + 1).replace(/\.[a-z]+$/, ""),
    path,
  ]);
  const card = await gatherCard(view, component.id);
  const elsewhere =
    card.state === "known"
      ? [...(card.value?.documents ?? [])].map(([kind, { text }]): [string, string] => [kind, text])
      : [];
  const documents = await Promise.all(
    [...new Map([...own, ...elsewhere])].map(
      async ([kind, path]): Promise<[string, Fact<Document>]> => [
        kind,
        await view.parsed(path, parseDocument),
      ],
    ),
  );
  return known(new Map(documents));
}
