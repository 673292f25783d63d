/** A Machine Learning Technology Readiness Level (Lavin et al., Nature Communications 13:6039, 2022). */
export type Level = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

/** The levels in order with the framework's own names. */
export const LEVEL_NAMES = [
  "First Principles",
  "Goal-oriented Research",
  "Proof of Principle Development",
  "Systems Development",
  "Proof of Concept Development",
  "Machine Learning Capability",
  "Application Development",
  "Integrations",
  "Flight-ready",
  "Deployment",
] as const satisfies readonly string[];

/** Whether a value read from a file is a level: an integer from 0 to 9. */
export function isLevel(value: unknown): value is Level {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 9;
}

/** The step between two levels as people write it, `2 → 3`. */
export function stepName(from: Level, to: Level): string {
  return `${from} → ${to}`;
}
