import { ApiError, notFound } from "../api-error.ts";
import type { Blob, Tree } from "../git/objects.ts";
import { descend, resolveCommit } from "../git/resolve-expression.ts";
import { commitFiles } from "../operations/commit-files.ts";
import { withLock } from "../state/lock.ts";
import type { Repository } from "../state/nouns.ts";
import { gitCommitView } from "../views/commit-view.ts";
import { repositoryPage, repositoryUrl } from "../views/repository-view.ts";
import { object, requiredText, text } from "./body.ts";
import { type Call, type Reply, repositoryRoute, type Route } from "./call.ts";

const read = { permission: "contents", level: "read" } as const;
const write = { permission: "contents", level: "write" } as const;

/** Page "REST API endpoints for repository contents". */
export const contentRoutes: readonly Route[] = [
  repositoryRoute("GET", "/contents", read, getContents),
  repositoryRoute("GET", "/contents/", read, getContents),
  repositoryRoute("GET", "/contents/{path}", read, getContents),
  repositoryRoute("PUT", "/contents/{path}", write, async (call, repository) =>
    withLock(repository.objects, async () => putContents(call, repository)),
  ),
  repositoryRoute("DELETE", "/contents/{path}", write, async (call, repository) =>
    withLock(repository.objects, async () => deleteContents(call, repository)),
  ),
];

const megabyte = 1_000_000;

async function getContents(call: Call, repository: Repository): Promise<Reply> {
  const path = (call.parameters["path"] ?? "").replace(/\/$/, "");
  const ref = call.url.searchParams.get("ref") ?? repository.defaultBranch;
  const commit = await resolveCommit(repository, ref);
  if (commit === undefined) throw new ApiError(404, `No commit found for the ref ${ref}`);
  const found = await descend(repository, commit, path);
  if (found?.kind === "Tree")
    return { status: 200, body: await listing(call, repository, found, path, ref) };
  if (found?.kind !== "Blob") throw notFound();
  const raw = /\.raw\b/.test(call.accept);
  if (raw) {
    return {
      status: 200,
      body: found.content,
      headers: { "content-type": "application/vnd.github.raw; charset=utf-8" },
    };
  }
  const size = found.content.length;
  if (size > 100 * megabyte)
    throw new ApiError(403, "This API returns blobs up to 100 MB in size.");
  const large = size > megabyte;
  return {
    status: 200,
    body: {
      ...entryView(call, repository, path, ref, { type: "file", sha: found.oid, size }),
      // Between 1 and 100 MB only the raw and object media types have the content.
      content: large ? "" : base64(found.content),
      encoding: large ? "none" : "base64",
    },
  };
}

async function listing(call: Call, repository: Repository, tree: Tree, path: string, ref: string) {
  const entries = tree.entries.slice(0, 1000).map(async (entry) => {
    const inner = entry.type === "blob" ? await repository.objects.read(entry.oid) : undefined;
    const size = inner?.kind === "Blob" ? inner.content.length : 0;
    const type =
      entry.type === "tree"
        ? "dir"
        : entry.type === "commit"
          ? "file"
          : entry.mode === "120000"
            ? "symlink"
            : "file";
    const inside = path === "" ? entry.name : `${path}/${entry.name}`;
    return entryView(call, repository, inside, ref, { type, sha: entry.oid, size });
  });
  return Promise.all(entries);
}

function entryView(
  call: Call,
  repository: Repository,
  path: string,
  ref: string,
  entry: { type: string; sha: string; size: number },
) {
  const api = repositoryUrl(call.world, repository);
  const page = repositoryPage(call.world, repository);
  const encoded = path.split("/").map(encodeURIComponent).join("/");
  const directory = entry.type === "dir";
  const url = `${api}/contents/${encoded}?ref=${encodeURIComponent(ref)}`;
  const git = `${api}/git/${directory ? "trees" : "blobs"}/${entry.sha}`;
  const html = `${page}/${directory ? "tree" : "blob"}/${ref}/${encoded}`;
  return {
    type: entry.type,
    size: entry.size,
    name: path.split("/").at(-1) ?? "",
    path,
    sha: entry.sha,
    url,
    git_url: git,
    html_url: html,
    download_url: directory ? null : `${page}/raw/${ref}/${encoded}`,
    _links: { self: url, git, html },
  };
}

/** GitHub breaks base64 into lines of 60 characters. */
export function base64(content: Buffer): string {
  return content
    .toString("base64")
    .replaceAll(/.{60}/g, "$&\n")
    .replace(/([^\n])$/, "$1\n");
}

async function existing(
  repository: Repository,
  branch: string,
  path: string,
): Promise<Blob | undefined> {
  const commit = await resolveCommit(repository, `refs/heads/${branch}`);
  const found = await descend(repository, commit, path);
  return found?.kind === "Blob" ? found : undefined;
}

async function putContents(call: Call, repository: Repository): Promise<Reply> {
  const { body } = call;
  const path = call.parameters["path"] ?? "";
  const branch = text(body, "branch") ?? repository.defaultBranch;
  const message = requiredText(body, "message");
  if (!repository.refs.has(`refs/heads/${branch}`) && repository.refs.size > 0) {
    throw new ApiError(404, `Branch ${branch} not found`);
  }
  const old = await existing(repository, branch, path);
  const sha = text(body, "sha");
  if (old !== undefined && sha === undefined)
    throw new ApiError(422, 'Invalid request.\n\n"sha" wasn\'t supplied.');
  if (sha !== undefined && sha !== old?.oid)
    throw new ApiError(409, `${path} does not match ${sha}`);
  const content = Buffer.from(requiredText(body, "content"), "base64");
  const oid = repository.objects.write("blob", content);
  const commit = await committed(call, repository, branch, message, path, { oid, mode: "100644" });
  const view = entryView(call, repository, path, branch, {
    type: "file",
    sha: oid,
    size: content.length,
  });
  return { status: old === undefined ? 201 : 200, body: { content: view, commit } };
}

async function deleteContents(call: Call, repository: Repository): Promise<Reply> {
  const { body } = call;
  const path = call.parameters["path"] ?? "";
  const branch = text(body, "branch") ?? repository.defaultBranch;
  const old = await existing(repository, branch, path);
  if (old === undefined) throw notFound();
  if (requiredText(body, "sha") !== old.oid)
    throw new ApiError(409, `${path} does not match ${text(body, "sha")}`);
  const commit = await committed(
    call,
    repository,
    branch,
    requiredText(body, "message"),
    path,
    null,
  );
  return { status: 200, body: { content: null, commit } };
}

async function committed(
  call: Call,
  repository: Repository,
  branch: string,
  message: string,
  path: string,
  change: { oid: string; mode: string } | null,
) {
  const author = object(call.body, "author");
  const date = call.world.clock.iso();
  const oid = await commitFiles(call.world, repository, call.actor, {
    branch,
    message,
    changes: new Map([[path, change]]),
    author:
      author === undefined
        ? undefined
        : {
            name: requiredText(author, "name"),
            email: requiredText(author, "email"),
            date: text(author, "date") ?? date,
          },
  });
  const commit = await repository.objects.commit(oid);
  if (commit === undefined) throw new Error("The commit just written is gone");
  return gitCommitView(call.world, repository, commit);
}
