import * as z from "zod";
import { unavailable } from "../model/fact.ts";
import { fail, pass } from "../model/finding.ts";
import { daysAfter } from "./days-after.ts";
import { defineKind } from "./define-kind.ts";
import { latest, readable } from "./record-history.ts";

/** The ethics checklist was gone through again after the component left a level. */
export const ethicsRevisited = defineKind({
  kind: "ethics-revisited",
  needs: ["checklist", "records", "card", "now"],
  params: z.strictObject({
    level: z
      .int()
      .min(0)
      .max(8)
      .meta({ description: "The level whose review an earlier look at the checklist belongs to" }),
  }),
  judge({ checklist, records, card, now }, { level }) {
    const path = { path: checklist.path };
    const ahead = checklist.reviewed.find(({ date }) => daysAfter(date, -1) > now);
    if (ahead !== undefined) {
      return unavailable("invalid", `${ahead.date} is still to come`, ahead.place);
    }
    const review = latest(checklist.reviewed);
    if (review === undefined) {
      return unavailable(
        "missing",
        `${checklist.path} does not say when it was gone through again; add \`reviewed: [{date, by}]\` to its front matter`,
        path,
      );
    }
    const seen = { ...review.place, seen: `reviewed on ${review.date} by ${review.by}` };
    const { values, unreadable } = readable(records.reviews);
    const graduation = latest(
      values.filter(({ from, to, decision }) => from <= level && to > level && leads(decision)),
    );
    if (graduation !== undefined) {
      const { date, place } = graduation;
      return review.date > date
        ? pass(`the checklist was gone through on ${review.date}, after level ${level}`, seen)
        : fail(
            `the checklist was last gone through on ${review.date}; it is asked for again after the review of level ${level} on ${date}`,
            seen,
            { ...place, seen: date },
          );
    }
    if (unreadable !== undefined) return unreadable;
    const start = card.adopted ?? card.entry;
    return start !== undefined && start.level > level
      ? pass(
          `the checklist was gone through on ${review.date}; level ${level} was not walked`,
          seen,
        )
      : unavailable("missing", `there is no record of the review of level ${level}`, {
          path: card.path,
        });
  },
});

function leads(decision: string): boolean {
  return decision === "graduate" || decision === "go";
}
