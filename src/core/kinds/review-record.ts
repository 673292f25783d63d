import * as z from "zod";
import { unavailable } from "../model/fact.ts";
import { fail, notApplicable, pass } from "../model/finding.ts";
import { stepName } from "../model/level.ts";
import { graduationOf } from "../model/step.ts";
import { daysAfter } from "./days-after.ts";
import { defineKind } from "./define-kind.ts";
import { isCurrent, latest, readable } from "./record-history.ts";

/** The gated review of a graduation is recorded: who decided what by which criteria. */
export const reviewRecord = defineKind({
  kind: "review-record",
  needs: ["step", "records", "changedPaths", "now"],
  params: z.strictObject({
    "minimum-criteria": z
      .int()
      .min(1)
      .default(1)
      .meta({ description: "Criteria that the record names", stricter: "higher" }),
    "minimum-reviewers": z
      .int()
      .min(0)
      .default(1)
      .meta({ description: "People that the record names", stricter: "higher" }),
  }),
  judge({ step, records, changedPaths, now }, params) {
    const graduation = graduationOf(step);
    if (graduation === undefined) return notApplicable("no level is raised");
    const { from, to } = graduation;
    const name = stepName(from, to);
    const { values, unreadable } = readable(records.reviews);
    const record = latest(
      values.filter(
        (each) =>
          each.from === from && each.to === to && isCurrent(each, from, records, changedPaths),
      ),
    );
    if (record === undefined) {
      return (
        unreadable ??
        unavailable("missing", `there is no record of the review ${name}`, {
          path: `.mltrl/reviews/${step.component}/`,
        })
      );
    }
    // It may be tomorrow already where the review was held.
    if (daysAfter(record.date, -1) > now) {
      const reason = `the review of ${record.date} is still to come; expected the day on which it was held`;
      return unavailable("invalid", reason, record.place);
    }
    const seen = { ...record.place, seen: `${record.date}: ${record.decision}` };
    if (record.decision !== "graduate" && record.decision !== "go") {
      const tasks = record.openTasks.length > 0 ? `; open: ${record.openTasks.join(", ")}` : "";
      return fail(
        `the review of ${record.date} decided "${record.decision}" and not "graduate"${tasks}`,
        seen,
      );
    }
    const short = [
      { what: "criteria", count: record.criteria.length, least: params["minimum-criteria"] },
      { what: "reviewers", count: record.reviewers.length, least: params["minimum-reviewers"] },
    ].filter(({ count, least }) => count < least);
    if (short.length > 0) {
      return fail(
        `the review record of ${name} names ${short.map(({ what, count, least }) => `${count} ${what} where ${least} are asked for`).join(" and ")}`,
        seen,
      );
    }
    const open = record.openTasks.length;
    return pass(
      `the review ${name} of ${record.date} is recorded${open > 0 ? `, with ${open} tasks open` : ""}`,
      seen,
    );
  },
});
