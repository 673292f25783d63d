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
    readonly node_id: string;
    readonly body: string;
    readonly user: { readonly id: number; readonly login: string; readonly type: string } | null;
  };
  /** Of an edit. */
  readonly changes?: { readonly body?: { readonly from: string } };
}

/**
 * Commands are read from comments when they are created: an edit may be somebody else's words. Edits and
 * deletions may take back what a verdict rests on.
 */
export function issueComment(payload: IssueCommentPayload): AppRequest | undefined {
  return payload.action === "created" ? command(payload) : withdrawal(payload);
}

/** Where the App notes that somebody accepted something. */
const RECORD = "<!-- mltrl-gate accepted ";

function withdrawal(payload: IssueCommentPayload): AppRequest | undefined {
  const { action, issue, comment, changes } = payload;
  if (action !== "edited" && action !== "deleted") return undefined;
  if (!issue.pull_request || issue.state === "closed") return undefined;
  const before = changes?.body?.from ?? comment.body;
  const ordered = comment.user?.type === "User" && before.includes("/mltrl");
  return ordered || before.startsWith(RECORD)
    ? { type: "gate", repository: repositoryOf(payload), pullRequest: issue.number }
    : undefined;
}

function command(payload: IssueCommentPayload): AppRequest | undefined {
  const { issue, comment, repository } = payload;
  const { user } = comment;
  const byPerson = user?.type === "User" && payload.sender?.type !== "Bot";
  if (!byPerson || !comment.body.includes("/mltrl")) return undefined;
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
    comment: { id: comment.id, node: comment.node_id },
    actor: { id: user.id, login: user.login, bot: false },
    body: comment.body,
  };
}
