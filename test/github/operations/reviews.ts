import { ApiError } from "../api-error.ts";
import type { PullRequest, Review, ReviewState, User } from "../state/nouns.ts";
import { nodeId, type World } from "../state/world.ts";
import { announceReview } from "./announce.ts";

const verdicts = {
  APPROVE: "APPROVED",
  REQUEST_CHANGES: "CHANGES_REQUESTED",
  COMMENT: "COMMENTED",
} as const;

export type Verdict = keyof typeof verdicts;

export type NewReview = {
  readonly author: User;
  readonly verdict: Verdict | undefined;
  readonly body: string;
  readonly commit: string | undefined;
};

/** Adds a review; without a verdict it stays pending, as page "REST API endpoints for reviews" says. */
export function createReview(world: World, pull: PullRequest, review: NewReview): Review {
  const { author, verdict, body } = review;
  if (verdict !== undefined && verdict !== "COMMENT" && author === pull.author) {
    const what = verdict === "APPROVE" ? "approve" : "request changes on";
    throw new ApiError(422, "Unprocessable Entity", [`Can not ${what} your own pull request`]);
  }
  if (verdict !== undefined && verdict !== "APPROVE" && body === "") {
    throw new ApiError(422, "Unprocessable Entity", ["Body can't be blank"]);
  }
  const id = world.nextId();
  const now = world.clock.iso();
  const made: Review = {
    kind: "PullRequestReview",
    id,
    nodeId: nodeId("PullRequestReview", id),
    pull,
    author,
    state: verdict === undefined ? "PENDING" : verdicts[verdict],
    body,
    commit: review.commit ?? pull.head.sha,
    submittedAt: verdict === undefined ? null : now,
    createdAt: now,
    updatedAt: now,
    editedAt: null,
  };
  pull.reviews.push(made);
  world.nodes.set(made.nodeId, made);
  if (verdict !== undefined) submitted(world, made);
  return made;
}

/** Submits a pending review. */
export function submitReview(world: World, review: Review, verdict: Verdict, body: string): Review {
  if (review.state !== "PENDING")
    throw new ApiError(422, "Unprocessable Entity", ["Review has already been submitted"]);
  review.state = verdicts[verdict];
  if (body !== "") review.body = body;
  review.submittedAt = world.clock.iso();
  submitted(world, review);
  return review;
}

function submitted(world: World, review: Review): void {
  // An answered request is no longer open (page "REST API endpoints for review requests").
  review.pull.requestedReviewers.delete(review.author);
  review.pull.updatedAt = world.clock.iso();
  announceReview(world, review, "submitted", review.author);
}

export type Dismissal = {
  readonly actor: User;
  readonly message: string | null;
  /** The commit whose push dismissed the review; null where a person did. */
  readonly commit: string | null;
};

/** Dismisses an opinion; a comment cannot be dismissed. */
export function dismissReview(world: World, review: Review, dismissal: Dismissal): Review {
  if (review.state !== "APPROVED" && review.state !== "CHANGES_REQUESTED") {
    throw new ApiError(422, "Unprocessable Entity", [
      "Can not dismiss a commented pull request review",
    ]);
  }
  const previousState: ReviewState = review.state;
  const id = world.nextId();
  review.state = "DISMISSED";
  review.updatedAt = world.clock.iso();
  review.pull.dismissals.push({
    kind: "ReviewDismissedEvent",
    id,
    nodeId: nodeId("ReviewDismissedEvent", id),
    review,
    ...dismissal,
    previousState,
    createdAt: review.updatedAt,
  });
  announceReview(world, review, "dismissed", dismissal.actor);
  return review;
}

/** Changes a review's text, which shows as edited. */
export function editReview(world: World, review: Review, body: string, sender: User): Review {
  const changes = { body: { from: review.body } };
  review.body = body;
  review.editedAt = world.clock.iso();
  review.updatedAt = review.editedAt;
  announceReview(world, review, "edited", sender, { changes });
  return review;
}
