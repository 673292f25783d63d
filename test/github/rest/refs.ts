import { ApiError, notFound } from "../api-error.ts";
import { isAncestor } from "../git/commit-graph.ts";
import { isRefName, noCommit, refNameClashes } from "../git/refs.ts";
import { moveRef } from "../operations/ref-changes.ts";
import { withLock } from "../state/lock.ts";
import type { Repository } from "../state/nouns.ts";
import { repositoryUrl } from "../views/repository-view.ts";
import { flag, requiredText } from "./body.ts";
import { type Call, parameter, type Reply, repositoryRoute, type Route } from "./call.ts";
import { listReply } from "./page.ts";

const read = { permission: "contents", level: "read" } as const;
const write = { permission: "contents", level: "write" } as const;

/** Page "REST API endpoints for Git references". */
export const refRoutes: readonly Route[] = [
  repositoryRoute("GET", "/git/ref/{ref}", read, async (call, repository) => {
    const ref = `refs/${parameter(call, "ref")}`;
    if (!repository.refs.has(ref)) throw notFound();
    return { status: 200, body: await refView(call, repository, ref) };
  }),
  repositoryRoute("GET", "/git/matching-refs/{ref}", read, async (call, repository) => {
    const prefix = `refs/${parameter(call, "ref")}`;
    const names = [...repository.refs.keys()].filter((ref) => ref.startsWith(prefix)).toSorted();
    return listReply(call, names, async (ref) => refView(call, repository, ref));
  }),
  repositoryRoute("POST", "/git/refs", write, async (call, repository) =>
    withLock(repository.objects, async () => createRef(call, repository)),
  ),
  repositoryRoute("PATCH", "/git/refs/{ref}", write, async (call, repository) =>
    withLock(repository.objects, async () => updateRef(call, repository)),
  ),
  repositoryRoute("DELETE", "/git/refs/{ref}", write, async (call, repository) =>
    withLock(repository.objects, async () => {
      const ref = `refs/${parameter(call, "ref")}`;
      if (!repository.refs.has(ref)) throw new ApiError(422, "Reference does not exist");
      await moveRef(call.world, repository, call.actor, ref, noCommit);
      return { status: 204 };
    }),
  ),
];

async function createRef(call: Call, repository: Repository): Promise<Reply> {
  const ref = requiredText(call.body, "ref");
  const sha = requiredText(call.body, "sha");
  if (!isRefName(ref))
    throw new ApiError(
      422,
      "Reference name must start with 'refs/' and contain at least two slashes.",
    );
  if (ref.startsWith("refs/pull/"))
    throw new ApiError(422, "Reference cannot be created: refs/pull is read-only");
  if (repository.refs.has(ref)) throw new ApiError(422, "Reference already exists");
  if (refNameClashes(repository, ref))
    throw new ApiError(422, "Reference cannot be created: a name of it is taken by another");
  if ((await repository.objects.read(sha)) === undefined)
    throw new ApiError(422, "Object does not exist");
  await moveRef(call.world, repository, call.actor, ref, sha);
  return { status: 201, body: await refView(call, repository, ref) };
}

async function updateRef(call: Call, repository: Repository): Promise<Reply> {
  const ref = `refs/${parameter(call, "ref")}`;
  const sha = requiredText(call.body, "sha");
  const before = repository.refs.get(ref);
  if (before === undefined) throw new ApiError(422, "Reference does not exist");
  if ((await repository.objects.read(sha)) === undefined)
    throw new ApiError(422, "Object does not exist");
  const forward = await isAncestor(repository.objects, before, sha);
  if (!forward && flag(call.body, "force") !== true)
    throw new ApiError(422, "Update is not a fast forward");
  await moveRef(call.world, repository, call.actor, ref, sha);
  return { status: 200, body: await refView(call, repository, ref) };
}

async function refView(call: Call, repository: Repository, ref: string) {
  const url = `${repositoryUrl(call.world, repository)}/git`;
  const sha = repository.refs.get(ref) ?? "";
  const found = await repository.objects.read(sha);
  const type = (found?.kind ?? "Commit").toLowerCase();
  return {
    ref,
    node_id: `REF_${Buffer.from(`${repository.id}:${ref}`).toString("base64url")}`,
    url: `${url}/${ref}`,
    object: { sha, type, url: `${url}/${type}s/${sha}` },
  };
}
