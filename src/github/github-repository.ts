import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { ChangedLines, Listing, TreeEntry } from "../core/model/tree.ts";
import type { Tag } from "../core/model/version-tag.ts";
import type { Repository } from "../ports/repository.ts";
import { customProperties } from "./custom-properties.ts";
import { type Comparison, compareCommits } from "./compare-commits.ts";
import { textOf } from "./blob-text.ts";
import type { BlobAnswer, SideAnswer } from "./object-answers.ts";
import { keepNested } from "./keep-nested.ts";
import type { GithubAccess } from "./github-access.ts";
import { keepFolders, keptSide } from "./kept-folders.ts";
import { rawBlob } from "./raw-blob.ts";
import { keepTexts } from "./record-texts.ts";
import { flattened, treeEntry } from "./tree-entries.ts";

/** A repository on GitHub. Commits that the first request brought are known at once. */
export interface GithubRepository extends Repository {
  /** Takes in a commit that came along with another request. */
  remember(side: SideAnswer): void;
  /** Takes in where a branch stood at an instant; nothing where it had not begun. */
  rememberBefore(tip: string, instant: string, side: SideAnswer | undefined): void;
  rememberTags(tags: Fact<readonly Tag[]>): void;
  /** The same where they may take further requests: only once somebody asks. */
  readTagsBy(read: () => Promise<Fact<readonly Tag[]>>): void;
  /** Blobs that are likely to be asked for: they come along with the first that is. */
  expect(ids: readonly string[]): void;
}

function tagsUnread(): Promise<Fact<readonly Tag[]>> {
  return Promise.resolve(unavailable("upstream", "the tags were not read"));
}

export function githubRepository(access: GithubAccess): GithubRepository {
  const { client, loader, cache, repository } = access;
  const sides = new Map<string, Fact<SideAnswer>>();
  const comparisons = new Map<string, Promise<Fact<Comparison>>>();
  const before = new Map<string, string | undefined>();
  let expected: readonly string[] = [];
  let tags = tagsUnread;

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
  const compare = (base: string, head: string): Promise<Fact<Comparison>> => {
    const key = `${base}...${head}`;
    const asked = comparisons.get(key) ?? compareCommits(client, repository, base, head);
    comparisons.set(key, asked);
    return asked;
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
    rememberBefore(tip, instant, side) {
      before.set(`${tip} ${instant}`, side?.oid);
      if (side === undefined) return;
      this.remember(side);
      keepTexts(side, access);
    },
    async commitBefore(tip, instant) {
      const key = `${tip} ${instant}`;
      if (before.has(key)) return known(before.get(key));
      const side = (await loader.load({ type: "commit-before", id: tip, instant })) as Fact<
        SideAnswer | undefined
      >;
      if (side.state === "unavailable") return side;
      this.rememberBefore(tip, instant, side.value);
      return known(side.value?.oid);
    },
    rememberTags: (read) => void (tags = () => Promise.resolve(read)),
    readTagsBy(read) {
      let asked: Promise<Fact<readonly Tag[]>> | undefined;
      tags = () => (asked ??= read());
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
    expect: (ids) => void (expected = ids),
    async blob(id) {
      const cached = cache.blob(repository.id, id);
      if (cached) return known(cached);
      const along = expected.filter((each) => each !== id);
      expected = [];
      for (const each of along) void this.blob(each);
      const answer = (await loader.load({ type: "blob", id })) as Fact<BlobAnswer>;
      if (answer.state === "unavailable") return answer;
      const bytes = textOf(answer.value);
      const fact = bytes ? known(bytes) : await rawBlob(client, repository, answer.value);
      if (fact.state === "known") cache.keepBlob(repository.id, id, fact.value);
      return fact;
    },
    tags: () => tags(),
    customProperties: () => customProperties(client, repository, access.organization.properties),
    async mergeBase(one, other) {
      const comparison = await compare(one, other);
      return comparison.state === "known" ? known(comparison.value.mergeBase) : comparison;
    },
    async changedLines(base, head, paths): Promise<Fact<readonly ChangedLines[]>> {
      const comparison = await compare(base, head);
      if (comparison.state === "unavailable") return comparison;
      const found = paths.map((path) => comparison.value.lines.get(path));
      const absent = paths.find((_, i) => found[i] === undefined);
      return absent === undefined
        ? known(found.filter((each) => each !== undefined))
        : unavailable("upstream", `GitHub does not show which lines of ${absent} change`);
    },
  };
}

function listingOf(entries: readonly TreeEntry[]): Listing {
  return new Map(entries.map((entry) => [entry.path, entry]));
}
