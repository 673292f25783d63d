import type { AppRequest } from "../core/model/request.ts";
import { type RepositoryPayload, repositoryOf } from "./payload.ts";

export interface IssueCommentPayload extends RepositoryPayload {
  readonly issue: {
    readonly number: number;
    readonly state: string;
    readonly locked?: boolean;
    readonly pull_request?: unknown;
  };
  readonly comment: {
    readonly id: number;
    readonly body: string;
    readonly user: { readonly login: string; readonly type: string } | null;
  };
}

/** Commands are read from comments when they are created: an edit may be somebody else's words. */
export function issueComment(payload: IssueCommentPayload): AppRequest | undefined {
  const { action, issue, comment, repository } = payload;
  const byPerson = comment.user?.type === "User" && payload.sender?.type !== "Bot";
  if (action !== "created" || !byPerson || !comment.body.includes("/mltrl")) return undefined;
  const refused = repository.archived
    ? "archived"
    : issue.locked
      ? "locked"
      : issue.state === "closed"
        ? "closed"
        : undefined;
  return {
    type: "command",
    repository: repositoryOf(payload),
    number: issue.number,
    onPullRequest: issue.pull_request !== undefined && issue.pull_request !== null,
    ...(refused !== undefined && { refused }),
    comment: comment.id,
    actor: { login: comment.user?.login ?? "ghost", bot: false },
    body: comment.body,
  };
}
