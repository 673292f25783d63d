import type { Change } from "../core/model/change.ts";
import { type Fact, known, mapFact, unavailable } from "../core/model/fact.ts";
import type { Listing, TreeEntry } from "../core/model/tree.ts";
import { compileGlobs, literalFolders } from "../core/source/glob.ts";
import type { Repository } from "../ports/repository.ts";
import { decodeText, type Parser, parseOnce } from "./parse-once.ts";

/** One state of the repository's content: a revision, or head and base as they will be merged. */
export interface View {
  /** What stands under `.mltrl`. */
  readonly records: Listing;
  /** Files that match any of the patterns. */
  files(patterns: readonly string[]): Promise<Fact<readonly TreeEntry[]>>;
  /** Files in the root folder. */
  root(): Promise<Fact<readonly TreeEntry[]>>;
  /** The bytes of a file anywhere in the tree. */
  bytes(path: string): Promise<Fact<Uint8Array>>;
  /** The text of a file, which must be UTF-8. */
  text(path: string): Promise<Fact<string>>;
  /** What a parser makes of a file's text; the same file is parsed once. */
  parsed<T>(path: string, parse: Parser<T>): Promise<Fact<T>>;
}

/** Views by repository and revision: what is found in one is not looked for again. */
const views = new WeakMap<Repository, Map<string, View>>();

/** The content at one revision. */
export async function viewAt(repository: Repository, revision: string): Promise<Fact<View>> {
  const records = await repository.records(revision);
  const known = views.get(repository) ?? new Map<string, View>();
  views.set(repository, known);
  return mapFact(records, (listing) => {
    const view =
      known.get(revision) ??
      viewOf(repository, listing, {
        below: (folder) => repository.files(revision, folder),
        root: () => repository.root(revision),
      });
    known.set(revision, view);
    return view;
  });
}

/**
 * The content as it will be once merged: a path that the pull request changes comes from its head,
 * every other path from the base branch's tip, so that a stale branch takes nothing back.
 */
export async function mergedView(repository: Repository, change: Change): Promise<Fact<View>> {
  const { changedFiles, behindBase, baseTip, head } = change;
  if (changedFiles.state === "unavailable") return changedFiles;
  // A head that holds everything of base is itself what will be merged.
  const upToDate = behindBase.state === "known" && !behindBase.value;
  const changed = new Set(
    changedFiles.value.flatMap(({ path, previousPath }) => [path, previousPath ?? path]),
  );
  const overlay = async (
    list: (revision: string) => Promise<Fact<Listing>>,
  ): Promise<Fact<Listing>> => {
    const [base, ours] = await Promise.all([list(baseTip), list(head)]);
    if (base.state === "unavailable") return base;
    if (ours.state === "unavailable" || upToDate) return ours;
    return known(
      new Map([
        ...[...base.value].filter(([path]) => !changed.has(path)),
        ...[...ours.value].filter(([path]) => changed.has(path)),
      ]),
    );
  };
  const folders = new Set([...changed].flatMap(foldersOf));
  const touched = (folder: string): boolean => folder === "" || folders.has(folder);
  const records = await overlay((revision) => repository.records(revision));
  return mapFact(records, (listing) =>
    viewOf(repository, listing, {
      below: (folder) => {
        if (!touched(folder)) return repository.files(baseTip, folder);
        return upToDate
          ? repository.files(head, folder)
          : overlay((revision) => repository.files(revision, folder));
      },
      root: () => overlay((revision) => repository.root(revision)),
    }),
  );
}

/**
 * What runs somewhere: its content is that of a revision, and what is recorded of it stands in another
 * view. A record says something later than the content it speaks of.
 */
export function contentUnder(repository: Repository, revision: string, { records }: View): View {
  return viewOf(repository, records, {
    below: (folder) => repository.files(revision, folder),
    root: () => repository.root(revision),
  });
}

