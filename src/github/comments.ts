import type { Comment } from "../core/model/change.ts";
import type { PullRequestAnswer } from "./evaluation-answer.ts";

/** Comments that may say something to the App, or say something of its own; all others are talk. */
export function commentsOf({ comments }: PullRequestAnswer): readonly Comment[] {
  return comments.nodes.flatMap((comment): Comment[] => {
    const { databaseId, author, body, lastEditedAt, viewerDidAuthor: own } = comment;
    if (databaseId === null || !/\/mltrl|^<!-- mltrl-gate /.test(body)) return [];
    return [
      {
        id: databaseId,
        author: { login: author?.login ?? "ghost", bot: author?.__typename !== "User" },
        body,
        edited: lastEditedAt !== null,
        own,
      },
    ];
  });
}
