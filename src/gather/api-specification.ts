import type { ApiSpecification } from "../core/model/api-specification.ts";
import { type Fact, unavailable } from "../core/model/fact.ts";
import { parseApiSpecification } from "../evidence/api/api-specification.ts";
import { gatherCard } from "./card.ts";
import type { GatherContext } from "./context.ts";
import { pathsIn } from "./paths-in.ts";

/** The kind of document that an interface's specification is. */
const KIND = "api";
const ENDINGS = ["yml", "yaml", "json", "proto", "pyi", "d.ts"];

/** The specification of the component's interface: where its card points to, or among its documents. */
export async function gatherApiSpecification({
  component,
  view,
}: GatherContext): Promise<Fact<ApiSpecification>> {
  const card = await gatherCard(view, component.id);
  const pointed = card.state === "known" ? card.value?.documents.get(KIND)?.text : undefined;
  if (pointed !== undefined) return view.parsed(pointed, parseApiSpecification);
  const folder = `.mltrl/documents/${component.id}`;
  const names = new Set(ENDINGS.map((ending) => `${folder}/${KIND}.${ending}`));
  const own = pathsIn(view.records, folder).filter((path) => names.has(path));
  const [path] = own;
  if (path === undefined) {
    return unavailable(
      "missing",
      `there is no specification of the interface; expected ${folder}/${KIND}.yml (OpenAPI 3), .proto, .pyi or .d.ts, or \`documents: {${KIND}: path}\` on the card`,
      { path: folder },
    );
  }
  if (own.length > 1) {
    return unavailable(
      "invalid",
      `expected one specification of the interface, there are ${own.join(", ")}; keep one of them`,
      ...own.map((each) => ({ path: each })),
    );
  }
  return view.parsed(path, parseApiSpecification);
}
