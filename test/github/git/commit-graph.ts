import { derive, type ObjectStore } from "./object-store.ts";
import type { Commit } from "./objects.ts";

/** All commits reachable from `oid`, itself included, children before parents as they are met. */
async function ancestors(objects: ObjectStore, oid: string): Promise<Set<string>> {
  const seen = new Set<string>([oid]);
  for (const next of seen) {
    const commit = await objects.commit(next);
    for (const parent of commit?.parents ?? []) seen.add(parent);
  }
  return seen;
}

export type Divergence = {
  /** The best common ancestor, null for unrelated histories. */
  readonly mergeBase: string | null;
  /** Commits on head that base lacks, oldest first. */
  readonly ahead: readonly Commit[];
  readonly behind: number;
};

/** How `head` and `base` stand to each other. Kept by the pair of ids, for ever. */
export async function divergence(
  objects: ObjectStore,
  base: string,
  head: string,
): Promise<Divergence> {
  return derive(objects, `divergence ${base} ${head}`, async () =>
    computeDivergence(objects, base, head),
  );
}

async function computeDivergence(
  objects: ObjectStore,
  base: string,
  head: string,
): Promise<Divergence> {
  const ofBase = await ancestors(objects, base);
  const ahead = await walk(objects, head, ofBase);
  const candidates = new Set(
    ahead.flatMap((commit) => commit.parents).filter((oid) => ofBase.has(oid)),
  );
  if (ofBase.has(head)) candidates.add(head);
  // Of several common ancestors those count that no other one descends from.
  for (const one of candidates) {
    if (candidates.size === 1) break;
    const older = await ancestors(objects, one);
    for (const other of candidates) if (other !== one && older.has(other)) candidates.delete(other);
  }
  const ofHead = await ancestors(objects, head);
  const behind = [...ofBase].filter((oid) => !ofHead.has(oid)).length;
  return { mergeBase: [...candidates][0] ?? null, ahead, behind };
}

/** Commits reachable from `head` outside `stop`, parents before children. */
async function walk(objects: ObjectStore, head: string, stop: Set<string>): Promise<Commit[]> {
  const found: Commit[] = [];
  const done = new Set<string>(stop);
  const stack: { oid: string; leave: boolean }[] = [{ oid: head, leave: false }];
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const commit = await objects.commit(top.oid);
    if (commit === undefined) continue;
    if (top.leave) {
      found.push(commit);
      continue;
    }
    if (done.has(top.oid)) continue;
    done.add(top.oid);
    stack.push({ oid: top.oid, leave: true });
    for (const parent of commit.parents) stack.push({ oid: parent, leave: false });
  }
  return found;
}

/** Is `ancestor` reachable from `oid`? */
export async function isAncestor(
  objects: ObjectStore,
  ancestor: string,
  oid: string,
): Promise<boolean> {
  if (ancestor === oid) return true;
  return (await divergence(objects, oid, ancestor)).ahead.length === 0;
}

/** The first-parent-and-all history from `oid`, newest first, at most `limit` commits. */
export async function history(objects: ObjectStore, oid: string, limit: number): Promise<Commit[]> {
  const commits = await walk(objects, oid, new Set());
  return commits.toReversed().slice(0, limit);
}
