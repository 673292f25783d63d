import { createHash } from "node:crypto";
import { type Fact, known, unavailable } from "../../src/core/model/fact.ts";
import type { Listing, TreeEntry } from "../../src/core/model/tree.ts";
import type { Tag } from "../../src/core/model/version-tag.ts";
import type { Repository } from "../../src/ports/repository.ts";
import { addedLines } from "./fake-line-diff.ts";

/** What stands at a path: text, bytes, a symbolic link's target or a submodule's commit. */
export type FakeFile =
  | string
  | Uint8Array
  | { readonly link: string }
  | { readonly submodule: string };

/** Files by path; folders are those that the paths name. */
export type FakeTree = Readonly<Record<string, FakeFile>>;

export interface FakeHistory {
  /** Trees by revision. */
  readonly revisions: Readonly<Record<string, FakeTree>>;
  /** Where the histories of any two revisions meet; without it they have nothing in common. */
  readonly mergeBase?: string;
  readonly tags?: readonly Tag[];
  /** The revision that every branch was at some days ago; `none` had begun. Without it nothing has changed since. */
  readonly before?: string;
  readonly customProperties?: Readonly<Record<string, readonly string[]>>;
}

/** A repository in memory. Ids are those that git gives. */
export function fakeRepository({
  revisions,
  mergeBase,
  tags = [],
  before,
  customProperties = {},
}: FakeHistory): Repository {
  const blobs = new Map(
    Object.values(revisions)
      .flatMap((tree) => Object.values(tree))
      .map((file) => [objectId(file), bytesOf(file)]),
  );
  // Once for each tree: whoever measures what is made of a large file is not to measure this.
  const trees = new Map(
    Object.entries(revisions).map(([revision, tree]) => [revision, entriesOf(tree)]),
  );
  const listing = (
    revision: string,
    belongs: (path: string) => boolean,
  ): Promise<Fact<Listing>> => {
    const entries = trees.get(revision);
    if (entries === undefined) {
      return Promise.resolve(unavailable("missing", `there is no commit ${revision}`));
    }
    const within = entries.filter(({ path }) => belongs(path));
    return Promise.resolve(known(new Map(within.map((entry) => [entry.path, entry]))));
  };
  const origin = (): Promise<Fact<string>> =>
    Promise.resolve(
      mergeBase === undefined
        ? unavailable("upstream", "the two have no common history")
        : known(mergeBase),
    );
  return {
    records: (revision) =>
      listing(revision, (path) => path === ".mltrl" || path.startsWith(".mltrl/")),
    files: (revision, folder) =>
      listing(revision, (path) => folder === "" || path.startsWith(`${folder}/`)),
    root: (revision) => listing(revision, (path) => !path.includes("/")),
    blob(id) {
      const bytes = blobs.get(id);
      return Promise.resolve(
        bytes === undefined ? unavailable("missing", `there is no object ${id}`) : known(bytes),
      );
    },
    tags: () => Promise.resolve(known(tags)),
    customProperties: () => Promise.resolve(known(new Map(Object.entries(customProperties)))),
    mergeBase: origin,
    commitBefore: (tip) => Promise.resolve(known(before === "none" ? undefined : (before ?? tip))),
    async changedLines(_, head, paths) {
      const from = await origin();
      if (from.state === "unavailable") return from;
      return known(
        paths.map((path) => ({
          path,
          lines: addedLines(textAt(revisions[from.value]?.[path]), textAt(revisions[head]?.[path])),
        })),
      );
    },
  };
}

/** The id that git gives a file of this content. */
export function objectId(file: FakeFile): string {
  if (typeof file === "object" && "submodule" in file) return file.submodule;
  const bytes = bytesOf(file);
  return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}

function entriesOf(tree: FakeTree): readonly TreeEntry[] {
  return Object.entries(tree).map(([path, file]) => entryOf(path, file));
}

function entryOf(path: string, file: FakeFile): TreeEntry {
  const id = objectId(file);
  if (typeof file === "object" && "submodule" in file) return { path, type: "submodule", id };
  const type = typeof file === "object" && "link" in file ? "link" : "blob";
  return { path, type, id, size: bytesOf(file).length };
}

function bytesOf(file: FakeFile): Uint8Array {
  if (typeof file === "string") return new TextEncoder().encode(file);
  if (file instanceof Uint8Array) return file;
  return new TextEncoder().encode("link" in file ? file.link : "");
}

function textAt(file: FakeFile = ""): string {
  return new TextDecoder().decode(bytesOf(file));
}
