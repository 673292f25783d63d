import { ApiError, notFound } from "../api-error.ts";
import { canSee } from "../auth/access.ts";
import { changedFiles } from "../git/changed-files.ts";
import { divergence, history, isAncestor } from "../git/commit-graph.ts";
import { mergeTrees } from "../git/merge-trees.ts";
import type { Commit } from "../git/objects.ts";
import { patches } from "../git/patches.ts";
import { resolveCommit } from "../git/resolve-expression.ts";
import { writeCommit } from "../git/write-commit.ts";
import { identityOf, webFlow, webFlowSignature } from "../operations/identity.ts";
import { networkRepository } from "../operations/open-pull-request.ts";
import { moveRef } from "../operations/ref-changes.ts";
import type { PullRequest, Repository } from "../state/nouns.ts";
import { pullRequestsOf } from "../state/repository.ts";
import { commitView, diffEntry } from "../views/commit-view.ts";
import { simplePullRequest } from "../views/pull-request-view.ts";
import { repositoryPage, repositoryUrl } from "../views/repository-view.ts";
import { requiredText, text } from "./body.ts";
import { protectionSummary } from "./branch-protections.ts";
import { type Call, parameter, type Reply, repositoryRoute, type Route, sender } from "./call.ts";
import { listReply, pageOf } from "./page.ts";

const read = { permission: "contents", level: "read" } as const;
const write = { permission: "contents", level: "write" } as const;
const pulls = { permission: "pull_requests", level: "read" } as const;

/** Page "REST API endpoints for commits", comparing and merging branches. */
export const commitRoutes: readonly Route[] = [
  repositoryRoute("GET", "/branches/{branch}", read, showBranch),
  repositoryRoute("GET", "/commits", read, listCommits),
  repositoryRoute("GET", "/commits/{ref}/pulls", pulls, async (call, repository) => {
    const commit = await commitOf(repository, parameter(call, "ref"));
    const found = await pullRequestsWith(repository, commit);
    return listReply(call, found, (pull) => simplePullRequest(call.world, pull, null));
  }),
  repositoryRoute("GET", "/commits/{ref}", read, showCommit),
  repositoryRoute("GET", "/compare/{basehead}", read, compare),
  repositoryRoute("POST", "/merges", write, mergeBranches),
];

async function commitOf(repository: Repository, ref: string): Promise<Commit> {
  const commit = await resolveCommit(repository, ref);
  if (commit === undefined) throw new ApiError(422, `No commit found for SHA: ${ref}`);
  return commit;
}

async function showBranch(call: Call, repository: Repository): Promise<Reply> {
  const name = parameter(call, "branch");
  const commit = await resolveCommit(repository, `refs/heads/${name}`);
  if (commit === undefined) throw new ApiError(404, "Branch not found");
  const url = `${repositoryUrl(call.world, repository)}/branches/${name}`;
  return {
    status: 200,
    body: {
      name,
      commit: commitView(call.world, repository, commit),
      _links: { self: url, html: `${repositoryPage(call.world, repository)}/tree/${name}` },
      ...protectionSummary(repository, name),
      protection_url: `${url}/protection`,
    },
  };
}

async function listCommits(call: Call, repository: Repository): Promise<Reply> {
  const start = await commitOf(repository, call.url.searchParams.get("sha") ?? "HEAD");
  const commits = await history(repository.objects, start.oid, 10_000);
  return listReply(call, commits, (commit) => commitView(call.world, repository, commit));
}

/** Open pull requests with the commit; merged ones for commits on the default branch. */
export async function pullRequestsWith(
  repository: Repository,
  commit: Commit,
): Promise<PullRequest[]> {
  const found: PullRequest[] = [];
  for (const pull of pullRequestsOf(repository)) {
    // Nothing is waited for where it is known: there may be thousands of them.
    const commits = knownCommits(pull) ?? (await learnCommits(repository, pull));
    if (commits.has(commit.oid)) found.push(pull);
  }
  return found;
}

type Brought = { readonly of: string; readonly commits: ReadonlySet<string> };

/** The commits of pull requests, by the three commits that they follow from. */
const brought = new WeakMap<PullRequest, Brought>();

function knownCommits(pull: PullRequest): ReadonlySet<string> | undefined {
  const known = brought.get(pull);
  return known?.of === endsOf(pull) ? known.commits : undefined;
}

async function learnCommits(
  { objects }: Repository,
  pull: PullRequest,
): Promise<ReadonlySet<string>> {
  const { base, head, merged } = pull;
  const of = endsOf(pull);
  const { ahead } = await divergence(objects, base.sha, head.sha);
  // A rebase leaves other commits on the base branch than the head has.
  const landed = merged === null ? [] : (await divergence(objects, base.sha, merged.commit)).ahead;
  const commits = new Set([...ahead, ...landed].map(({ oid }) => oid));
  brought.set(pull, { of, commits });
  return commits;
}

