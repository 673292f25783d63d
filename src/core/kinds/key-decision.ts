import * as z from "zod";
import { unavailable } from "../model/fact.ts";
import { fail, pass } from "../model/finding.ts";
import { defineKind } from "./define-kind.ts";
import { isCurrent, latest, readable } from "./record-history.ts";

/** A key decision of the level is recorded, with its reason and by whom, and it leads onward. */
export const keyDecision = defineKind({
  kind: "key-decision",
  needs: ["records", "changedPaths", "step"],
  params: z.strictObject({
    level: z.int().min(0).max(9).meta({ description: "The level that the decision closes" }),
    known: z.array(z.string()).min(1).meta({ description: "Decisions that can be taken here" }),
    accepted: z
      .array(z.string())
      .min(1)
      .meta({ description: "Those of them that lead to the next level" }),
    "minimum-reason": z
      .int()
      .min(1)
      .default(20)
      .meta({ description: "Characters of the reason", stricter: "higher" }),
  }),
  judge({ records, changedPaths, step }, params) {
    const { values, unreadable } = readable(records.decisions);
    const record = latest(
      values.filter(
        (each) =>
          each.level === params.level &&
          params.known.includes(each.decision) &&
          isCurrent(each, params.level, records, changedPaths),
      ),
    );
    if (record === undefined) {
      return (
        unreadable ??
        unavailable(
          "missing",
          `no decision of level ${params.level} is recorded; expected one of ${params.known.join(", ")}`,
          { path: `.mltrl/decisions/${step.component}/` },
        )
      );
    }
    const seen = { ...record.place, seen: `${record.date}: ${record.decision}` };
    if (!params.accepted.includes(record.decision)) {
      return fail(
        `the decision of ${record.date} is "${record.decision}"; to go on it must be ${params.accepted.join(" or ")}`,
        seen,
      );
    }
    const length = record.reason.trim().length;
    if (length < params["minimum-reason"] || record.by.length === 0) {
      return fail(
        `the decision "${record.decision}" has ${length} characters of reason and ${record.by.length} people; ${params["minimum-reason"]} characters and one person are asked for`,
        seen,
      );
    }
    return pass(`${record.by.join(", ")} decided "${record.decision}" on ${record.date}`, seen);
  },
});
