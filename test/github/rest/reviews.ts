import { ApiError, notFound } from "../api-error.ts";
import {
  createReview,
  dismissReview,
  editReview,
  submitReview,
  type Verdict,
} from "../operations/reviews.ts";
import type { Repository, Review } from "../state/nouns.ts";
import { reviewView } from "../views/review-view.ts";
import { requiredText, text } from "./body.ts";
import {
  type Call,
  numberParameter,
  type Reply,
  repositoryRoute,
  type Route,
  sender,
} from "./call.ts";
import { listReply } from "./page.ts";
import { pullOf } from "./pulls.ts";

const read = { permission: "pull_requests", level: "read" } as const;
/** Whoever can read may review; only opinions of people with write count. */
const review = { permission: "pull_requests", level: "write", role: "read" } as const;
const write = { permission: "pull_requests", level: "write" } as const;

/** Page "REST API endpoints for pull request reviews". */
export const reviewRoutes: readonly Route[] = [
  repositoryRoute("GET", "/pulls/{number}/reviews", read, async (call, repository) => {
    const all = pullOf(call, repository).reviews.filter((one) => visible(call, one));
    return listReply(call, all, (one) => reviewView(call.world, one));
  }),
  repositoryRoute("POST", "/pulls/{number}/reviews", review, async (call, repository) => {
    const commit = text(call.body, "commit_id");
    if (commit !== undefined && (await repository.objects.commit(commit)) === undefined) {
      throw new ApiError(422, "Unprocessable Entity", [
        "The commit_id is not part of the pull request",
      ]);
    }
    const made = createReview(call.world, pullOf(call, repository), {
      author: sender(call),
      verdict: verdictOf(text(call.body, "event")),
      body: text(call.body, "body") ?? "",
      commit,
    });
    return { status: 200, body: reviewView(call.world, made) };
  }),
  repositoryRoute("GET", "/pulls/{number}/reviews/{id}", read, (call, repository) =>
    shown(call, reviewOf(call, repository)),
  ),
  repositoryRoute("PUT", "/pulls/{number}/reviews/{id}", review, (call, repository) => {
    const one = reviewOf(call, repository);
    return shown(call, editReview(call.world, one, requiredText(call.body, "body"), sender(call)));
  }),
  repositoryRoute("POST", "/pulls/{number}/reviews/{id}/events", review, (call, repository) => {
    const verdict = verdictOf(requiredText(call.body, "event")) ?? "COMMENT";
    const one = reviewOf(call, repository);
    return shown(call, submitReview(call.world, one, verdict, text(call.body, "body") ?? ""));
  }),
  repositoryRoute("PUT", "/pulls/{number}/reviews/{id}/dismissals", write, (call, repository) => {
    const message = requiredText(call.body, "message");
    const dismissal = { actor: sender(call), message, commit: null };
    return shown(call, dismissReview(call.world, reviewOf(call, repository), dismissal));
  }),
];

function shown(call: Call, one: Review): Reply {
  return { status: 200, body: reviewView(call.world, one) };
}

function reviewOf(call: Call, repository: Repository): Review {
  const id = numberParameter(call, "id");
  const found = pullOf(call, repository).reviews.find((one) => one.id === id);
  if (found === undefined || !visible(call, found)) throw notFound();
  return found;
}

/** A pending review is seen by its author alone. */
function visible(call: Call, one: Review): boolean {
  if (one.state !== "PENDING") return true;
  return call.actor.type === "user" && call.actor.user === one.author;
}

function verdictOf(event: string | undefined): Verdict | undefined {
  if (
    event === undefined ||
    event === "APPROVE" ||
    event === "REQUEST_CHANGES" ||
    event === "COMMENT"
  )
    return event;
  throw new ApiError(422, "Unprocessable Entity", [`Event ${event} is not known`]);
}
