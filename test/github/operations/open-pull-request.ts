import { invalid } from "../api-error.ts";
import { canSee } from "../auth/access.ts";
import type { Actor } from "../auth/actor.ts";
import { divergence } from "../git/commit-graph.ts";
import { writeRef } from "../git/refs.ts";
import type { PullRequest, Repository, User } from "../state/nouns.ts";
import { pullRequestsOf } from "../state/repository.ts";
import { nodeId, type World } from "../state/world.ts";
import { announcePull } from "./announce.ts";

export type NewPullRequest = {
  readonly title: string;
  readonly body: string | null;
  readonly base: string;
  /** `branch`, or `owner:branch` of a fork. */
  readonly head: string;
  readonly headRepository?: Repository;
  readonly draft: boolean;
  readonly maintainerCanModify: boolean;
};

/** Opens a pull request; page "REST API endpoints for pull requests" and its 422s. */
export async function openPullRequest(
  world: World,
  repository: Repository,
  actor: Actor,
  author: User,
  wanted: NewPullRequest,
): Promise<PullRequest> {
  const head = findHead(world, repository, actor, wanted);
  const baseSha = repository.refs.get(`refs/heads/${wanted.base}`);
  if (baseSha === undefined)
    throw invalid({ resource: "PullRequest", field: "base", code: "invalid" });
  const { ahead } = await divergence(repository.objects, baseSha, head.sha);
  const label = `${head.repository.owner.login}:${head.ref}`;
  if (ahead.length === 0) {
    throw invalid({
      resource: "PullRequest",
      code: "custom",
      message: `No commits between ${wanted.base} and ${head.ref}`,
    });
  }
  const twin = pullRequestsOf(repository).find(
    (pull) =>
      pull.state === "open" &&
      pull.base.ref === wanted.base &&
      pull.head.ref === head.ref &&
      pull.head.repository === head.repository,
  );
  if (twin !== undefined) {
    throw invalid({
      resource: "PullRequest",
      code: "custom",
      message: `A pull request already exists for ${label}.`,
    });
  }
  const id = world.nextId();
  const now = world.clock.iso();
  const pull: PullRequest = {
    kind: "PullRequest",
    id,
    issueId: world.nextId(),
    nodeId: nodeId("PullRequest", id),
    repository,
    number: repository.nextNumber++,
    author,
    title: wanted.title,
    body: wanted.body,
    state: "open",
    locked: false,
    labels: new Set(),
    comments: [],
    reactions: [],
    createdAt: now,
    updatedAt: now,
    closedAt: null,
    closedBy: null,
    draft: wanted.draft,
    base: { ref: wanted.base, sha: baseSha },
    head,
    merged: null,
    maintainerCanModify: wanted.maintainerCanModify,
    reviews: [],
    dismissals: [],
    requests: [],
    forcedPushes: [],
    requestedReviewers: new Set(),
    requestedTeams: new Set(),
  };
  repository.issues.set(pull.number, pull);
  world.nodes.set(pull.nodeId, pull);
  writeRef(repository, `refs/pull/${pull.number}/head`, head.sha);
  await announcePull(world, pull, "opened", author);
  return pull;
}

function findHead(
  world: World,
  repository: Repository,
  actor: Actor,
  wanted: NewPullRequest,
): { repository: Repository; ref: string; sha: string } {
  const [first = "", rest] = wanted.head.split(/:(.*)/s);
  const [owner, ref] = rest === undefined ? [repository.owner.login, first] : [first, rest];
  const of = wanted.headRepository ?? networkRepository(world, repository, owner);
  const sha = of?.refs.get(`refs/heads/${ref}`);
  if (of === undefined || sha === undefined || !canSee(actor, of)) {
    throw invalid({ resource: "PullRequest", field: "head", code: "invalid" });
  }
  return { repository: of, ref, sha };
}

/** The repository of an owner in the fork network of `repository`, itself included. */
export function networkRepository(
  world: World,
  repository: Repository,
  owner: string,
): Repository | undefined {
  const login = owner.toLowerCase();
  if (repository.owner.login.toLowerCase() === login) return repository;
  return [...world.repositories.values()].find(
    (other) => other.objects === repository.objects && other.owner.login.toLowerCase() === login,
  );
}
