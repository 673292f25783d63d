import { derive, type ObjectStore } from "./object-store.ts";
import type { TreeEntry } from "./objects.ts";
import { runGit } from "./run-git.ts";

export type ChangedFile = {
  readonly path: string;
  readonly previousPath: string | null;
  readonly status: "added" | "removed" | "modified" | "renamed";
  readonly oid: string;
  /** The blob on either side, null where there is none. */
  readonly before: string | null;
  readonly after: string | null;
};

type Side = TreeEntry | undefined;

/** Files that differ between two trees, renames found as git finds them. Kept by the pair of ids. */
export async function changedFiles(
  objects: ObjectStore,
  from: string | null,
  to: string,
): Promise<readonly ChangedFile[]> {
  return derive(objects, `changed ${from} ${to}`, async () => computeChanges(objects, from, to));
}

async function computeChanges(
  objects: ObjectStore,
  from: string | null,
  to: string,
): Promise<ChangedFile[]> {
  const files: ChangedFile[] = [];
  await compareTrees(objects, from, to, "", files);
  const added = files.some((file) => file.status === "added");
  const removed = files.some((file) => file.status === "removed");
  // Similarity is git's business; without both an addition and a removal there is nothing to ask.
  if (from !== null && added && removed) return detectRenames(objects, from, to);
  return files;
}

async function compareTrees(
  objects: ObjectStore,
  from: string | null,
  to: string | null,
  prefix: string,
  files: ChangedFile[],
): Promise<void> {
  const oldEntries = await entriesOf(objects, from);
  const newEntries = await entriesOf(objects, to);
  const names = [...new Set([...oldEntries.keys(), ...newEntries.keys()])].toSorted();
  for (const name of names) {
    const [old, now] = [oldEntries.get(name), newEntries.get(name)];
    if (old?.oid === now?.oid && old?.mode === now?.mode) continue;
    const path = `${prefix}${name}`;
    const folders = [folder(old), folder(now)] as const;
    if (folders[0] !== null || folders[1] !== null) {
      await compareTrees(objects, folders[0], folders[1], `${path}/`, files);
    }
    const [oldFile, newFile] = [file(old), file(now)];
    if (oldFile === undefined && newFile === undefined) continue;
    const status = oldFile === undefined ? "added" : newFile === undefined ? "removed" : "modified";
    const [before, after] = [oldFile?.oid ?? null, newFile?.oid ?? null];
    files.push({ path, previousPath: null, status, oid: after ?? before ?? "", before, after });
  }
}

async function entriesOf(
  objects: ObjectStore,
  oid: string | null,
): Promise<Map<string, TreeEntry>> {
  const tree = oid === null ? undefined : await objects.tree(oid);
  return new Map((tree?.entries ?? []).map((entry) => [entry.name, entry]));
}

const folder = (side: Side): string | null => (side?.type === "tree" ? side.oid : null);
const file = (side: Side): Side => (side?.type === "tree" ? undefined : side);

async function detectRenames(
  objects: ObjectStore,
  from: string,
  to: string,
): Promise<ChangedFile[]> {
  const args = ["diff-tree", "-r", "-M", "-z", "--raw", "--no-abbrev", from, to];
  const parts = (await runGit(objects.directory, args)).toString().split("\0");
  const files: ChangedFile[] = [];
  for (let at = 0; at + 1 < parts.length;) {
    const [, , oldOid = "", newOid = "", letter = ""] = (parts[at] ?? "").split(" ");
    const first = parts[at + 1] ?? "";
    const renamed = letter.startsWith("R");
    const path = renamed ? (parts[at + 2] ?? "") : first;
    at += renamed ? 3 : 2;
    const status = renamed
      ? "renamed"
      : letter === "A"
        ? "added"
        : letter === "D"
          ? "removed"
          : "modified";
    const [before, after] = [presentOrNull(oldOid), presentOrNull(newOid)];
    const previousPath = renamed ? first : null;
    files.push({ path, previousPath, status, oid: after ?? before ?? "", before, after });
  }
  return files;
}

function presentOrNull(oid: string): string | null {
  return /^0+$/.test(oid) ? null : oid;
}
