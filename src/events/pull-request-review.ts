import type { AppRequest } from "../core/model/request.ts";
import { type RepositoryPayload, repositoryOf } from "./payload.ts";

export interface PullRequestReviewPayload extends RepositoryPayload {
  readonly pull_request: { readonly number: number; readonly base: { readonly ref: string } };
  readonly review: { readonly state: string };
}

/** An opinion was given, taken back, or its text changed, which signs. A mere comment is no opinion. */
export function pullRequestReview(payload: PullRequestReviewPayload): AppRequest | undefined {
  const { action = "", review } = payload;
  const opinion = ["submitted", "edited"].includes(action) && review.state !== "commented";
  return opinion || action === "dismissed"
    ? {
        type: "gate",
        repository: repositoryOf(payload),
        pullRequest: payload.pull_request.number,
        baseRef: payload.pull_request.base.ref,
      }
    : undefined;
}
