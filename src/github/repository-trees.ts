import { type Fact, known } from "../core/model/fact.ts";
import type { Listing, TreeEntry } from "../core/model/tree.ts";
import type { GithubAccess } from "./github-access.ts";
import { keepNested } from "./keep-nested.ts";
import { keepFolders, keptSide } from "./kept-folders.ts";
import type { SideAnswer } from "./object-answers.ts";
import { keepTexts } from "./record-texts.ts";
import { flattened, treeEntry } from "./tree-entries.ts";

/** Commits and folders of a repository, each asked for only where it neither came along nor was kept. */
export interface RepositoryTrees {
  /** Takes in a commit that came along with another request. */
  remember(side: SideAnswer): void;
  /** What stands below `.mltrl` at a commit. */
  records(revision: string): Promise<Fact<Listing>>;
  /** Every file below a folder; nothing where there is no such folder. */
  files(revision: string, folder: string): Promise<Fact<Listing>>;
  /** What stands at the top, but for folders. */
  root(revision: string): Promise<Fact<Listing>>;
}

export function repositoryTrees(access: GithubAccess): RepositoryTrees {
  const { loader, cache, repository } = access;
  const sides = new Map<string, Fact<SideAnswer>>();

  const sideAt = async (revision: string): Promise<Fact<SideAnswer>> => {
    const remembered = sides.get(revision) ?? keptSide(revision, access);
    if (remembered) return remembered;
    const side = (await loader.load({ type: "commit", id: revision })) as Fact<SideAnswer>;
    if (side.state === "known") {
      keepTexts(side.value, access);
      keepFolders(side.value, access);
    }
    sides.set(revision, side);
    return side;
  };
  const treeAt = async (id: string): Promise<Fact<readonly TreeEntry[]>> => {
    const cached = cache.tree(repository.id, id);
    if (cached) return known(cached);
    return (await loader.load({ type: "tree", id })) as Fact<readonly TreeEntry[]>;
  };
  const below = async (id: string, folder: string): Promise<Fact<TreeEntry[]>> => {
    const tree = await treeAt(id);
    if (tree.state === "unavailable") return tree;
    const nested = await Promise.all(
      tree.value.map(async (entry): Promise<Fact<TreeEntry[]>> => {
        const path = folder === "" ? entry.path : `${folder}/${entry.path}`;
        return entry.type === "tree" ? below(entry.id, path) : known([{ ...entry, path }]);
      }),
    );
    const lost = nested.find((each) => each.state === "unavailable");
    if (lost?.state === "unavailable") return lost;
    return known(nested.flatMap((each) => (each.state === "known" ? each.value : [])));
  };

  /** Of a tree nothing comes along with its id. */
  const recordsOfTree = async (id: string): Promise<Fact<Listing>> => {
    const tree = await treeAt(id);
    if (tree.state === "unavailable") return tree;
    const own = tree.value.find(({ path }) => path === ".mltrl");
    if (own?.type !== "tree") return known(listingOf(own ? [own] : []));
    const entries = await below(own.id, ".mltrl");
    return entries.state === "known" ? known(listingOf(entries.value)) : entries;
  };

  const rootTree = async (revision: string): Promise<Fact<string>> => {
    const side = await sideAt(revision);
    if (side.state === "unavailable") return side;
    const { oid, entries } = side.value.tree;
    if (entries) keepNested(oid, entries, repository.id, cache);
    return known(oid);
  };

  return {
    remember(side) {
      sides.set(side.oid, known(side));
      keepFolders(side, access);
    },
    async records(revision) {
      const side = await sideAt(revision);
      if (side.state === "unavailable") return side;
      const { records, tree } = side.value;
      const entries = records?.object?.entries;
      if (!entries && tree.entries === null) return recordsOfTree(tree.oid);
      const own = tree.entries?.find(({ name }) => name === ".mltrl");
      if (!entries) return known(own ? listingOf([treeEntry(own, "")]) : new Map());
      return known(listingOf(flattened(entries, ".mltrl")));
    },
    async files(revision, folder) {
      let id = await rootTree(revision);
      for (const name of folder === "" ? [] : folder.split("/")) {
        if (id.state === "unavailable") return id;
        const tree = await treeAt(id.value);
        if (tree.state === "unavailable") return tree;
        const next = tree.value.find((entry) => entry.path === name && entry.type === "tree");
        if (!next) return known(new Map());
        id = known(next.id);
      }
      if (id.state === "unavailable") return id;
      const entries = await below(id.value, folder);
      return entries.state === "known" ? known(listingOf(entries.value)) : entries;
    },
    async root(revision) {
      const id = await rootTree(revision);
      if (id.state === "unavailable") return id;
      const tree = await treeAt(id.value);
      if (tree.state === "unavailable") return tree;
      return known(listingOf(tree.value.filter(({ type }) => type !== "tree")));
    },
  };
}

function listingOf(entries: readonly TreeEntry[]): Listing {
  return new Map(entries.map((entry) => [entry.path, entry]));
}
