import type { Decision } from "../../core/model/decision.ts";
import { noteReply } from "../../report/reply.ts";
import { reviewsAskedReply } from "../../report/reply-reviews.ts";
import { askReviewers } from "../ask-reviewers.ts";
import { judge } from "../judge.ts";
import type { CarryOut } from "./command.ts";

/** Asks people for the open seats, though the policy does not by itself, and of a draft as well. */
export const requestReviewsCommand: CarryOut = async (_command, { number }, ports, engine) => {
  const verdict = await judge(ports, engine);
  if (verdict.state === "unavailable") return noteReply("Nobody was asked.", [verdict.reason]);
  const { change, decision } = verdict.value;
  if (decision === undefined) {
    return noteReply(`No check of mltrl-gate guards ${change.baseRef}.`);
  }
  const after = await askReviewers(decision, { draft: false }, ports.reviewers, number);
  const before = askedIn(decision);
  return reviewsAskedReply({
    components: after.components,
    asked: [...askedIn(after)].filter((login) => !before.has(login)),
    notices: after.notices.slice(decision.notices.length),
  });
};

function askedIn({ components }: Decision): ReadonlySet<string> {
  return new Set(
    components.flatMap(({ findings }) =>
      findings.flatMap(({ seats = [] }) => seats.flatMap(({ asked = [] }) => asked)),
    ),
  );
}
