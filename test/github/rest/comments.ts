import { ApiError, notFound } from "../api-error.ts";
import { roleOf } from "../auth/access.ts";
import { actingApp } from "../auth/actor.ts";
import { createComment, deleteComment, editComment, react } from "../operations/comments.ts";
import type { IssueComment, Reaction, ReactionContent, Repository } from "../state/nouns.ts";
import { roleReaches } from "../state/repository.ts";
import { commentView, reactionView } from "../views/conversation-view.ts";
import { requiredText } from "./body.ts";
import {
  type Call,
  numberParameter,
  type Reply,
  repositoryRoute,
  type Route,
  sender,
} from "./call.ts";
import { issueOf } from "./issues.ts";
import { listReply } from "./page.ts";

const read = { permission: "issues", level: "read", or: ["pull_requests"] } as const;
/** Whoever can read may comment. */
const comment = {
  permission: "issues",
  level: "write",
  or: ["pull_requests"],
  role: "read",
} as const;

/** Pages "REST API endpoints for issue comments" and "… for reactions". */
export const commentRoutes: readonly Route[] = [
  repositoryRoute("GET", "/issues/{number}/comments", read, async (call, repository) => {
    const since = call.url.searchParams.get("since") ?? "";
    const all = issueOf(call, repository).comments.filter(({ updatedAt }) => updatedAt >= since);
    return listReply(call, all, (one) => commentView(call.world, one));
  }),
  repositoryRoute("POST", "/issues/{number}/comments", comment, (call, repository) => {
    const body = bodyOf(call);
    const issue = issueOf(call, repository);
    if (issue.locked && !mayModerate(call, repository)) {
      throw new ApiError(403, "Unable to create comment because issue is locked.");
    }
    const made = createComment(call.world, issue, sender(call), actingApp(call.actor), body);
    return { status: 201, body: commentView(call.world, made) };
  }),
  repositoryRoute("GET", "/issues/comments/{id}", read, (call, repository) =>
    shown(call, commentOf(call, repository)),
  ),
  repositoryRoute("PATCH", "/issues/comments/{id}", comment, (call, repository) => {
    const one = ownComment(call, repository);
    editComment(call.world, one, sender(call), bodyOf(call));
    return shown(call, one);
  }),
  repositoryRoute("DELETE", "/issues/comments/{id}", comment, (call, repository) => {
    deleteComment(call.world, ownComment(call, repository), sender(call));
    return { status: 204 };
  }),
  repositoryRoute("GET", "/issues/comments/{id}/reactions", read, async (call, repository) =>
    listReply(call, commentOf(call, repository).reactions, (one) => reactionView(call.world, one)),
  ),
  repositoryRoute("POST", "/issues/comments/{id}/reactions", comment, (call, repository) =>
    addReaction(call, commentOf(call, repository).reactions),
  ),
  repositoryRoute(
    "DELETE",
    "/issues/comments/{id}/reactions/{reaction}",
    comment,
    (call, repository) => {
      const { reactions } = commentOf(call, repository);
      const at = reactions.findIndex(({ id }) => id === numberParameter(call, "reaction"));
      if (at === -1) throw notFound();
      reactions.splice(at, 1);
      return { status: 204 };
    },
  ),
  repositoryRoute("POST", "/issues/{number}/reactions", comment, (call, repository) =>
    addReaction(call, issueOf(call, repository).reactions),
  ),
];

function bodyOf(call: Call): string {
  const body = requiredText(call.body, "body");
  if (body === "")
    throw new ApiError(422, "Validation Failed", [
      {
        resource: "IssueComment",
        code: "unprocessable",
        field: "data",
        message: "Body cannot be blank",
      },
    ]);
  if (body.length > 65_536) {
    throw new ApiError(422, "Validation Failed", [
      {
        resource: "IssueComment",
        code: "unprocessable",
        field: "data",
        message: "Body is too long (maximum is 65536 characters)",
      },
    ]);
  }
  return body;
}

function shown(call: Call, one: IssueComment): Reply {
  return { status: 200, body: commentView(call.world, one) };
}

function commentOf(call: Call, repository: Repository): IssueComment {
  const found = call.world.comments.get(numberParameter(call, "id"));
  if (found === undefined || found.issue.repository !== repository) throw notFound();
  return found;
}

/** People with write access may edit what others wrote, and Apps what they wrote. */
function ownComment(call: Call, repository: Repository): IssueComment {
  const found = commentOf(call, repository);
  if (found.author !== sender(call) && !mayModerate(call, repository)) {
    throw new ApiError(403, "Must have push access to repository");
  }
  return found;
}

function mayModerate(call: Call, repository: Repository): boolean {
  const { actor } = call;
  return (
    actor.type === "installation" ||
    (actor.type === "user" && roleReaches(roleOf(repository, actor.user), "write"))
  );
}

const contents = new Set(["+1", "-1", "laugh", "confused", "heart", "hooray", "rocket", "eyes"]);

/** 201 for a new reaction, 200 where it stood already. */
function addReaction(call: Call, reactions: Reaction[]): Reply {
  const content = requiredText(call.body, "content");
  if (!contents.has(content))
    throw new ApiError(422, "Validation Failed", [
      { resource: "Reaction", code: "invalid", field: "content" },
    ]);
  const { reaction, created } = react(
    call.world,
    reactions,
    sender(call),
    content as ReactionContent,
  );
  return { status: created ? 201 : 200, body: reactionView(call.world, reaction) };
}
