import type { CommentRef } from "../core/model/request.ts";

/** The comments of one issue or pull request. */
export interface Conversation {
  /** Shows at once that a comment was read; false where it is not there any more. */
  acknowledge(comment: CommentRef): Promise<boolean>;
  /** Says something that is to stand as it is; the comment's id. */
  record(body: string): Promise<number>;
  /** Says something, in place of what was said under the same marker before. */
  reply(marker: string, body: string): Promise<void>;
}
