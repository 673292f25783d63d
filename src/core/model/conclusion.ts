/** What a check run shows. `in_progress` waits for CI. */
export type Conclusion = "success" | "failure" | "neutral" | "action_required" | "in_progress";
