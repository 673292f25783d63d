import type { Conclusion } from "../core/model/conclusion.ts";

/** How a verdict looks at a glance. */
export const MARKS: Readonly<
  Record<Conclusion, { mark: string; paint: "good" | "bad" | "waiting" }>
> = {
  success: { mark: "✓", paint: "good" },
  failure: { mark: "✗", paint: "bad" },
  neutral: { mark: "!", paint: "waiting" },
  action_required: { mark: "…", paint: "waiting" },
  in_progress: { mark: "…", paint: "waiting" },
};
