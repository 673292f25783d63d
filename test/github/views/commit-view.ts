import type { Commit, Identity } from "../git/objects.ts";
import type { ChangedFile } from "../git/changed-files.ts";
import type { Patch } from "../git/patches.ts";
import type { Repository } from "../state/nouns.ts";
import type { World } from "../state/world.ts";
import { simpleUser } from "./account-view.ts";
import { repositoryPage, repositoryUrl } from "./repository-view.ts";
import type { CommitData, DiffEntry, GitCommitData, SimpleUser } from "./shapes.ts";

function verification(commit: Commit): GitCommitData["verification"] {
  const signed = commit.signature !== null;
  return {
    verified: signed,
    reason: signed ? "valid" : "unsigned",
    signature: commit.signature,
    payload: signed ? `tree ${commit.tree}\n` : null,
    verified_at: signed ? commit.committer.date : null,
  };
}

/** `git-commit`: the object as it is. */
export function gitCommitView(world: World, repository: Repository, commit: Commit): GitCommitData {
  const url = repositoryUrl(world, repository);
  const page = repositoryPage(world, repository);
  return {
    sha: commit.oid,
    node_id: `C_${Buffer.from(commit.oid).toString("base64url")}`,
    url: `${url}/git/commits/${commit.oid}`,
    html_url: `${page}/commit/${commit.oid}`,
    author: commit.author,
    committer: commit.committer,
    tree: { sha: commit.tree, url: `${url}/git/trees/${commit.tree}` },
    message: commit.message.replace(/\n$/, ""),
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${url}/git/commits/${sha}`,
      html_url: `${page}/commit/${sha}`,
    })),
    verification: verification(commit),
  };
}

/** `commit`: with the accounts behind the e-mail addresses, null where there is none. */
export function commitView(world: World, repository: Repository, commit: Commit): CommitData {
  const url = repositoryUrl(world, repository);
  const page = repositoryPage(world, repository);
  const object = gitCommitView(world, repository, commit);
  return {
    sha: commit.oid,
    node_id: object.node_id,
    url: `${url}/commits/${commit.oid}`,
    html_url: object.html_url,
    comments_url: `${url}/commits/${commit.oid}/comments`,
    commit: {
      url: object.url,
      author: commit.author,
      committer: commit.committer,
      message: object.message,
      comment_count: 0,
      tree: object.tree,
      verification: verification(commit),
    },
    author: accountOf(world, commit.author),
    committer: accountOf(world, commit.committer),
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${url}/commits/${sha}`,
      html_url: `${page}/commit/${sha}`,
    })),
  };
}

function accountOf(world: World, identity: Identity): SimpleUser | null {
  const user = world.usersByEmail.get(identity.email.toLowerCase());
  return user === undefined ? null : simpleUser(world, user);
}

/** `simple-commit`, as suites and pushes carry it. */
export function simpleCommit(commit: Commit) {
  return {
    id: commit.oid,
    tree_id: commit.tree,
    message: commit.message.replace(/\n$/, ""),
    timestamp: commit.committer.date,
    author: { name: commit.author.name, email: commit.author.email },
    committer: { name: commit.committer.name, email: commit.committer.email },
  };
}

/** `diff-entry`. */
export function diffEntry(
  world: World,
  repository: Repository,
  head: string,
  file: ChangedFile,
  patch: Patch | undefined,
): DiffEntry {
  const page = repositoryPage(world, repository);
  const path = file.path.split("/").map(encodeURIComponent).join("/");
  return {
    sha: file.oid,
    filename: file.path,
    status: file.status,
    additions: patch?.additions ?? 0,
    deletions: patch?.deletions ?? 0,
    changes: (patch?.additions ?? 0) + (patch?.deletions ?? 0),
    blob_url: `${page}/blob/${head}/${path}`,
    raw_url: `${page}/raw/${head}/${path}`,
    contents_url: `${repositoryUrl(world, repository)}/contents/${path}?ref=${head}`,
    ...(patch?.hunks === undefined ? {} : { patch: patch.hunks }),
    ...(file.previousPath === null ? {} : { previous_filename: file.previousPath }),
  };
}
