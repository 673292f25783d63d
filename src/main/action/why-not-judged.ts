import { causeOf, messageOf, UpstreamError } from "../../core/errors.ts";
import { NEW_ISSUE } from "../../core/model/new-issue.ts";

/** GitHub's faults end the job with a reason; a job is run again by people. */
export function whyNotJudged(error: unknown): string {
  const said = messageOf(error);
  if (error instanceof UpstreamError) {
    return `Nothing was judged, since what only GitHub knows is unavailable. ${said}. Run the job again`;
  }
  return causeOf(error) === "upstream"
    ? `Nothing was judged, since GitHub refused what was asked: ${said}`
    : `Nothing was judged, by a mistake of mltrl-gate: ${said}. If it comes back, please report it: ${NEW_ISSUE}`;
}