/** A view with other files under `.mltrl` than stand in the repository; why one cannot be told is an answer. */
export function withFiles(
  view: View,
  listing: Listing,
  files: ReadonlyMap<string, Fact<Uint8Array>>,
): View {
  if (files.size === 0) return view;
  const bytes: View["bytes"] = (path) => {
    const file = files.get(path);
    return file === undefined ? view.bytes(path) : Promise.resolve(file);
  };
  return {
    ...view,
    records: new Map([...view.records, ...listing]),
    bytes,
    text: async (path) => {
      const found = await bytes(path);
      return found.state === "known" ? decodeText(found.value, path) : found;
    },
    parsed: async (path, parse) => {
      const file = files.get(path);
      if (file === undefined) return view.parsed(path, parse);
      return file.state === "known" ? parseOnce(file.value, path, parse) : file;
    },
  };
}

interface Listings {
  below(folder: string): Promise<Fact<Listing>>;
  root(): Promise<Fact<Listing>>;
}

function viewOf(repository: Repository, records: Listing, listings: Listings): View {
  const asked = new Map<string, Promise<Fact<Listing>>>();
  const below = (folder: string): Promise<Fact<Listing>> => {
    const listing = asked.get(folder) ?? listings.below(folder);
    asked.set(folder, listing);
    return listing;
  };
  const find = async (patterns: readonly string[]): Promise<Fact<readonly TreeEntry[]>> => {
    const matches = compileGlobs(patterns);
    const found = await Promise.all(literalFolders(patterns).map(below));
    const lost = found.find((listing) => listing.state === "unavailable");
    if (lost?.state === "unavailable") return lost;
    const entries: TreeEntry[] = [];
    for (const listing of found) {
      for (const entry of listing.state === "known" ? listing.value.values() : []) {
        if (entry.type === "blob" && matches(entry.path)) entries.push(entry);
      }
    }
    return known(entries);
  };
  const matched = new Map<string, Promise<Fact<readonly TreeEntry[]>>>();
  const files = (patterns: readonly string[]): Promise<Fact<readonly TreeEntry[]>> => {
    const key = JSON.stringify(patterns);
    const entries = matched.get(key) ?? find(patterns);
    matched.set(key, entries);
    return entries;
  };
  const bytes = async (path: string): Promise<Fact<Uint8Array>> => {
    const entry = await entryAt(path, records, below, () => listings.root());
    if (entry.state === "unavailable") return entry;
    return entry.value.type === "blob"
      ? repository.blob(entry.value.id)
      : unavailable("invalid", `${path} is a ${entry.value.type}; a plain file is expected`, {
          path,
        });
  };
  // A card is asked for by most of those who gather facts.
  const parsed = new Map<Parser<unknown>, Map<string, Promise<Fact<unknown>>>>();
  const read = async <T>(path: string, parse: Parser<T>): Promise<Fact<T>> => {
    const found = await bytes(path);
    return found.state === "known" ? parseOnce(found.value, path, parse) : found;
  };
  return {
    records,
    files,
    bytes,
    root: async () => mapFact(await listings.root(), (listing) => [...listing.values()]),
    text: async (path) => {
      const found = await bytes(path);
      return found.state === "known" ? decodeText(found.value, path) : found;
    },
    parsed: <T>(path: string, parse: Parser<T>) => {
      const ofParser = parsed.get(parse) ?? new Map<string, Promise<Fact<unknown>>>();
      parsed.set(parse, ofParser);
      const result = ofParser.get(path) ?? read(path, parse);
      ofParser.set(path, result);
      return result as Promise<Fact<T>>;
    },
  };
}

/** Every folder that a path stands in. */
function foldersOf(path: string): string[] {
  const parts = path.split("/");
  return parts.slice(1).map((_, depth) => parts.slice(0, depth + 1).join("/"));
}

async function entryAt(
  path: string,
  records: Listing,
  below: (folder: string) => Promise<Fact<Listing>>,
  root: () => Promise<Fact<Listing>>,
): Promise<Fact<TreeEntry>> {
  const listing = path.startsWith(".mltrl/")
    ? known(records)
    : await (path.includes("/") ? below(path.slice(0, path.lastIndexOf("/"))) : root());
  if (listing.state === "unavailable") return listing;
  const entry = listing.value.get(path);
  return entry ? known(entry) : unavailable("missing", `${path} does not exist`, { path });
}
