import type { ComponentDecision } from "../core/model/decision.ts";
import { stepName } from "../core/model/level.ts";

/** Where a component stands or goes in this pull request, `7 → 8` or `level 7`. */
export function stepText({
  level,
  target,
  movement,
  heirs = [],
  aside = false,
}: Pick<ComponentDecision, "level" | "target" | "movement" | "heirs"> & {
  readonly aside?: boolean;
}): string {
  if (aside) return "";
  if (target !== undefined) return stepName(level, target);
  if (movement === "add") return `new at level ${level}`;
  if (heirs.length > 0) return `going on as ${heirs.join(", ")} at level ${level}`;
  return movement === "remove" ? `removed at level ${level}` : `level ${level}`;
}

/** A component with its step where it makes one, `nodule-detector 7 → 8`. */
export function stepOf(component: ComponentDecision): string {
  return component.target === undefined ? component.id : `${component.id} ${stepText(component)}`;
}
