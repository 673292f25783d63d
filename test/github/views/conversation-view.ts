import { associationOf } from "../auth/association.ts";
import type { Issue, IssueComment, Label, PullRequest, Reaction } from "../state/nouns.ts";
import type { World } from "../state/world.ts";
import { simpleUser } from "./account-view.ts";
import { appView } from "./app-view.ts";
import { repositoryPage, repositoryUrl } from "./repository-view.ts";
import type { CommentData, IssueData } from "./shapes.ts";

/** `issue`; a pull request is one too, and is told apart by `pull_request`. */
export function issueView(world: World, issue: Issue | PullRequest): IssueData {
  const repository = repositoryUrl(world, issue.repository);
  const url = `${repository}/issues/${issue.number}`;
  const page = repositoryPage(world, issue.repository);
  const isPull = issue.kind === "PullRequest";
  return {
    id: issue.issueId,
    node_id: issue.nodeId,
    url,
    repository_url: repository,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    timeline_url: `${url}/timeline`,
    html_url: `${page}/${isPull ? "pull" : "issues"}/${issue.number}`,
    number: issue.number,
    state: issue.state,
    state_reason: isPull ? null : issue.stateReason,
    title: issue.title,
    body: issue.body,
    user: simpleUser(world, issue.author),
    labels: [...issue.labels].map((label) => labelView(world, issue, label)),
    assignee: null,
    assignees: isPull ? [] : issue.assignees.map((user) => simpleUser(world, user)),
    milestone: null,
    locked: issue.locked,
    active_lock_reason: null,
    comments: issue.comments.length,
    closed_at: issue.closedAt,
    closed_by: issue.closedBy === null ? null : simpleUser(world, issue.closedBy),
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    author_association: associationOf(issue.repository, issue.author),
    reactions: reactionRollup(`${url}/reactions`, issue.reactions),
    performed_via_github_app: issue.author.app === null ? null : appView(world, issue.author.app),
    ...(isPull ? { draft: issue.draft, pull_request: pullRequestLinks(world, issue) } : {}),
  };
}

function pullRequestLinks(world: World, pull: PullRequest): NonNullable<IssueData["pull_request"]> {
  const page = `${repositoryPage(world, pull.repository)}/pull/${pull.number}`;
  return {
    url: `${repositoryUrl(world, pull.repository)}/pulls/${pull.number}`,
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    merged_at: pull.merged?.at ?? null,
  };
}

/** `label`. */
export function labelView(world: World, of: { repository: Issue["repository"] }, label: Label) {
  return {
    id: label.id,
    node_id: label.nodeId,
    url: `${repositoryUrl(world, of.repository)}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    description: label.description,
    color: label.color,
    default: false,
  };
}

/** `issue-comment`. */
export function commentView(world: World, comment: IssueComment): CommentData {
  const { issue } = comment;
  const repository = repositoryUrl(world, issue.repository);
  const url = `${repository}/issues/comments/${comment.id}`;
  const kind = issue.kind === "PullRequest" ? "pull" : "issues";
  const page = repositoryPage(world, issue.repository);
  return {
    id: comment.id,
    node_id: comment.nodeId,
    url,
    html_url: `${page}/${kind}/${issue.number}#issuecomment-${comment.id}`,
    issue_url: `${repository}/issues/${issue.number}`,
    body: comment.body,
    user: simpleUser(world, comment.author),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: associationOf(issue.repository, comment.author),
    performed_via_github_app: comment.app === null ? null : appView(world, comment.app),
    reactions: reactionRollup(`${url}/reactions`, comment.reactions),
  };
}

/** `reaction`. */
export function reactionView(world: World, reaction: Reaction) {
  return {
    id: reaction.id,
    node_id: reaction.nodeId,
    user: simpleUser(world, reaction.user),
    content: reaction.content,
    created_at: reaction.createdAt,
  };
}

function reactionRollup(url: string, reactions: readonly Reaction[]) {
  const count = (content: Reaction["content"]): number =>
    reactions.filter((reaction) => reaction.content === content).length;
  return {
    url,
    total_count: reactions.length,
    "+1": count("+1"),
    "-1": count("-1"),
    laugh: count("laugh"),
    confused: count("confused"),
    heart: count("heart"),
    hooray: count("hooray"),
    rocket: count("rocket"),
    eyes: count("eyes"),
  };
}
