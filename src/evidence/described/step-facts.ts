import { known } from "../../core/model/fact.ts";
import type { Level } from "../../core/model/level.ts";
import type { Step } from "../../core/model/step.ts";
import { factOf, type OrUnknown } from "./unavailable-fact.ts";

export type StepDescription = readonly [Step["movement"], ...number[]];

/** `[raise, 2, 3]`, `[lower, 5, 3]`, `[add, 4]`, `[remove, 4]`, `[content, 3]`. */
export function aStep(description: StepDescription = ["content", 3], system = false): Step {
  const [movement, first, second = first] = description;
  return {
    component: "detector",
    movement,
    from: movement === "add" ? undefined : (first as Level),
    to: movement === "remove" ? undefined : (second as Level),
    system,
  };
}

/** A part of a system by its level, as merged and before. */
export function aPart(
  id: string,
  described: OrUnknown<number | readonly [number, number] | "retired">,
) {
  if (described === "retired") return { id, level: known(0), was: known(0), retired: true };
  const [was, level] = Array.isArray(described) ? described : [described, described];
  return {
    id,
    level: factOf(level, known<number>),
    was: factOf(was, known<number>),
    retired: false,
  };
}
