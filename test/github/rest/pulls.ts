import { ApiError, invalid, notFound } from "../api-error.ts";
import { demand, roleOf } from "../auth/access.ts";
import { openPullRequest } from "../operations/open-pull-request.ts";
import { mergePullRequest } from "../operations/merge-pull-request.ts";
import {
  commitsOf,
  filesOf,
  patchesOf,
  pullRequestNumbers,
} from "../operations/pull-request-numbers.ts";
import {
  requestReviewers,
  updateBranch,
  updatePullRequest,
} from "../operations/update-pull-request.ts";
import { withLock } from "../state/lock.ts";
import type { PullRequest, Repository } from "../state/nouns.ts";
import { pullRequestsOf, roleReaches } from "../state/repository.ts";
import { findRepository, findUser } from "../state/world.ts";
import { teamView, simpleUser } from "../views/account-view.ts";
import { commitView, diffEntry } from "../views/commit-view.ts";
import { pullRequestView, simplePullRequest } from "../views/pull-request-view.ts";
import { flag, requiredText, text, texts } from "./body.ts";
import {
  type Call,
  numberParameter,
  type Reply,
  repositoryRoute,
  type Route,
  sender,
} from "./call.ts";
import { listReply } from "./page.ts";

const read = { permission: "pull_requests", level: "read" } as const;
const write = { permission: "pull_requests", level: "write" } as const;
/** Whoever can read may open a pull request from a branch or fork of theirs. */
const open = { permission: "pull_requests", level: "write", role: "read" } as const;
const push = { permission: "contents", level: "write" } as const;

/** Page "REST API endpoints for pull requests". */
export const pullRoutes: readonly Route[] = [
  repositoryRoute("GET", "/pulls", read, listPulls),
  repositoryRoute("POST", "/pulls", open, async (call, repository) =>
    withLock(repository.objects, async () => createPull(call, repository)),
  ),
  repositoryRoute("GET", "/pulls/{number}", read, async (call, repository) =>
    showPull(call, pullOf(call, repository)),
  ),
  repositoryRoute("PATCH", "/pulls/{number}", open, updatePull),
  repositoryRoute("GET", "/pulls/{number}/files", read, listFiles),
  repositoryRoute("GET", "/pulls/{number}/commits", read, async (call, repository) => {
    const commits = await commitsOf(pullOf(call, repository));
    return listReply(call, commits, (commit) => commitView(call.world, repository, commit), 250);
  }),
  repositoryRoute("GET", "/pulls/{number}/merge", read, (call, repository) => {
    if (pullOf(call, repository).merged === null) throw notFound();
    return { status: 204 };
  }),
  repositoryRoute("PUT", "/pulls/{number}/merge", push, async (call, repository) =>
    withLock(repository.objects, async () => merge(call, repository)),
  ),
  repositoryRoute("PUT", "/pulls/{number}/update-branch", write, async (call, repository) => {
    const pull = pullOf(call, repository);
    const expected = text(call.body, "expected_head_sha");
    if (expected !== undefined && expected !== pull.head.sha) {
      throw new ApiError(422, "expected head sha didn’t match current head ref.");
    }
    await withLock(repository.objects, async () => updateBranch(call.world, pull, call.actor));
    return { status: 202, body: { message: "Updating pull request branch.", url: call.url.href } };
  }),
  repositoryRoute("GET", "/pulls/{number}/requested_reviewers", read, (call, repository) => {
    const pull = pullOf(call, repository);
    const users = [...pull.requestedReviewers].map((user) => simpleUser(call.world, user));
    return {
      status: 200,
      body: { users, teams: [...pull.requestedTeams].map((team) => teamView(call.world, team)) },
    };
  }),
  repositoryRoute("POST", "/pulls/{number}/requested_reviewers", write, askForReviews),
];

/** The pull request of the path. */
export function pullOf(call: Call, repository: Repository): PullRequest {
  const found = repository.issues.get(numberParameter(call, "number"));
  if (found?.kind !== "PullRequest") throw notFound();
  return found;
}

async function showPull(call: Call, pull: PullRequest): Promise<Reply> {
  if (/\.(diff|patch)\b/.test(call.accept)) {
    const counts = await patchesOf(pull);
    const parts = [...counts].map(
      ([path, { hunks }]) =>
        `diff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n${hunks ?? ""}\n`,
    );
    return {
      status: 200,
      body: Buffer.from(parts.join("")),
      headers: { "content-type": "application/vnd.github.diff; charset=utf-8" },
    };
  }
  const numbers = await pullRequestNumbers(call.world, pull, call.actor);
  return { status: 200, body: pullRequestView(call.world, pull, numbers) };
}

