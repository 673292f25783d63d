import type { Checklist } from "../core/model/checklist.ts";
import { type Fact, known, mapFact, unavailable } from "../core/model/fact.ts";
import { parseChecklist } from "../evidence/checklist.ts";
import type { GatherContext } from "./context.ts";
import type { View } from "./view.ts";

/** The ethics checklist of a component. */
export async function gatherChecklist({
  component,
  view,
}: GatherContext): Promise<Fact<Checklist>> {
  const checklist = await checklistIn(view, component.id);
  if (checklist.state === "known" && checklist.value === undefined) {
    const path = `.mltrl/ethics/${component.id}.md`;
    return unavailable("missing", `there is no ethics checklist; expected ${path}`, { path });
  }
  return mapFact(checklist, (value) => value as Checklist);
}

/** The ethics checklist as base has it; undefined where there is none. */
export function gatherBaseChecklist({
  component,
  baseView,
}: GatherContext): Promise<Fact<Checklist | undefined>> {
  return checklistIn(baseView, component.id);
}

/** The ethics checklist in a view; undefined where there is none. */
export async function checklistIn(
  view: View,
  component: string,
): Promise<Fact<Checklist | undefined>> {
  const path = `.mltrl/ethics/${component}.md`;
  if (!view.records.has(path)) return known(undefined);
  return view.parsed(path, parseChecklist);
}
