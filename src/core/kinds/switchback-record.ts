import * as z from "zod";
import { unavailable } from "../model/fact.ts";
import { fail, notApplicable, pass } from "../model/finding.ts";
import { stepName } from "../model/level.ts";
import type { Records, SwitchbackRecord } from "../model/records.ts";
import { defineKind } from "./define-kind.ts";
import { isCurrent, latest, readable } from "./record-history.ts";

const TOP_LEVEL = 9;

/** A level that is lowered has a record that says why, of what type, and who looked at it. */
export const switchbackRecord = defineKind({
  kind: "switchback-record",
  needs: ["step", "baseCard", "records", "changedPaths"],
  params: z.strictObject({
    "minimum-reason": z
      .int()
      .min(1)
      .default(20)
      .meta({ description: "Characters of the reason", stricter: "higher" }),
    "minimum-reviewers": z
      .int()
      .min(0)
      .default(1)
      .meta({ description: "People that the record names", stricter: "higher" }),
  }),
  judge({ step, baseCard, records, changedPaths }, params) {
    const { component, movement, from, to } = step;
    if (movement !== "lower" || from === undefined || to === undefined) {
      return notApplicable("no level is lowered");
    }
    const name = stepName(from, to);
    const { values, unreadable } = readable(records.switchbacks);
    const matching = values.filter((each) => each.from === from && each.to === to);
    const record = latest(matching.filter(({ place }) => changedPaths.includes(place.path)));
    if (record === undefined) {
      const old = matching.length > 0 ? "; those there are of earlier switchbacks" : "";
      return (
        unreadable ??
        unavailable(
          "missing",
          `this pull request brings no record of the switchback ${name}${old}`,
          {
            path: `.mltrl/switchbacks/${component}/`,
          },
        )
      );
    }
    const seen = { ...record.place, seen: `${record.type}: ${record.reason}` };
    const deployed = from === TOP_LEVEL || (baseCard?.deployed ?? []).length > 0;
    const faults = [
      ...faultsOf(record, params, records, changedPaths),
      ...(deployed && record.change === undefined
        ? [`does not say what changes in the deployed component ("change")`]
        : []),
    ];
    return faults.length === 0
      ? pass(`the switchback ${name} (${record.type}) is recorded`, seen)
      : fail(`the record of the switchback ${name} ${faults.join(" and ")}`, seen);
  },
});

function faultsOf(
  record: SwitchbackRecord,
  least: { "minimum-reason": number; "minimum-reviewers": number },
  records: Records,
  changedPaths: readonly string[],
): string[] {
  const { reason, reviewers, type, from } = record;
  const reviewed = readable(records.reviews).values.some(
    (review) =>
      review.from === from &&
      review.decision !== "graduate" &&
      review.decision !== "go" &&
      isCurrent(review, from, records, changedPaths),
  );
  return [
    ...(reason.trim().length < least["minimum-reason"]
      ? [
          `gives ${reason.trim().length} characters of reason where ${least["minimum-reason"]} are asked for`,
        ]
      : []),
    ...(reviewers.length < least["minimum-reviewers"]
      ? [`names ${reviewers.length} reviewers where ${least["minimum-reviewers"]} are asked for`]
      : []),
    ...(type === "review" && !reviewed
      ? [`is of the type "review" and no review of level ${from} decided against graduation`]
      : []),
  ];
}
