import type { Level } from "./level.ts";
import type { Obligation } from "./obligation.ts";
import type { Rule } from "./rule.ts";

/** What a severity comes to at a level. */
export function severityAt(
  severity: Rule["severity"] | "off",
  level: Level,
): Obligation["severity"] {
  if (typeof severity === "object") {
    return level >= severity["blocking-from"] ? "blocking" : "advisory";
  }
  return severity === "blocking" ? "blocking" : "advisory";
}
