import { associationOf } from "../auth/association.ts";
import { roleOf } from "../auth/access.ts";
import type { ChangedFile } from "../git/changed-files.ts";
import { lineCounts } from "../git/line-counts.ts";
import { commitsOf, filesOf, lineTotals, testMerge } from "../operations/pull-request-numbers.ts";
import { isCrossRepository } from "../state/pull-request.ts";
import type {
  HeadRefForcePushed,
  Issue,
  IssueComment,
  PullRequest,
  Review,
  ReviewDismissal,
  ReviewRequested,
  User,
} from "../state/nouns.ts";
import { fullName, roleReaches } from "../state/repository.ts";
import { latestOpinions } from "../state/review.ts";
import { connectionOf } from "./connection.ts";
import { type Arguments, demandIn, type Fields, typedError } from "./context.ts";
import { commitNode, gitNode, refNode } from "./git-nodes.ts";
import { entryOf, queueNode } from "./merge-queue-fields.ts";
import { stateOf } from "./select-pulls.ts";

const queues = { permission: "merge_queues", level: "read" } as const;

const conversation: Fields<Issue | PullRequest> = {
  body: (issue) => issue.body ?? "",
  bodyText: (issue) => issue.body ?? "",
  authorAssociation: (issue) => associationOf(issue.repository, issue.author),
  closed: (issue) => issue.state === "closed",
  labels: (issue, input) => connectionOf([...issue.labels], input),
  comments: (issue, input) => connectionOf(issue.comments, input),
  url: (issue, _, { world }) =>
    `${world.url}/${fullName(issue.repository)}/${issue.kind === "Issue" ? "issues" : "pull"}/${issue.number}`,
};

export const issueFields: Fields<Issue> = {
  ...(conversation as Fields<Issue>),
  databaseId: (issue) => issue.issueId,
  state: (issue) => issue.state.toUpperCase(),
  stateReason: (issue) => issue.stateReason?.toUpperCase() ?? null,
};

export const pullRequestFields: Fields<PullRequest> = {
  ...(conversation as Fields<PullRequest>),
  state: stateOf,
  isDraft: (pull) => pull.draft,
  merged: (pull) => pull.merged !== null,
  mergedAt: (pull) => pull.merged?.at ?? null,
  mergedBy: (pull) => pull.merged?.by ?? null,
  mergeCommit: (pull) =>
    pull.merged === null
      ? null
      : gitNode(pull.repository, pull.repository.objects.read(pull.merged.commit)),
  baseRefName: (pull) => pull.base.ref,
  baseRefOid: (pull) => pull.base.sha,
  baseRef: (pull) => refNode(pull.repository, `refs/heads/${pull.base.ref}`),
  baseRepository: (pull) => pull.repository,
  headRefName: (pull) => pull.head.ref,
  headRefOid: (pull) => pull.head.sha,
  headRef: (pull) => refNode(pull.head.repository, `refs/heads/${pull.head.ref}`),
  headRepository: (pull) => pull.head.repository,
  headRepositoryOwner: (pull) => pull.head.repository.owner,
  isCrossRepository,
  mergeQueue: (pull, _, context) => {
    demandIn(context, pull.repository, queues);
    return queueNode(pull.repository, pull.base.ref);
  },
  mergeQueueEntry: (pull, _, context) => {
    demandIn(context, pull.repository, queues);
    return entryOf(pull);
  },
  isMergeQueueEnabled: ({ repository, base }) => queueNode(repository, base.ref) !== null,
  isInMergeQueue: (pull) => entryOf(pull) !== null,
  mergeable: async (pull, _, { world }) => {
    if (pull.state === "closed") return "UNKNOWN";
    return (await testMerge(world, pull)) === null ? "CONFLICTING" : "MERGEABLE";
  },
  changedFiles: async (pull) => (await filesOf(pull)).length,
  additions: async (pull) => (await lineTotals(pull)).additions,
  deletions: async (pull) => (await lineTotals(pull)).deletions,
  files: async (pull, input) => {
    const files = (await filesOf(pull)).slice(0, 3000);
    return connectionOf(
      files.map((file) => ({ kind: "PullRequestChangedFile", pull, file })),
      input,
    );
  },
  commits: async (pull, input) => {
    const commits = await commitsOf(pull);
    return connectionOf(
      commits.map((commit) => pullRequestCommit(pull, commitNode(pull.repository, commit))),
      input,
    );
  },
  reviews: (pull, input) => {
    const { states, author } = input;
    const found = pull.reviews.filter(
      (review) =>
        review.state !== "PENDING" &&
        (!Array.isArray(states) || states.includes(review.state)) &&
        (typeof author !== "string" || review.author.login === author),
    );
    return connectionOf(found, input);
  },
  latestReviews: (pull, input) => {
    const submitted = pull.reviews.filter(({ state }) => state !== "PENDING");
    const latest = [...new Map(submitted.map((review) => [review.author, review])).values()];
    return connectionOf(latest, input);
  },
  latestOpinionatedReviews: (pull, input) => {
    const all = latestOpinions(pull.reviews);
    const writers = all.filter(({ author }) => maysPush(pull, author));
    return connectionOf(input["writersOnly"] === true ? writers : all, input);
  },
  reviewRequests: (pull, input) => {
    const asked = [...pull.requestedReviewers, ...pull.requestedTeams];
    return connectionOf(
      asked.map((requestedReviewer) => ({
        kind: "ReviewRequest",
        requestedReviewer,
        asCodeOwner: false,
      })),
      input,
    );
  },
  timelineItems: async (pull, input) => connectionOf(await timeline(pull, input), input),
};