function endsOf({ base, head, merged }: PullRequest): string {
  return `${base.sha} ${head.sha} ${merged?.commit}`;
}

async function showCommit(call: Call, repository: Repository): Promise<Reply> {
  const ref = parameter(call, "ref");
  const commit = await resolveCommit(repository, ref);
  if (commit === undefined) throw new ApiError(422, `No commit found for SHA: ${ref}`);
  if (call.accept.includes(".sha")) {
    return {
      status: 200,
      body: Buffer.from(commit.oid),
      headers: { "content-type": "application/vnd.github.sha; charset=utf-8" },
    };
  }
  const { objects } = repository;
  const [parent] = commit.parents;
  const from = parent === undefined ? null : ((await objects.commit(parent))?.tree ?? null);
  const counts = await patches(objects, from, commit.tree);
  const all = await changedFiles(objects, from, commit.tree);
  const { items, headers } = pageOf(call, all, 3000);
  const files = items.map((file) =>
    diffEntry(call.world, repository, commit.oid, file, counts.get(file.path)),
  );
  const sum = (key: "additions" | "deletions"): number =>
    [...counts.values()].reduce((total, patch) => total + patch[key], 0);
  const [additions, deletions] = [sum("additions"), sum("deletions")];
  const stats = { additions, deletions, total: additions + deletions };
  return {
    status: 200,
    body: { ...commitView(call.world, repository, commit), stats, files },
    headers,
  };
}

async function compare(call: Call, repository: Repository): Promise<Reply> {
  const { world } = call;
  const [left = "", right = ""] = parameter(call, "basehead").split("...");
  const base = await sideOf(call, repository, left);
  const head = await sideOf(call, repository, right);
  const { objects } = repository;
  const { mergeBase, ahead, behind } = await divergence(objects, base.oid, head.oid);
  if (mergeBase === null) throw new ApiError(404, "No common ancestor between base and head.");
  const ancestor = await commitOf(repository, mergeBase);
  const files = await changedFiles(objects, ancestor.tree, head.tree);
  const counts = await patches(objects, ancestor.tree, head.tree);
  const paged = call.url.searchParams.has("page") || call.url.searchParams.has("per_page");
  const { items, headers } = paged
    ? pageOf(call, ahead)
    : { items: ahead.slice(0, 250), headers: {} };
  const first = !paged || (call.url.searchParams.get("page") ?? "1") === "1";
  const page = `${repositoryPage(world, repository)}/compare/${left}...${right}`;
  const status =
    ahead.length === 0
      ? behind === 0
        ? "identical"
        : "behind"
      : behind === 0
        ? "ahead"
        : "diverged";
  return {
    status: 200,
    headers,
    body: {
      url: call.url.href,
      html_url: page,
      permalink_url: page,
      diff_url: `${page}.diff`,
      patch_url: `${page}.patch`,
      base_commit: commitView(world, repository, base),
      merge_base_commit: commitView(world, repository, ancestor),
      status,
      ahead_by: ahead.length,
      behind_by: behind,
      total_commits: ahead.length,
      commits: items.map((commit) => commitView(world, repository, commit)),
      // Files stand on the first page alone, and at most 300 of them.
      files: first
        ? files
            .slice(0, 300)
            .map((file) => diffEntry(world, repository, head.oid, file, counts.get(file.path)))
        : [],
    },
  };
}

async function sideOf(call: Call, repository: Repository, side: string): Promise<Commit> {
  const [first = "", rest] = side.split(/:(.*)/s);
  const of = rest === undefined ? repository : networkRepository(call.world, repository, first);
  if (of === undefined || !canSee(call.actor, of)) throw notFound();
  const commit = await resolveCommit(of, rest ?? first);
  if (commit === undefined) throw notFound();
  return commit;
}

async function mergeBranches(call: Call, repository: Repository): Promise<Reply> {
  const { world, body } = call;
  const name = requiredText(body, "base");
  const base = await resolveCommit(repository, `refs/heads/${name}`);
  const head = await resolveCommit(repository, requiredText(body, "head"));
  if (base === undefined) throw new ApiError(404, "Base does not exist");
  if (head === undefined) throw new ApiError(404, "Head does not exist");
  if (await isAncestor(repository.objects, head.oid, base.oid)) return { status: 204 };
  const tree = await mergeTrees(repository.objects, base.oid, head.oid);
  if (tree === null) throw new ApiError(409, "Merge conflict");
  const date = world.clock.iso();
  const oid = writeCommit(repository.objects, {
    tree,
    parents: [base.oid, head.oid],
    author: identityOf(sender(call), date),
    committer: webFlow(date),
    message: text(body, "commit_message") ?? `Merge ${requiredText(body, "head")} into ${name}`,
    signature: webFlowSignature,
  });
  await moveRef(world, repository, call.actor, `refs/heads/${name}`, oid);
  return { status: 201, body: commitView(world, repository, await commitOf(repository, oid)) };
}
