import { associationOf } from "../auth/association.ts";
import type { PullRequest } from "../state/nouns.ts";
import type { World } from "../state/world.ts";
import { teamView, simpleUser } from "./account-view.ts";
import { labelView } from "./conversation-view.ts";
import { repositoryPage, repositoryUrl, repositoryView } from "./repository-view.ts";
import type { PullRequestData } from "./shapes.ts";

/** What only git can tell of a pull request. */
export type PullRequestNumbers = {
  readonly mergeable: boolean | null;
  readonly mergeableState: string;
  readonly mergeCommit: string | null;
  readonly commits: number;
  readonly additions: number;
  readonly deletions: number;
  readonly changedFiles: number;
};

/** `pull-request`; lists show the same without the counts. */
export function pullRequestView(
  world: World,
  pull: PullRequest,
  numbers: PullRequestNumbers,
): PullRequestData {
  const merged = pull.merged;
  return {
    ...simplePullRequest(world, pull, numbers.mergeCommit),
    merged: merged !== null,
    merged_by: merged === null ? null : simpleUser(world, merged.by),
    mergeable: numbers.mergeable,
    rebaseable: numbers.mergeable,
    mergeable_state: numbers.mergeableState,
    comments: pull.comments.length,
    review_comments: 0,
    maintainer_can_modify: pull.maintainerCanModify,
    commits: numbers.commits,
    additions: numbers.additions,
    deletions: numbers.deletions,
    changed_files: numbers.changedFiles,
  };
}

/** `pull-request-simple`. */
export function simplePullRequest(world: World, pull: PullRequest, mergeCommit: string | null) {
  const repository = repositoryUrl(world, pull.repository);
  const url = `${repository}/pulls/${pull.number}`;
  const issue = `${repository}/issues/${pull.number}`;
  const page = `${repositoryPage(world, pull.repository)}/pull/${pull.number}`;
  const statuses = `${repository}/statuses/${pull.head.sha}`;
  return {
    url,
    id: pull.id,
    node_id: pull.nodeId,
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: issue,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${repository}/pulls/comments{/number}`,
    comments_url: `${issue}/comments`,
    statuses_url: statuses,
    number: pull.number,
    state: pull.state,
    locked: pull.locked,
    title: pull.title,
    user: simpleUser(world, pull.author),
    body: pull.body,
    labels: [...pull.labels].map((label) => labelView(world, pull, label)),
    milestone: null,
    active_lock_reason: null,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt,
    merged_at: pull.merged?.at ?? null,
    merge_commit_sha: pull.merged?.commit ?? mergeCommit,
    assignee: null,
    assignees: [],
    requested_reviewers: [...pull.requestedReviewers].map((user) => simpleUser(world, user)),
    requested_teams: [...pull.requestedTeams].map((team) => teamView(world, team)),
    head: side(world, pull.head.repository, pull.head.ref, pull.head.sha),
    base: side(world, pull.repository, pull.base.ref, pull.base.sha),
    _links: {
      self: link(url),
      html: link(page),
      issue: link(issue),
      comments: link(`${issue}/comments`),
      review_comments: link(`${url}/comments`),
      review_comment: link(`${repository}/pulls/comments{/number}`),
      commits: link(`${url}/commits`),
      statuses: link(statuses),
    },
    author_association: associationOf(pull.repository, pull.author),
    auto_merge: null,
    draft: pull.draft,
  };
}

function link(href: string): { href: string } {
  return { href };
}

function side(world: World, repository: PullRequest["repository"], ref: string, sha: string) {
  return {
    label: `${repository.owner.login}:${ref}`,
    ref,
    sha,
    user: simpleUser(world, repository.owner),
    repo: repositoryView(world, repository) as PullRequestData["head"]["repo"],
  };
}
