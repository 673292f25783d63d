import { ApiError, invalid } from "../api-error.ts";
import { type Actor, actingUser } from "../auth/actor.ts";
import { isAncestor } from "../git/commit-graph.ts";
import { mergeTrees } from "../git/merge-trees.ts";
import { writeRef } from "../git/refs.ts";
import { writeCommit } from "../git/write-commit.ts";
import type { PullRequest, Team, User } from "../state/nouns.ts";
import { nodeId, type World } from "../state/world.ts";
import { teamView, simpleUser } from "../views/account-view.ts";
import { announcePull } from "./announce.ts";
import { identityOf, webFlow, webFlowSignature } from "./identity.ts";
import { closePull } from "./pull-request-follow.ts";
import { moveRef } from "./ref-changes.ts";

export type PullRequestEdit = {
  readonly title?: string;
  readonly body?: string | null;
  readonly state?: "open" | "closed";
  readonly base?: string;
};

/** Edits a pull request. Whether it is a draft cannot be changed here, only by GraphQL. */
export async function updatePullRequest(
  world: World,
  pull: PullRequest,
  sender: User,
  edit: PullRequestEdit,
): Promise<void> {
  const changes: Record<string, unknown> = {};
  if (edit.title !== undefined && edit.title !== pull.title) {
    changes["title"] = { from: pull.title };
    pull.title = edit.title;
  }
  if (edit.body !== undefined && edit.body !== pull.body) {
    changes["body"] = { from: pull.body ?? "" };
    pull.body = edit.body;
  }
  if (edit.base !== undefined && edit.base !== pull.base.ref) {
    changes["base"] = retarget(pull, edit.base);
  }
  if (Object.keys(changes).length > 0) {
    pull.updatedAt = world.clock.iso();
    await announcePull(world, pull, "edited", sender, { changes });
  }
  if (edit.state === "closed" && pull.state === "open") await closePull(world, pull, sender);
  if (edit.state === "open" && pull.state === "closed") await reopen(world, pull, sender);
}

function retarget(pull: PullRequest, base: string): Record<string, unknown> {
  const sha = pull.repository.refs.get(`refs/heads/${base}`);
  if (sha === undefined || pull.state === "closed")
    throw invalid({ resource: "PullRequest", field: "base", code: "invalid" });
  const from = { ref: { from: pull.base.ref }, sha: { from: pull.base.sha } };
  pull.base = { ref: base, sha };
  return from;
}

async function reopen(world: World, pull: PullRequest, sender: User): Promise<void> {
  const sha = pull.head.repository.refs.get(`refs/heads/${pull.head.ref}`);
  if (pull.merged !== null || sha === undefined) {
    throw invalid({
      resource: "PullRequest",
      code: "invalid",
      field: "state",
      message: "state cannot be changed. The head branch was deleted or merged.",
    });
  }
  pull.state = "open";
  pull.closedAt = null;
  pull.closedBy = null;
  pull.head.sha = sha;
  pull.base.sha = pull.repository.refs.get(`refs/heads/${pull.base.ref}`) ?? pull.base.sha;
  pull.updatedAt = world.clock.iso();
  writeRef(pull.repository, `refs/pull/${pull.number}/head`, sha);
  await announcePull(world, pull, "reopened", sender);
}

/** Turns a pull request into a draft or out of one (GraphQL only). */
export async function setDraft(
  world: World,
  pull: PullRequest,
  sender: User,
  draft: boolean,
): Promise<void> {
  if (pull.draft === draft) return;
  pull.draft = draft;
  pull.updatedAt = world.clock.iso();
  await announcePull(world, pull, draft ? "converted_to_draft" : "ready_for_review", sender);
}

/** Asks people and teams for reviews, one event each. */
export async function requestReviewers(
  world: World,
  pull: PullRequest,
  sender: User,
  users: readonly User[],
  teams: readonly Team[],
): Promise<void> {
  if (users.includes(pull.author)) {
    throw new ApiError(422, "Review cannot be requested from pull request author.");
  }
  for (const asked of [...users, ...teams]) {
    const id = world.nextId();
    pull.requests.push({
      kind: "ReviewRequestedEvent",
      id,
      nodeId: nodeId("ReviewRequestedEvent", id),
      pull,
      actor: sender,
      requestedReviewer: asked,
      createdAt: world.clock.iso(),
    });
  }
  pull.updatedAt = world.clock.iso();
  for (const user of users) {
    pull.requestedReviewers.add(user);
    await announcePull(world, pull, "review_requested", sender, {
      requested_reviewer: simpleUser(world, user),
    });
  }
  for (const team of teams) {
    pull.requestedTeams.add(team);
    await announcePull(world, pull, "review_requested", sender, {
      requested_team: teamView(world, team),
    });
  }
}

/** "Update branch": merges the base's tip into the head branch. */
export async function updateBranch(world: World, pull: PullRequest, actor: Actor): Promise<void> {
  const { objects } = pull.repository;
  const base = pull.repository.refs.get(`refs/heads/${pull.base.ref}`) ?? pull.base.sha;
  const by = actingUser(actor);
  if (by === undefined || (await isAncestor(objects, base, pull.head.sha))) {
    throw new ApiError(422, "There are no new commits on the base branch.");
  }
  const tree = await mergeTrees(objects, pull.head.sha, base);
  if (tree === null) throw new ApiError(422, "merge conflict between base and head");
  const date = world.clock.iso();
  const commit = writeCommit(objects, {
    tree,
    parents: [pull.head.sha, base],
    author: identityOf(by, date),
    committer: webFlow(date),
    message: `Merge branch '${pull.base.ref}' into ${pull.head.ref}`,
    signature: webFlowSignature,
  });
  await moveRef(world, pull.head.repository, actor, `refs/heads/${pull.head.ref}`, commit);
}