function maysPush(pull: PullRequest, user: User): boolean {
  return roleReaches(roleOf(pull.repository, user), "write");
}

function pullRequestCommit(pull: PullRequest, commit: ReturnType<typeof commitNode>) {
  const id = `PRC_${Buffer.from(`${pull.id}:${commit.object.oid}`).toString("base64url")}`;
  return {
    kind: "PullRequestCommit",
    nodeId: id,
    pullRequest: pull,
    commit,
    createdAt: commit.object.committer.date,
  };
}

/** The kinds of timeline items that are kept; asking for others is an error, not an empty list. */
async function timeline(pull: PullRequest, { itemTypes }: Arguments): Promise<readonly object[]> {
  if (!Array.isArray(itemTypes))
    throw typedError("UNSUPPORTED", "The stand-in shows a timeline only by itemTypes.");
  const kept: Readonly<
    Record<
      string,
      () => readonly { createdAt: string }[] | Promise<readonly { createdAt: string }[]>
    >
  > = {
    REVIEW_DISMISSED_EVENT: () => pull.dismissals,
    REVIEW_REQUESTED_EVENT: () => pull.requests,
    HEAD_REF_FORCE_PUSHED_EVENT: () => pull.forcedPushes,
    PULL_REQUEST_REVIEW: () => pull.reviews.filter(({ state }) => state !== "PENDING"),
    ISSUE_COMMENT: () => pull.comments,
    PULL_REQUEST_COMMIT: async () =>
      (await commitsOf(pull)).map((commit) =>
        pullRequestCommit(pull, commitNode(pull.repository, commit)),
      ),
  };
  const items: { createdAt: string }[] = [];
  for (const type of itemTypes) {
    const read = kept[String(type)];
    if (read === undefined)
      throw typedError("UNSUPPORTED", `The stand-in keeps no timeline items ${String(type)}.`);
    items.push(...(await read()));
  }
  return items.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt));
}

const changes = { added: "ADDED", removed: "DELETED", modified: "MODIFIED", renamed: "RENAMED" };

export const changedFileFields: Fields<{ pull: PullRequest; file: ChangedFile }> = {
  path: ({ file }) => file.path,
  changeType: ({ file }) => changes[file.status],
  additions: async ({ pull, file }) => (await lineCounts(pull.repository.objects, file)).additions,
  deletions: async ({ pull, file }) => (await lineCounts(pull.repository.objects, file)).deletions,
  viewerViewedState: () => "UNVIEWED",
};

export const reviewFields: Fields<Review> = {
  pullRequest: (review) => review.pull,
  repository: (review) => review.pull.repository,
  authorAssociation: (review) => associationOf(review.pull.repository, review.author),
  authorCanPushToRepository: (review) => maysPush(review.pull, review.author),
  commit: (review) =>
    gitNode(review.pull.repository, review.pull.repository.objects.read(review.commit)),
  lastEditedAt: (review) => review.editedAt,
  onBehalfOf: (_, input) => connectionOf([], input),
  comments: (_, input) => connectionOf([], input),
  url: (review, _, { world }) =>
    `${world.url}/${fullName(review.pull.repository)}/pull/${review.pull.number}#pullrequestreview-${review.id}`,
};

export const dismissalFields: Fields<ReviewDismissal> = {
  pullRequest: ({ review }) => review.pull,
  previousReviewState: ({ previousState }) => previousState,
  dismissalMessage: ({ message }) => message,
  pullRequestCommit: async ({ review, commit }) => {
    const { repository } = review.pull;
    const found = commit === null ? undefined : await repository.objects.commit(commit);
    return found === undefined
      ? null
      : pullRequestCommit(review.pull, commitNode(repository, found));
  },
};

export const requestedFields: Fields<ReviewRequested> = {
  pullRequest: ({ pull }) => pull,
  requestedReviewer: ({ requestedReviewer }) => requestedReviewer,
};

export const forcedPushFields: Fields<HeadRefForcePushed> = {
  pullRequest: ({ pull }) => pull,
  beforeCommit: ({ pull, before }) => commitAt(pull, before),
  afterCommit: ({ pull, after }) => commitAt(pull, after),
  ref: ({ pull }) => refNode(pull.head.repository, `refs/heads/${pull.head.ref}`),
};

async function commitAt({ repository }: PullRequest, sha: string) {
  const found = await repository.objects.commit(sha);
  return found === undefined ? null : commitNode(repository, found);
}

export const commentFields: Fields<IssueComment> = {
  authorAssociation: (comment) => associationOf(comment.issue.repository, comment.author),
  lastEditedAt: (comment) => comment.editedAt,
  repository: (comment) => comment.issue.repository,
  pullRequest: ({ issue }) => (issue.kind === "PullRequest" ? issue : null),
  viewerDidAuthor: (comment, _, { actor }) =>
    actor.type === "user"
      ? actor.user === comment.author
      : actor.type === "installation" && actor.installation.app === comment.app,
  url: (comment, _, { world }) =>
    `${world.url}/${fullName(comment.issue.repository)}/pull/${comment.issue.number}#issuecomment-${comment.id}`,
};
