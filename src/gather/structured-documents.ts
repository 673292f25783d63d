import { type Fact, unavailable } from "../core/model/fact.ts";
import type { StructuredReport } from "../core/model/structured-report.ts";
import { structuredParser } from "../evidence/structured.ts";
import { gatherCard } from "./card.ts";
import { pathsIn } from "./paths-in.ts";
import { formatOf, stemOf, type Where } from "./structured-files.ts";
import type { View } from "./view.ts";

/** Documents of YAML and JSON by kind: the component's own, and those its card points to elsewhere. */
export async function documentPaths({
  view,
  component,
}: Where): Promise<ReadonlyMap<string, readonly string[]>> {
  const folder = `.mltrl/documents/${component}`;
  const card = await gatherCard(view, component);
  const pointed = card.state === "known" ? [...(card.value?.documents ?? [])] : [];
  return new Map([
    ...Map.groupBy(structuredPaths(view, folder), (path) => stemOf(path, folder)),
    ...pointed.map(([kind, { text }]): [string, string[]] => [kind, [text]]),
  ]);
}

/** Documents speak of the component and not of one content: they need no stamp. */
export async function documentAt(
  view: View,
  [path, second]: readonly string[],
): Promise<Fact<StructuredReport> | undefined> {
  if (path !== undefined && second !== undefined) {
    return unavailable(
      "invalid",
      `${path} and ${second} may say different things; expected one document of YAML or JSON: keep one of them`,
      { path },
      { path: second },
    );
  }
  const format = path === undefined ? undefined : formatOf(path);
  if (path === undefined || format === undefined) return undefined;
  return view.parsed(path, structuredParser(format));
}

function structuredPaths({ records }: View, folder: string): readonly string[] {
  return pathsIn(records, folder).filter((path) => formatOf(path) !== undefined);
}
