import { writeRef } from "../git/refs.ts";
import { type PathChange, writeCommit, writeTree } from "../git/write-commit.ts";
import { createRepository } from "../operations/create-repository.ts";
import { identityOf } from "../operations/identity.ts";
import type { Repository } from "../state/nouns.ts";
import { findRepository, type World } from "../state/world.ts";
import { accountNamed, teamNamed, userNamed } from "./look-up.ts";
import type { CommitSeed, FileSeed, RepositorySeed } from "./seed-data.ts";

/** Adds a repository with its commits and who may do what. */
export async function addRepository(world: World, wanted: RepositorySeed): Promise<void> {
  const owner = accountNamed(world, wanted.owner);
  if (findRepository(world, wanted.owner, wanted.name) !== undefined)
    throw new Error(`There is a repository ${wanted.owner}/${wanted.name} already`);
  const repository = createRepository(world, {
    id: wanted.id,
    owner,
    name: wanted.name,
    private: wanted.private ?? false,
    defaultBranch: wanted.defaultBranch ?? "main",
    parent: null,
  });
  repository.description = wanted.description ?? null;
  for (const [login, role] of Object.entries(wanted.collaborators ?? {})) {
    repository.collaborators.set(userNamed(world, login), role);
  }
  for (const [slug, role] of Object.entries(wanted.teams ?? {})) {
    if (owner.kind === "Organization") repository.teams.set(teamNamed(owner, slug), role);
  }
  for (const [name, value] of Object.entries(wanted.customProperties ?? {})) {
    repository.customProperties.set(name, value);
  }
  if (wanted.files !== undefined)
    await addCommit(world, repository, { message: "Initial commit", files: wanted.files });
  for (const commit of wanted.commits ?? []) await addCommit(world, repository, commit);
}

/** Commits files onto a branch without any webhook. */
export async function addCommit(
  world: World,
  repository: Repository,
  wanted: CommitSeed,
): Promise<string> {
  const { objects, refs } = repository;
  const ref = `refs/heads/${wanted.branch ?? repository.defaultBranch}`;
  const parent = refs.get(ref) ?? refs.get(`refs/heads/${repository.defaultBranch}`);
  const base = parent === undefined ? undefined : (await objects.commit(parent))?.tree;
  const changes = new Map<string, PathChange>();
  for (const [path, file] of Object.entries(wanted.files)) {
    changes.set(path, file === null ? null : fileOf(repository, file));
  }
  const author = wanted.author === undefined ? undefined : userNamed(world, wanted.author);
  const date = wanted.date ?? world.clock.iso();
  const { owner } = repository;
  const who =
    author === undefined
      ? { name: owner.login, email: `${owner.login}@users.noreply.example.test`, date }
      : identityOf(author, date);
  const oid = writeCommit(objects, {
    tree: await writeTree(objects, base, changes),
    parents: parent === undefined ? [] : [parent],
    author: who,
    committer: who,
    message: `${wanted.message}\n`,
  });
  writeRef(repository, ref, oid);
  return oid;
}

function fileOf(repository: Repository, file: FileSeed): PathChange {
  if (typeof file === "string")
    return { oid: repository.objects.write("blob", Buffer.from(file)), mode: "100644" };
  const content =
    file.base64 === undefined ? Buffer.from(file.text ?? "") : Buffer.from(file.base64, "base64");
  return { oid: repository.objects.write("blob", content), mode: file.mode ?? "100644" };
}
