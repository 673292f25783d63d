import { type Actor, actingUser } from "../auth/actor.ts";
import { notFound } from "../api-error.ts";
import { writeCommit, type PathChange, writeTree } from "../git/write-commit.ts";
import type { Identity } from "../git/objects.ts";
import type { Repository } from "../state/nouns.ts";
import type { World } from "../state/world.ts";
import { identityOf, webFlow, webFlowSignature } from "./identity.ts";
import { moveRef } from "./ref-changes.ts";

/** Commits changes of files onto a branch in GitHub's own name: contents API and `createCommitOnBranch`. */
export async function commitFiles(
  world: World,
  repository: Repository,
  actor: Actor,
  commit: {
    readonly branch: string;
    readonly message: string;
    readonly changes: ReadonlyMap<string, PathChange>;
    readonly author?: Identity | undefined;
  },
): Promise<string> {
  const user = actingUser(actor);
  if (user === undefined) throw notFound();
  const { objects } = repository;
  const ref = `refs/heads/${commit.branch}`;
  const parent = repository.refs.get(ref);
  const base = parent === undefined ? undefined : (await objects.commit(parent))?.tree;
  const date = world.clock.iso();
  const oid = writeCommit(objects, {
    tree: await writeTree(objects, base, commit.changes),
    parents: parent === undefined ? [] : [parent],
    author: commit.author ?? identityOf(user, date),
    committer: webFlow(date),
    message: commit.message,
    signature: webFlowSignature,
  });
  await moveRef(world, repository, actor, ref, oid);
  return oid;
}
