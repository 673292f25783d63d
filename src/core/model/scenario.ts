import type { Conclusion } from "./conclusion.ts";
import type { Level } from "./level.ts";
import type { Outcome } from "./finding.ts";
import type { Place } from "./place.ts";
import type { Problem } from "./problem.ts";

/** What a rule can be expected to come to. */
export const EXPECTED_OUTCOMES = ["passes", "fails", "waits", "not-asked"] as const;
export type ExpectedOutcome = (typeof EXPECTED_OUTCOMES)[number];

/** A made-up change of one component, and what the policy is expected to say of it. */
export interface Scenario {
  readonly name: string;
  readonly component: string;
  readonly from: Level;
  readonly to: Level;
  /** The branch it goes to; the default branch if absent. */
  readonly branch?: string;
  readonly changed: readonly string[];
  /** The moment of judging, ISO 8601; now if absent. */
  readonly now?: string;
  /** What becomes of rules that the facts do not speak of. */
  readonly others: "hold" | "missing";
  /** Facts in few words, by name. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly expect: {
    readonly conclusion?: Conclusion;
    readonly rules: readonly {
      readonly rule: string;
      readonly outcome: ExpectedOutcome;
      readonly place: Place;
    }[];
  };
  readonly place: Place;
  /** Where a part of the facts stands. */
  readonly placeOfFact: (path: readonly (string | number)[]) => Place;
}

/** What came of a scenario. */
export interface ScenarioResult {
  readonly file: string;
  readonly name: string;
  /** Why it is not as expected; empty where it is. */
  readonly failures: readonly Problem[];
}

/** Whether a finding is what was expected; undefined stands for a rule that is not asked for. */
export function isAsExpected(expected: ExpectedOutcome, outcome: Outcome | undefined): boolean {
  if (expected === "not-asked") return outcome === undefined || outcome === "not-applicable";
  if (expected === "waits") return outcome === "pending";
  if (expected === "passes") return outcome === "pass" || outcome === "waived";
  return outcome === "fail" || outcome === "unknown";
}
