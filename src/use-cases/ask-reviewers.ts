import type { Change } from "../core/model/change.ts";
import type { ComponentDecision, Decision } from "../core/model/decision.ts";
import type { Finding, Seat } from "../core/model/finding.ts";
import { reviewersToAsk } from "../core/reviewers-to-ask.ts";
import type { Reviewers } from "../ports/reviewers.ts";
import { openSeats, seatsAsked } from "../report/seats.ts";

/**
 * Asks people for the seats that are open where a check waits for them alone, each seat once: whoever
 * was asked stands in the decision as if GitHub had told. Nothing is written where nobody is left to
 * ask, and nothing for drafts.
 */
export async function askReviewers(
  decision: Decision,
  change: Pick<Change, "draft">,
  reviewers: Reviewers,
  pullRequest: number,
): Promise<Decision> {
  const waiting = change.draft ? [] : componentsWaiting(decision);
  const seats = waiting.map(({ id, findings }) =>
    seatsAsked(findings.map((finding) => ({ ...finding, component: id }))),
  );
  const salt = String(pullRequest);
  // Most checks wait for people who were asked already, and cost nothing more.
  if (seats.every((each) => reviewersToAsk(each, new Map(), salt).length === 0)) return decision;
  const past = await reviewers.lastAsked();
  const lastAsked = past.state === "known" ? past.value : new Map<string, string>();
  const chosen: string[] = [];
  for (const each of seats) {
    chosen.push(...reviewersToAsk(withAsked(each, chosen), lastAsked, salt));
  }
  const answer = await reviewers.ask(chosen);
  if (answer.state === "unavailable") {
    const notice = `Nobody was asked for a review: ${answer.reason}. Ask the people named beside the open seats.`;
    return { ...decision, notices: [...decision.notices, notice] };
  }
  return {
    ...decision,
    components: decision.components.map((component) => ({
      ...component,
      findings: component.findings.map((finding) => findingWithAsked(finding, chosen)),
    })),
  };
}

/** Components for whose people a check that blocks waits, and for nothing else. */
function componentsWaiting({ checks, components }: Decision): readonly ComponentDecision[] {
  const waiting = new Set(
    checks
      .filter(({ conclusion }) => conclusion === "action_required")
      .flatMap((check) => check.components),
  );
  return components.filter(
    ({ id, conclusion, findings }) =>
      waiting.has(id) &&
      conclusion === "action_required" &&
      findings.some(({ seats = [] }) => openSeats(seats).length > 0),
  );
}

function findingWithAsked(finding: Finding, logins: readonly string[]): Finding {
  return finding.seats === undefined
    ? finding
    : { ...finding, seats: withAsked(finding.seats, logins) };
}

/** Seats to whose candidates some people were added that were asked. */
function withAsked(seats: readonly Seat[], logins: readonly string[]): Seat[] {
  return seats.map((seat) => {
    const asked = seat.candidates.filter(
      (login) => seat.asked?.includes(login) === true || logins.includes(login),
    );
    return asked.length > 0 ? { ...seat, asked } : seat;
  });
}
