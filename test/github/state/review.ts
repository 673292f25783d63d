import type { Review, User } from "./nouns.ts";

/**
 * The last approving, refusing or dismissed review of each person, by which the merge box decides.
 * A comment does not take an opinion back (docs "About pull request reviews").
 */
export function latestOpinions(reviews: readonly Review[]): Review[] {
  const latest = new Map<User, Review>();
  for (const review of reviews) {
    if (review.state === "COMMENTED" || review.state === "PENDING") continue;
    latest.delete(review.author);
    latest.set(review.author, review);
  }
  return [...latest.values()];
}
