import { ApiError, notFound } from "../api-error.ts";
import { formatIdentity, type Identity, type TreeEntry } from "../git/objects.ts";
import { resolveCommit, resolveExpression } from "../git/resolve-expression.ts";
import { type PathChange, writeCommit, writeTree } from "../git/write-commit.ts";
import { identityOf } from "../operations/identity.ts";
import type { Repository } from "../state/nouns.ts";
import { gitCommitView } from "../views/commit-view.ts";
import { repositoryUrl } from "../views/repository-view.ts";
import { object, objects, requiredText, text, texts } from "./body.ts";
import { type Call, parameter, type Reply, repositoryRoute, type Route, sender } from "./call.ts";
import { base64 } from "./contents.ts";

const read = { permission: "contents", level: "read" } as const;
const write = { permission: "contents", level: "write" } as const;

/** Pages "REST API endpoints for Git blobs", "… trees", "… commits" and "… tags". */
export const gitDataRoutes: readonly Route[] = [
  repositoryRoute("GET", "/git/blobs/{sha}", read, getBlob),
  repositoryRoute("POST", "/git/blobs", write, (call, repository) => {
    const encoding = text(call.body, "encoding") === "base64" ? "base64" : "utf8";
    const sha = repository.objects.write(
      "blob",
      Buffer.from(requiredText(call.body, "content"), encoding),
    );
    return { status: 201, body: { sha, url: gitUrl(call, repository, "blobs", sha) } };
  }),
  repositoryRoute("GET", "/git/trees/{ref}", read, getTree),
  repositoryRoute("POST", "/git/trees", write, createTree),
  repositoryRoute("GET", "/git/commits/{sha}", read, async (call, repository) => {
    const commit = await repository.objects.commit(oidOf(call));
    if (commit === undefined) throw notFound();
    return { status: 200, body: gitCommitView(call.world, repository, commit) };
  }),
  repositoryRoute("POST", "/git/commits", write, createCommit),
  repositoryRoute("GET", "/git/tags/{sha}", read, async (call, repository) =>
    showTag(call, repository, oidOf(call), 200),
  ),
  repositoryRoute("POST", "/git/tags", write, createTag),
];

function gitUrl(call: Call, repository: Repository, kind: string, sha: string): string {
  return `${repositoryUrl(call.world, repository)}/git/${kind}/${sha}`;
}

function oidOf(call: Call): string {
  const sha = parameter(call, "sha");
  if (!/^[0-9a-f]{40}$/.test(sha))
    throw new ApiError(
      422,
      "The sha parameter must be exactly 40 characters and contain only [0-9a-f].",
    );
  return sha;
}

async function getBlob(call: Call, repository: Repository): Promise<Reply> {
  const found = await repository.objects.read(oidOf(call));
  if (found?.kind !== "Blob") throw notFound();
  if (/\.raw\b/.test(call.accept)) {
    return {
      status: 200,
      body: found.content,
      headers: { "content-type": "application/vnd.github.raw; charset=utf-8" },
    };
  }
  return {
    status: 200,
    body: {
      sha: found.oid,
      node_id: `B_${Buffer.from(found.oid).toString("base64url")}`,
      size: found.content.length,
      url: gitUrl(call, repository, "blobs", found.oid),
      content: base64(found.content),
      encoding: "base64",
    },
  };
}

const most = 100_000;

/** Any value of `recursive` means recursive, even `0`; beyond 100,000 entries the answer is cut. */
async function getTree(call: Call, repository: Repository): Promise<Reply> {
  let found = await resolveExpression(repository, parameter(call, "ref"));
  while (found?.kind === "Commit" || found?.kind === "Tag") {
    found = await repository.objects.read(found.kind === "Commit" ? found.tree : found.target.oid);
  }
  if (found?.kind !== "Tree") throw notFound();
  const recursive = call.url.searchParams.has("recursive");
  const tree: unknown[] = [];
  const walk = async (entries: readonly TreeEntry[], prefix: string): Promise<void> => {
    for (const entry of entries) {
      if (tree.length >= most) return;
      tree.push(await entryView(call, repository, `${prefix}${entry.name}`, entry));
      const below =
        recursive && entry.type === "tree" ? await repository.objects.tree(entry.oid) : undefined;
      if (below !== undefined) await walk(below.entries, `${prefix}${entry.name}/`);
    }
  };
  await walk(found.entries, "");
  const url = gitUrl(call, repository, "trees", found.oid);
  return { status: 200, body: { sha: found.oid, url, tree, truncated: tree.length >= most } };
}

