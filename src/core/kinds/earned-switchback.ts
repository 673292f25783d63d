import * as z from "zod";
import { fail, notApplicable, pass } from "../model/finding.ts";
import { stepName } from "../model/level.ts";
import { defineKind } from "./define-kind.ts";
import { readable } from "./record-history.ts";

/** The level of what runs in production. */
const DEPLOYED = 9;

/**
 * A component goes back only to a level at which it has really worked. What is deployed is sent back by
 * the process itself when it changes (Lavin et al. 2022, level 9), wherever it came in.
 */
export const earnedSwitchback = defineKind({
  kind: "earned-switchback",
  needs: ["step", "card", "baseCard", "records"],
  params: z.strictObject({}),
  judge({ step, card, baseCard, records }) {
    const { movement, from, to } = step;
    if (movement !== "lower" || from === undefined || to === undefined) {
      return notApplicable("no level is lowered");
    }
    // Where it came in is what base says: the pull request could say anything.
    const { adopted, entry } = baseCard ?? card;
    const start = adopted ?? entry;
    const seen = { ...card.levelPlace, seen: `level: ${card.level}` };
    if (start === undefined) return pass(`the component started at 0 and has been at ${to}`, seen);
    const worked = to === start.level || !start.gatesNotWalked.includes(to);
    if (to >= start.level && worked) {
      return pass(`the component entered at ${start.level} and has been at ${to} since`, seen);
    }
    const { values, unreadable } = readable(records.reviews);
    const earned = values.find(
      ({ decision, ...review }) =>
        review.from === to || (review.to === to && (decision === "graduate" || decision === "go")),
    );
    if (earned !== undefined) {
      return pass(`the review of ${earned.date} shows the component at level ${to}`, {
        ...earned.place,
        seen: stepName(earned.from, earned.to),
      });
    }
    const { values: switchbacks } = readable(records.switchbacks);
    const embedded = switchbacks.find(
      (record) => record.from === from && record.to === to && record.type === "embedded",
    );
    const deployed = from === DEPLOYED || (baseCard?.deployed ?? []).length > 0;
    if (deployed && embedded !== undefined) {
      return pass(`a deployed component opens its next version at ${to}`, {
        ...embedded.place,
        seen: embedded.type,
      });
    }
    return (
      unreadable ??
      fail(
        `${stepName(from, to)} goes back to a level that the component never worked at: it entered at ${start.level}${worked ? "" : ` and did not walk the gate of ${to}`}`,
        seen,
        { ...start.place, seen: `entry level ${start.level}` },
      )
    );
  },
});
