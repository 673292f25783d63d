import * as z from "zod";
import type { Card } from "../model/card.ts";
import { fail, type Judgement, notApplicable, pass } from "../model/finding.ts";
import { stepName } from "../model/level.ts";
import { defineKind } from "./define-kind.ts";

/**
 * The level rises by one at a time; a component that starts above 0 says why and which gates it did not
 * walk, once: later nothing is added to that, since it exempts from the rules of those gates.
 */
export const ladderStep = defineKind({
  kind: "ladder-step",
  needs: ["step", "card", "baseCard"],
  params: z.strictObject({}),
  judge({ step, card, baseCard }) {
    const { movement, from, to } = step;
    const excused = baseCard && movement !== "add" ? laterExcuse(card, baseCard) : undefined;
    if (excused !== undefined) return excused;
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

/** Gates that a card no longer claims to have walked, or a start that it moved to a lower level. */
function laterExcuse(card: Card, baseCard: Card): Judgement | undefined {
  const start = card.adopted ?? card.entry;
  const before = baseCard.adopted ?? baseCard.entry;
  if (start === undefined) return undefined;
  const known = before?.gatesNotWalked ?? [];
  const added = start.gatesNotWalked.filter((gate) => !known.includes(gate));
  const seen = { ...start.place, seen: `entry level ${start.level}` };
  if (added.length > 0) {
    return fail(
      `the card adds ${added.join(", ")} to the gates not walked; that is said when a component joins, and only taken back later`,
      seen,
    );
  }
  return before !== undefined && start.level < before.level
    ? fail(`the card moves the start of the component from ${before.level} to ${start.level}`, seen)
    : undefined;
}
