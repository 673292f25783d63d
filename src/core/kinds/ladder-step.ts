import * as z from "zod";
import { fail, notApplicable, pass } from "../model/finding.ts";
import { stepName } from "../model/level.ts";
import { defineKind } from "./define-kind.ts";

/** The level rises by one at a time; a component that starts above 0 says why and which gates it did not walk. */
export const ladderStep = defineKind({
  kind: "ladder-step",
  needs: ["step", "card"],
  params: z.strictObject({}),
  judge({ step, card }) {
    const { movement, from, to } = step;
    const seen = { ...card.levelPlace, seen: `level: ${card.level}` };
    if (movement === "raise" && from !== undefined && to !== undefined) {
      if (to === from + 1) return pass(`the level rises by one, ${stepName(from, to)}`, seen);
      const [proof] = step.provenBy ?? [];
      return proof === undefined
        ? fail(`the level jumps ${stepName(from, to)}; one step at a time is allowed`, seen)
        : pass(`${stepName(from, to)}: this very content has been at ${to} already`, seen, {
            path: proof,
            seen: "the same content",
          });
    }
    if (movement === "add" && to !== undefined && to > 0) {
      const start = card.entry ?? card.adopted;
      if (start === undefined) {
        return fail(
          `the component starts at level ${to} without saying why: expected "entry" or "adopted" with level, reason and gates-not-walked`,
          seen,
        );
      }
      if (start.level !== to) {
        return fail(`the card says level ${to} and its entry says level ${start.level}`, {
          ...start.place,
          seen: `entry level ${start.level}`,
        });
      }
      return pass(`enters at level ${to}: ${start.reason}`, { ...start.place, seen: start.reason });
    }
    return notApplicable("the level does not rise");
  },
});
