import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { DeclaredSlice, SliceResults } from "../core/model/slices.ts";
import { parseDeclaredSlices, parseSliceResults } from "../evidence/slices.ts";
import { gatherCard } from "./card.ts";
import type { GatherContext } from "./context.ts";
import { gatherStructured } from "./structured.ts";
import type { View } from "./view.ts";

const NAME = "slices";
const ENDINGS = ["yml", "yaml", "json"];

/** The slices of the data that a component declares. */
export async function gatherDeclaredSlices({
  component,
  view,
}: GatherContext): Promise<Fact<readonly DeclaredSlice[]>> {
  const declared = await declaredSlicesIn(view, component.id);
  if (declared.state === "unavailable") return declared;
  return declared.value === undefined
    ? unavailable(
        "missing",
        `no slices of the data are declared; expected ${pathOf(component.id)}`,
        {
          path: pathOf(component.id),
        },
      )
    : known(declared.value);
}

/** The slices that are declared in a view; undefined where nothing declares any. */
export async function declaredSlicesIn(
  view: View,
  component: string,
): Promise<Fact<readonly DeclaredSlice[] | undefined>> {
  const card = await gatherCard(view, component);
  const elsewhere = card.state === "known" ? card.value?.documents.get(NAME)?.text : undefined;
  const own = ENDINGS.map((ending) => pathOf(component, ending)).filter((each) =>
    view.records.has(each),
  );
  if (elsewhere === undefined && own.length > 1) {
    return unavailable(
      "invalid",
      `${own.join(" and ")} may declare different slices; expected one file: keep one of them`,
      ...own.map((path) => ({ path })),
    );
  }
  const path = elsewhere ?? own[0];
  return path === undefined ? known(undefined) : view.parsed(path, parseDeclaredSlices);
}

/** What was measured on slices of the data. */
export async function gatherSliceResults(context: GatherContext): Promise<Fact<SliceResults>> {
  const structured = await gatherStructured({ ...context, structuredEvidence: [NAME] });
  if (structured.state === "unavailable") return structured;
  const report = structured.value.get(NAME);
  if (report === undefined) {
    const path = `.mltrl/evidence/${context.component.id}/${NAME}.yml`;
    return unavailable("missing", `no results on slices of the data; expected ${path}`);
  }
  return report.state === "known" ? parseSliceResults(report.value) : report;
}

function pathOf(component: string, ending = "yml"): string {
  return `.mltrl/documents/${component}/${NAME}.${ending}`;
}
