import { dump } from "js-yaml";
import type { ReviewRecord } from "../core/model/records.ts";

/** The file of a review record, as `/mltrl promote` commits it: reads back as the same record. */
export function writeReviewRecord(record: Omit<ReviewRecord, "place">): string {
  const { component, from, to, date, decision, requestedBy, reviewers, criteria } = record;
  const { openTasks, content: digest } = record;
  // The order of the keys is the order in which they are written, so that records compare line by line.
  const content = {
    version: 1,
    component,
    from,
    to,
    date,
    decision,
    ...(requestedBy !== undefined && { "requested-by": requestedBy }),
    reviewers,
    criteria,
    "open-tasks": openTasks,
    ...(digest !== undefined && { content: digest }),
  };
  return dump(content, { lineWidth: -1, noRefs: true });
}
