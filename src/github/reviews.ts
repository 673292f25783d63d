import type { AskedReviewer, Review } from "../core/model/change.ts";
import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { PullRequestAnswer } from "./evaluation-answer.ts";

const STATES: Readonly<Record<string, Review["state"]>> = {
  APPROVED: "approved",
  CHANGES_REQUESTED: "changes-requested",
  DISMISSED: "dismissed",
};

/** Submitted reviews. What GitHub dismissed by itself on a push keeps the state it had before. */
export function reviewsOf({ reviews, timelineItems }: PullRequestAnswer): Fact<readonly Review[]> {
  if (!reviews) return known([]);
  if (
    reviews.totalCount > reviews.nodes.length ||
    timelineItems.totalCount > timelineItems.nodes.length
  ) {
    return unavailable("upstream", "there are more reviews than one request shows");
  }
  const dismissedByPush = new Map(
    timelineItems.nodes.flatMap(({ review, pullRequestCommit, previousReviewState }) =>
      review && pullRequestCommit ? [[review.databaseId, previousReviewState ?? ""] as const] : [],
    ),
  );
  return known(
    reviews.nodes.flatMap((review) => {
      const { databaseId, state, submittedAt, author, commit, body, lastEditedAt } = review;
      if (!author || !commit || submittedAt === null) return [];
      return [
        {
          author: { login: author.login, bot: author.__typename === "Bot" },
          state: STATES[dismissedByPush.get(databaseId) ?? state] ?? "dismissed",
          commit: commit.oid,
          submittedAt,
          body,
          edited: lastEditedAt !== null,
        },
      ];
    }),
  );
}

/** People who were ever asked for a review, by the latest hundred requests of the pull request. */
export function askedReviewersOf({ asked }: PullRequestAnswer): Fact<readonly AskedReviewer[]> {
  const last = new Map(
    asked.nodes.flatMap(({ createdAt, requestedReviewer }) =>
      requestedReviewer?.login === undefined || createdAt === undefined
        ? []
        : [[requestedReviewer.login, createdAt] as const],
    ),
  );
  return known([...last].map(([login, at]) => ({ login, at })));
}
