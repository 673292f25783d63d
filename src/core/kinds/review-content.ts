import * as z from "zod";
import { fail, notApplicable, pass } from "../model/finding.ts";
import { stepName } from "../model/level.ts";
import { graduationOf } from "../model/step.ts";
import { defineKind } from "./define-kind.ts";
import { readable } from "./record-history.ts";

/**
 * A review record speaks of the content that was reviewed. Later steps are proven by it, so that a
 * record with a digest comes only with its own step, or as a copy of one that is merged.
 */
export const reviewContent = defineKind({
  kind: "review-content",
  subjects: ["component", "system", "retired"],
  needs: ["step", "records", "changedPaths", "reviewedContent"],
  params: z.strictObject({}),
  judge({ step, records, changedPaths, reviewedContent }) {
    const { values, unreadable } = readable(records.reviews);
    const brought = values.filter(
      ({ place, content }) =>
        content !== undefined &&
        changedPaths.includes(place.path) &&
        !reviewedContent.merged.includes(place.path),
    );
    const early = values.filter(({ content }) => content !== undefined);
    if (step.movement === "add" && early.length > 0) {
      return fail(
        `records of reviews are older than the component ${step.component}, so that nobody has checked them: give it another id`,
        ...early.map(({ place, from, to }) => ({ ...place, seen: stepName(from, to) })),
      );
    }
    if (brought.length === 0) {
      const broken = unreadable?.places?.some(({ path }) => changedPaths.includes(path));
      return broken && unreadable !== undefined
        ? unreadable
        : notApplicable("no review record with a digest is new here");
    }
    const walked = graduationOf(step);
    const wrong = brought.filter(
      ({ from, to, content }) =>
        walked?.from !== from || walked.to !== to || content !== reviewedContent.digest,
    );
    if (wrong.length === 0) {
      return pass(
        "the review record speaks of the content that is reviewed here",
        ...brought.map(({ place }) => ({ ...place, seen: shorten(reviewedContent.digest) })),
      );
    }
    return fail(
      wrong.some(({ from, to }) => walked?.from === from && walked.to === to)
        ? `the review record speaks of other content than this (${shorten(reviewedContent.digest)}): write that digest into it`
        : "a review record with a digest comes only with the step that it records",
      ...wrong.map(({ place, content = "" }) => ({ ...place, seen: shorten(content) })),
    );
  },
});

function shorten(digest: string): string {
  return digest.slice(0, 19);
}
