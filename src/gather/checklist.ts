import type { Checklist } from "../core/model/checklist.ts";
import { type Fact, known, mapFact, unavailable } from "../core/model/fact.ts";
import { CHECKLIST_ENDINGS, parseChecklist } from "../evidence/checklist/checklist.ts";
import { type GatherContext, idOnBase } from "./context.ts";
import { pathsNamed } from "./paths-in.ts";
import type { View } from "./view.ts";

const FOLDER = ".mltrl/ethics";

/** The ethics checklist of a component. */
export async function gatherChecklist({
  component,
  view,
}: GatherContext): Promise<Fact<Checklist>> {
  const checklist = await checklistIn(view, component.id);
  if (checklist.state === "known" && checklist.value === undefined) {
    const path = `${FOLDER}/${component.id}.md`;
    return unavailable("missing", `there is no ethics checklist; expected ${path}`, { path });
  }
  return mapFact(checklist, (value) => value as Checklist);
}

/** The ethics checklist as base has it; undefined where there is none. */
export function gatherBaseChecklist(context: GatherContext): Promise<Fact<Checklist | undefined>> {
  return checklistIn(context.baseView, idOnBase(context));
}

/** The ethics checklist in a view; undefined where there is none. Of two nobody can say which one counts. */
export async function checklistIn(
  view: View,
  component: string,
): Promise<Fact<Checklist | undefined>> {
  const own = CHECKLIST_ENDINGS.flatMap((ending) =>
    pathsNamed(view.records, FOLDER, `${component}.${ending}`),
  ).toSorted();
  const [path] = own;
  if (path === undefined) return known(undefined);
  if (own.length > 1) {
    return unavailable(
      "invalid",
      `expected one ethics checklist of ${component}, there are ${own.join(" and ")}; keep one of them`,
      ...own.map((each) => ({ path: each })),
    );
  }
  return view.parsed(path, parseChecklist);
}