async function entryView(call: Call, repository: Repository, path: string, entry: TreeEntry) {
  const { mode, type, oid: sha } = entry;
  const blob = type === "blob" ? await repository.objects.read(sha) : undefined;
  return {
    path,
    mode,
    type,
    sha,
    ...(blob?.kind === "Blob" ? { size: blob.content.length } : {}),
    ...(type === "commit"
      ? {}
      : { url: gitUrl(call, repository, type === "tree" ? "trees" : "blobs", sha) }),
  };
}

async function createTree(call: Call, repository: Repository): Promise<Reply> {
  const wanted = objects(call.body, "tree") ?? [];
  const baseSha = text(call.body, "base_tree");
  const base = baseSha === undefined ? undefined : await repository.objects.read(baseSha);
  if (baseSha !== undefined && base === undefined)
    throw new ApiError(422, "base_tree is not a valid tree oid");
  const changes = new Map<string, PathChange>();
  for (const entry of wanted) {
    const path = requiredText(entry, "path");
    const mode = text(entry, "mode") ?? "100644";
    const content = text(entry, "content");
    const sha =
      content === undefined
        ? text(entry, "sha")
        : repository.objects.write("blob", Buffer.from(content));
    if (sha === undefined && entry["sha"] !== null)
      throw new ApiError(422, "Must supply either tree.sha or tree.content");
    if (
      sha !== undefined &&
      mode !== "160000" &&
      (await repository.objects.read(sha)) === undefined
    ) {
      throw new ApiError(422, `tree.sha ${sha} is not a valid object`);
    }
    changes.set(path, sha === undefined ? null : { oid: sha, mode });
  }
  const root = base?.kind === "Commit" ? base.tree : baseSha;
  const oid = await writeTree(repository.objects, root, changes);
  const reply = await getTree(
    { ...call, parameters: { ...call.parameters, ref: oid } },
    repository,
  );
  return { ...reply, status: 201 };
}

async function createCommit(call: Call, repository: Repository): Promise<Reply> {
  const { body } = call;
  const message = requiredText(body, "message");
  const tree = requiredText(body, "tree");
  const parents = texts(body, "parents") ?? [];
  if ((await repository.objects.tree(tree)) === undefined)
    throw new ApiError(422, "Tree SHA does not exist");
  for (const parent of parents) {
    if ((await repository.objects.commit(parent)) === undefined)
      throw new ApiError(422, "Parent SHA does not exist or is not a commit object");
  }
  const author = identity(call, "author") ?? identityOf(sender(call), call.world.clock.iso());
  const committer = identity(call, "committer") ?? author;
  const oid = writeCommit(repository.objects, { tree, parents, author, committer, message });
  const commit = await resolveCommit(repository, oid);
  if (commit === undefined) throw new Error("The commit just written is gone");
  return { status: 201, body: gitCommitView(call.world, repository, commit) };
}

function identity(call: Call, key: string): Identity | undefined {
  const given = object(call.body, key);
  if (given === undefined) return undefined;
  const date = text(given, "date") ?? call.world.clock.iso();
  return { name: requiredText(given, "name"), email: requiredText(given, "email"), date };
}

async function createTag(call: Call, repository: Repository): Promise<Reply> {
  const { body } = call;
  const tagger = identity(call, "tagger") ?? identityOf(sender(call), call.world.clock.iso());
  const lines = [
    `object ${requiredText(body, "object")}`,
    `type ${requiredText(body, "type")}`,
    `tag ${requiredText(body, "tag")}`,
    `tagger ${formatIdentity(tagger)}`,
  ];
  const content = `${lines.join("\n")}\n\n${requiredText(body, "message")}\n`;
  return showTag(call, repository, repository.objects.write("tag", Buffer.from(content)), 201);
}

async function showTag(
  call: Call,
  repository: Repository,
  oid: string,
  status: number,
): Promise<Reply> {
  const tag = await repository.objects.read(oid);
  if (tag?.kind !== "Tag") throw notFound();
  const { type, oid: sha } = tag.target;
  return {
    status,
    body: {
      node_id: `TO_${Buffer.from(oid).toString("base64url")}`,
      sha: oid,
      url: gitUrl(call, repository, "tags", oid),
      tag: tag.name,
      message: tag.message.replace(/\n$/, ""),
      tagger: tag.tagger,
      object: { type, sha, url: gitUrl(call, repository, `${type}s`, sha) },
      verification: {
        verified: false,
        reason: "unsigned",
        signature: null,
        payload: null,
        verified_at: null,
      },
    },
  };
}
