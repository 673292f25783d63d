import type { Document } from "../core/model/document.ts";
import { type Fact, known } from "../core/model/fact.ts";
import { parseDocument } from "../evidence/document.ts";
import { gatherCard } from "./card.ts";
import type { GatherContext } from "./context.ts";
import { pathsIn } from "./paths-in.ts";

/** Endings of documents; a specification such as `api.proto` is read by those who know its form. */
const ENDING = /\.(?:md|ya?ml|json)$/i;

/** Documents of a component by kind: its folder's, and those its card points to elsewhere. */
export async function gatherDocuments({
  component,
  view,
}: GatherContext): Promise<Fact<ReadonlyMap<string, Fact<Document>>>> {
  const folder = `.mltrl/documents/${component.id}`;
  const own = Map.groupBy(
    pathsIn(view.records, folder).filter((path) => ENDING.test(path)),
    (path) => path.slice(folder.length + 1).replace(ENDING, ""),
  );
  const card = await gatherCard(view, component.id);
  const elsewhere =
    card.state === "known"
      ? [...(card.value?.documents ?? [])].map(([kind, { text }]): [string, string[]] => [
          kind,
          [text],
        ])
      : [];
  const documents = await Promise.all(
    [...new Map([...own, ...elsewhere])].map(
      async ([kind, paths]): Promise<[string, Fact<Document>]> => [
        kind,
        joined(await Promise.all(paths.map((path) => view.parsed(path, parseDocument)))),
      ],
    ),
  );
  return known(new Map(documents));
}

/** Text and values of one kind may stand in two files, such as `slo.md` and `slo.yml`: they are one document. */
function joined(parts: readonly Fact<Document>[]): Fact<Document> {
  return parts.reduce((whole, part) => {
    if (whole.state === "unavailable") return whole;
    if (part.state === "unavailable") return part;
    return known({
      path: whole.value.path,
      sections: [...whole.value.sections, ...part.value.sections],
      references: [...new Set([...whole.value.references, ...part.value.references])],
      placeholders: [...whole.value.placeholders, ...part.value.placeholders],
    });
  });
}
