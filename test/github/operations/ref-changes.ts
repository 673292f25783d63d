import { ApiError, notFound } from "../api-error.ts";
import { type Actor, actingUser } from "../auth/actor.ts";
import { changedFiles } from "../git/changed-files.ts";
import { divergence } from "../git/commit-graph.ts";
import type { Commit } from "../git/objects.ts";
import { noCommit, type RefChange, writeRef } from "../git/refs.ts";
import { refusal } from "../rules/push-rules.ts";
import type { Repository, User } from "../state/nouns.ts";
import type { World } from "../state/world.ts";
import { simpleCommit } from "../views/commit-view.ts";
import { repositoryPage } from "../views/repository-view.ts";
import { requestSuites } from "./check-suites.ts";
import { followBranch } from "./pull-request-follow.ts";

/** Moves a ref by the API: rules first, then the ref, then all that follows from it. */
export async function moveRef(
  world: World,
  repository: Repository,
  actor: Actor,
  ref: string,
  after: string,
): Promise<RefChange> {
  const before = repository.refs.get(ref) ?? noCommit;
  const why = await refusal(repository, actor, { ref, before, after });
  if (why !== undefined) throw new ApiError(422, `Repository rule violations found\n\n${why}\n\n`);
  const sender = actingUser(actor);
  if (sender === undefined) throw notFound();
  const change = writeRef(repository, ref, after);
  await afterRefChange(world, repository, change, sender);
  return change;
}

/** What GitHub does when a ref has moved, whoever moved it: webhooks, suites, pull requests. */
export async function afterRefChange(
  world: World,
  repository: Repository,
  change: RefChange,
  sender: User,
): Promise<void> {
  const { ref, before, after } = change;
  if (before === after) return;
  const isBranch = ref.startsWith("refs/heads/");
  if (!isBranch && !ref.startsWith("refs/tags/")) return;
  repository.pushedAt = world.clock.iso();
  const name = ref.replace(/^refs\/(heads|tags)\//, "");
  if (before === noCommit || after === noCommit) {
    world.publish({
      event: before === noCommit ? "create" : "delete",
      action: undefined,
      sender,
      repository,
      payload: {
        ref: name,
        full_ref: ref,
        ref_type: isBranch ? "branch" : "tag",
        pusher_type: "user",
        ...(before === noCommit
          ? { master_branch: repository.defaultBranch, description: repository.description }
          : {}),
      },
    });
  }
  await announcePush(world, repository, change, sender);
  if (!isBranch) return;
  await followBranch(world, repository, change, sender);
  if (after !== noCommit)
    await requestSuites(world, repository, { branch: name, before, after }, sender);
}

async function announcePush(
  world: World,
  repository: Repository,
  change: RefChange,
  sender: User,
): Promise<void> {
  const { ref, before, after } = change;
  const { objects } = repository;
  const created = before === noCommit;
  const deleted = after === noCommit;
  const from = created ? repository.refs.get(`refs/heads/${repository.defaultBranch}`) : before;
  const between =
    deleted || from === undefined ? undefined : await divergence(objects, from, after);
  const commits = await Promise.all(
    (between?.ahead ?? [])
      .slice(-20)
      .map(async (commit) => pushedCommit(world, repository, commit)),
  );
  const head = deleted ? undefined : await objects.commit(after);
  const page = repositoryPage(world, repository);
  world.publish({
    event: "push",
    action: undefined,
    sender,
    repository,
    payload: {
      ref,
      before,
      after,
      created,
      deleted,
      forced: !created && !deleted && (between?.behind ?? 0) > 0,
      base_ref: null,
      compare: `${page}/compare/${before.slice(0, 12)}...${after.slice(0, 12)}`,
      commits,
      head_commit: head === undefined ? null : await pushedCommit(world, repository, head),
      pusher: { name: sender.login, email: sender.email },
    },
  });
}

async function pushedCommit(world: World, repository: Repository, commit: Commit) {
  const { objects } = repository;
  const [parent] = commit.parents;
  const from = parent === undefined ? null : ((await objects.commit(parent))?.tree ?? null);
  const files = await changedFiles(objects, from, commit.tree);
  const paths = (...statuses: string[]): string[] =>
    files.filter(({ status }) => statuses.includes(status)).map(({ path }) => path);
  return {
    ...simpleCommit(commit),
    distinct: true,
    url: `${repositoryPage(world, repository)}/commit/${commit.oid}`,
    added: paths("added", "renamed"),
    removed: [...paths("removed"), ...files.flatMap(({ previousPath }) => previousPath ?? [])],
    modified: paths("modified"),
  };
}
