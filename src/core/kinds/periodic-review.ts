import * as z from "zod";
import { unavailable } from "../model/fact.ts";
import { fail, pass } from "../model/finding.ts";
import { daysAfter } from "./days-after.ts";
import { defineKind } from "./define-kind.ts";
import { latest, readable } from "./record-history.ts";

const DEPLOYED = 9;

/** What runs in production was reviewed not too long ago; the step into it counts as the first review. */
export const periodicReview = defineKind({
  kind: "periodic-review",
  needs: ["records", "step", "now"],
  params: z.strictObject({
    "maximum-age": z
      .int()
      .min(1)
      .default(90)
      .meta({ description: "Days since the last review of level 9", stricter: "lower" }),
    "minimum-reviewers": z.int().min(0).default(1).meta({
      description: "People whom the record of a review within level 9 names",
      stricter: "higher",
    }),
  }),
  judge({ records, step, now }, params) {
    const { values, unreadable } = readable(records.reviews);
    const review = latest(
      values.filter(
        ({ from, to, date }) => (from === DEPLOYED || to === DEPLOYED) && daysAfter(date, 0) <= now,
      ),
    );
    const expected = `.mltrl/reviews/${step.component}/<date>-9-to-9.yml`;
    if (review === undefined) {
      return (
        unreadable ??
        unavailable("missing", `no review of level 9 is recorded; expected ${expected}`, {
          path: `.mltrl/reviews/${step.component}/`,
        })
      );
    }
    const { date, decision, from, reviewers, place } = review;
    const seen = { ...place, seen: `${date}: ${decision}` };
    const validUntil = daysAfter(date, params["maximum-age"] + 1);
    if (validUntil <= now) {
      return unavailable(
        "stale",
        `the last review of level 9 is of ${date}; at most ${params["maximum-age"]} days ago is asked for`,
        place,
      );
    }
    const least = params["minimum-reviewers"];
    if (from === DEPLOYED && reviewers.length < least) {
      return fail(
        `the review of ${date} names ${reviewers.length} reviewers; at least ${least} asked for`,
        seen,
      );
    }
    return { ...pass(`reviewed on ${date}, with the decision "${decision}"`, seen), validUntil };
  },
});
