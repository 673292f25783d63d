import type { Repository } from "../state/nouns.ts";
import type { GitObject, Tree } from "./objects.ts";
import type { MaybePromise } from "./object-store.ts";
import { tryGit } from "./run-git.ts";

/** The id a name stands for: an object id, a branch, a tag or a full ref. */
export function resolveName(repository: Repository, name: string): string | undefined {
  if (/^[0-9a-f]{40}$/.test(name)) return name;
  const full = name === "HEAD" || name === "" ? repository.defaultBranch : name;
  const { refs } = repository;
  return (
    refs.get(full) ??
    refs.get(`refs/heads/${full}`) ??
    refs.get(`refs/tags/${full}`) ??
    refs.get(`refs/${full}`)
  );
}

/** What `git rev-parse` makes of an expression such as `main`, `main~2`, `<sha>:dir/file`. */
export function resolveExpression(
  repository: Repository,
  expression: string,
): MaybePromise<GitObject | undefined> {
  const colon = expression.indexOf(":");
  const name = colon === -1 ? expression : expression.slice(0, colon);
  const oid = resolveName(repository, name);
  if (oid === undefined) return resolveByGit(repository, expression);
  const path = colon === -1 ? undefined : expression.slice(colon + 1);
  const found = repository.objects.read(oid);
  if (path === undefined) return found;
  if (found instanceof Promise) return found.then((start) => descend(repository, start, path));
  return descend(repository, found, path);
}

/** The object at `path` below a commit, tag or tree. Takes no promise where all is cached. */
export function descend(
  repository: Repository,
  start: GitObject | undefined,
  path: string,
): MaybePromise<GitObject | undefined> {
  if (start === undefined || start.kind === "Blob") return undefined;
  const { objects } = repository;
  if (start.kind !== "Tree") {
    const inner = objects.read(start.kind === "Commit" ? start.tree : start.target.oid);
    if (inner instanceof Promise) return inner.then((next) => descend(repository, next, path));
    return descend(repository, inner, path);
  }
  if (path === "") return start;
  const slash = path.indexOf("/");
  const entry = entryOf(start, slash === -1 ? path : path.slice(0, slash));
  if (entry === undefined || entry.type === "commit") return undefined;
  const next = objects.read(entry.oid);
  if (slash === -1) return next;
  const rest = path.slice(slash + 1);
  if (next instanceof Promise) return next.then((found) => descend(repository, found, rest));
  return descend(repository, next, rest);
}

function entryOf(tree: Tree, name: string): Tree["entries"][number] | undefined {
  return tree.entries.find((entry) => entry.name === name);
}

async function resolveByGit(
  repository: Repository,
  expression: string,
): Promise<GitObject | undefined> {
  if (!/[~^@]|^[0-9a-f]{4,39}(:|$)/.test(expression) || expression.startsWith("-"))
    return undefined;
  const args = ["rev-parse", "--verify", "--quiet", "--end-of-options", expression];
  const { code, output } = await tryGit(repository.directory, args);
  return code === 0 ? repository.objects.read(output.toString().trim()) : undefined;
}

/** The commit a name leads to, annotated tags followed. */
export async function resolveCommit(
  repository: Repository,
  name: string,
): Promise<Extract<GitObject, { kind: "Commit" }> | undefined> {
  let found = await resolveExpression(repository, name);
  while (found?.kind === "Tag") found = await repository.objects.read(found.target.oid);
  return found?.kind === "Commit" ? found : undefined;
}
