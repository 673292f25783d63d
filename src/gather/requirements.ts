import { type Fact, known, mapFact, unavailable } from "../core/model/fact.ts";
import type { Requirements } from "../core/model/requirements.ts";
import { parseRequirements } from "../evidence/requirements.ts";
import { type GatherContext, idOnBase } from "./context.ts";
import type { View } from "./view.ts";

/** The research and product requirements of a component. */
export async function gatherRequirements({
  component,
  view,
}: GatherContext): Promise<Fact<Requirements>> {
  const requirements = await requirementsIn(view, component.id);
  if (requirements.state === "known" && requirements.value === undefined) {
    const path = pathOf(component.id);
    return unavailable("missing", `there are no requirements; expected ${path}`, { path });
  }
  return mapFact(requirements, (value) => value as Requirements);
}

/** The requirements as base has them; undefined where there are none. */
export function gatherBaseRequirements(
  context: GatherContext,
): Promise<Fact<Requirements | undefined>> {
  return requirementsIn(context.baseView, idOnBase(context));
}

function pathOf(component: string): string {
  return `.mltrl/requirements/${component}.yml`;
}

/** The requirements in a view; undefined where there are none. */
export async function requirementsIn(
  view: View,
  component: string,
): Promise<Fact<Requirements | undefined>> {
  const path = pathOf(component);
  if (!view.records.has(path)) return known(undefined);
  return view.parsed(path, parseRequirements);
}