async function listPulls(call: Call, repository: Repository): Promise<Reply> {
  const { searchParams } = call.url;
  const state = searchParams.get("state") ?? "open";
  const head = searchParams.get("head");
  const base = searchParams.get("base");
  const oldestFirst = searchParams.get("direction") === "asc";
  const key = searchParams.get("sort") === "updated" ? "updatedAt" : "createdAt";
  const found = pullRequestsOf(repository)
    .filter((pull) => state === "all" || pull.state === state)
    .filter((pull) => base === null || pull.base.ref === base)
    .filter(
      (pull) =>
        head === null ||
        !head.includes(":") ||
        `${pull.head.repository.owner.login}:${pull.head.ref}` === head,
    )
    .toSorted((a, b) => b[key].localeCompare(a[key]) || b.number - a.number);
  return listReply(call, oldestFirst ? found.toReversed() : found, (pull) =>
    simplePullRequest(call.world, pull, null),
  );
}

async function createPull(call: Call, repository: Repository): Promise<Reply> {
  const { body, world, actor } = call;
  const head = requiredText(body, "head");
  const base = requiredText(body, "base");
  const title = text(body, "title");
  if (title === undefined || title === "")
    throw invalid({ resource: "PullRequest", code: "missing_field", field: "title" });
  const headName = text(body, "head_repo");
  const headRepository =
    headName === undefined ? undefined : findRepository(world, repository.owner.login, headName);
  const pull = await openPullRequest(world, repository, actor, sender(call), {
    title,
    body: text(body, "body") ?? null,
    base,
    head,
    ...(headRepository === undefined ? {} : { headRepository }),
    draft: flag(body, "draft") ?? false,
    maintainerCanModify: flag(body, "maintainer_can_modify") ?? false,
  });
  // Mergeability is unknown yet: page "Checking mergeability of pull requests".
  const numbers = await pullRequestNumbers(world, pull);
  return { status: 201, body: pullRequestView(world, pull, numbers) };
}

async function updatePull(call: Call, repository: Repository): Promise<Reply> {
  const { body, actor } = call;
  const pull = pullOf(call, repository);
  const isAuthor = actor.type === "user" && actor.user === pull.author;
  if (!isAuthor) demand(actor, repository, { ...write, role: "triage" });
  const state = text(body, "state");
  if (state !== undefined && state !== "open" && state !== "closed")
    throw invalid({ resource: "PullRequest", code: "invalid", field: "state" });
  const title = text(body, "title");
  const base = text(body, "base");
  await updatePullRequest(call.world, pull, sender(call), {
    ...(title === undefined ? {} : { title }),
    ...(body["body"] === undefined ? {} : { body: text(body, "body") ?? null }),
    ...(state === undefined ? {} : { state }),
    ...(base === undefined ? {} : { base }),
  });
  return showPull(call, pull);
}

async function listFiles(call: Call, repository: Repository): Promise<Reply> {
  const pull = pullOf(call, repository);
  const counts = await patchesOf(pull);
  const files = await filesOf(pull);
  const view = (file: (typeof files)[number]) =>
    diffEntry(call.world, repository, pull.head.sha, file, counts.get(file.path));
  return listReply(call, files, view, 3000);
}

async function merge(call: Call, repository: Repository): Promise<Reply> {
  const { body, actor } = call;
  const pull = pullOf(call, repository);
  const method = text(body, "merge_method") ?? "merge";
  if (method !== "merge" && method !== "squash" && method !== "rebase") {
    throw new ApiError(
      422,
      "Invalid request.\n\nmerge_method is not one of merge, squash, rebase.",
    );
  }
  if (actor.type === "user" && !roleReaches(roleOf(repository, actor.user), "write"))
    throw notFound();
  const sha = await mergePullRequest(call.world, pull, actor, {
    method,
    title: text(body, "commit_title"),
    message: text(body, "commit_message"),
    sha: text(body, "sha"),
  });
  return { status: 200, body: { sha, merged: true, message: "Pull Request successfully merged" } };
}

async function askForReviews(call: Call, repository: Repository): Promise<Reply> {
  const { world, body } = call;
  const pull = pullOf(call, repository);
  const users = (texts(body, "reviewers") ?? []).map((login) => {
    const user = findUser(world, login);
    if (user === undefined || roleOf(repository, user) === "none") {
      throw new ApiError(
        422,
        "Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the repository.",
      );
    }
    return user;
  });
  const { owner } = repository;
  const teams = (texts(body, "team_reviewers") ?? []).map((slug) => {
    const team = owner.kind === "Organization" ? owner.teams.get(slug) : undefined;
    if (team === undefined)
      throw new ApiError(422, "Could not resolve to a node with the global id of the team.");
    return team;
  });
  await requestReviewers(world, pull, sender(call), users, teams);
  return { status: 201, body: simplePullRequest(world, pull, null) };
}
