import type { AskedReviewer, Review } from "../core/model/change.ts";
import type { Fact } from "../core/model/fact.ts";
import { isSameLogin } from "./holds-role.ts";

/**
 * The opinions that stand: of each person the last request for changes, or else every approval since
 * something of theirs was dismissed or taken back. An approval never takes the place of an earlier one,
 * so that who signs two components one after the other has signed both.
 */
export function standingOpinions(reviews: readonly Review[]): Review[] {
  const opinions = new Map<string, Review[]>();
  const inOrder = reviews.toSorted((a, b) => (a.submittedAt < b.submittedAt ? -1 : 1));
  for (const review of inOrder) {
    const { login } = review.author;
    const before = (opinions.get(login) ?? []).filter(({ state }) => state === "approved");
    if (review.state === "dismissed") opinions.set(login, []);
    else if (review.state === "changes-requested") opinions.set(login, [review]);
    else if (review.state === "approved") opinions.set(login, [...before, review]);
  }
  return [...opinions.values()].flat();
}

/** Everybody who was ever asked for a review. */
export function askedLogins(asked: Fact<readonly AskedReviewer[]>): string[] {
  return asked.state === "known" ? asked.value.map(({ login }) => login) : [];
}

/**
 * Whether somebody was asked for another review after one they gave. GitHub tells whole seconds: in doubt
 * they were, so that nobody is asked twice.
 */
export function isAskedSince(
  { author, submittedAt }: Review,
  asked: Fact<readonly AskedReviewer[]>,
): boolean {
  return (
    asked.state === "known" &&
    asked.value.some(({ login, at }) => isSameLogin(login, author.login) && at >= submittedAt)
  );
}
