import type { Conclusion } from "../core/model/conclusion.ts";

const OUTCOMES: Readonly<Record<Conclusion, string>> = {
  success: "passes",
  failure: "is blocked",
  neutral: "is not blocked",
  action_required: "waits for people",
  in_progress: "waits for CI",
};

/** What a check comes to under a policy, in words; undefined where that has no such check. */
export function outcomeText(conclusion: Conclusion | undefined): string {
  return conclusion === undefined ? "has no such check" : OUTCOMES[conclusion];
}

/** What becomes of values that a pull request changes, each by the name of its list. */
export const EDITED = {
  weakened: "What the policy asks less of",
  unclear: "What it asks otherwise, so that nobody can tell whether it is less",
  tightened: "What the policy asks more of",
} as const;
