import type {
  App,
  Issue,
  IssueComment,
  PullRequest,
  Reaction,
  ReactionContent,
  User,
} from "../state/nouns.ts";
import { nodeId, type World } from "../state/world.ts";
import { announceComment } from "./announce.ts";

/** Adds a comment to an issue or pull request. */
export function createComment(
  world: World,
  issue: Issue | PullRequest,
  author: User,
  app: App | null,
  body: string,
): IssueComment {
  const id = world.nextId();
  const now = world.clock.iso();
  const comment: IssueComment = {
    kind: "IssueComment",
    id,
    nodeId: nodeId("IssueComment", id),
    issue,
    author,
    app,
    body,
    createdAt: now,
    updatedAt: now,
    editedAt: null,
    reactions: [],
  };
  issue.comments.push(comment);
  issue.updatedAt = now;
  world.comments.set(id, comment);
  world.nodes.set(comment.nodeId, comment);
  announceComment(world, comment, "created", author);
  return comment;
}

/** Edits a comment; `sender` may be another than its author. */
export function editComment(world: World, comment: IssueComment, sender: User, body: string): void {
  const changes = { body: { from: comment.body } };
  comment.body = body;
  comment.editedAt = world.clock.iso();
  comment.updatedAt = comment.editedAt;
  announceComment(world, comment, "edited", sender, { changes });
}

/** Removes a comment. */
export function deleteComment(world: World, comment: IssueComment, sender: User): void {
  const { comments } = comment.issue;
  comments.splice(comments.indexOf(comment), 1);
  world.comments.delete(comment.id);
  world.nodes.delete(comment.nodeId);
  announceComment(world, comment, "deleted", sender);
}

/** Adds a reaction; the same one by the same account exists only once. */
export function react(
  world: World,
  reactions: Reaction[],
  user: User,
  content: ReactionContent,
): { reaction: Reaction; created: boolean } {
  const known = reactions.find((one) => one.user === user && one.content === content);
  if (known !== undefined) return { reaction: known, created: false };
  const id = world.nextId();
  const reaction = {
    id,
    nodeId: nodeId("Reaction", id),
    user,
    content,
    createdAt: world.clock.iso(),
  };
  reactions.push(reaction);
  return { reaction, created: true };
}
