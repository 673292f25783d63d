import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { TreeEntry } from "../core/model/tree.ts";
import type { ObjectReader } from "./object-reader.ts";
import { pathText } from "./path-text.ts";

/** A line of a folder: a name, what stands there, and git's mode of it. */
export interface TreeLine extends TreeEntry {
  readonly mode: string;
}

/** Reads folders by their tree id. A tree never changes, and most are the same on both sides: each is read once. */
export interface TreeReader {
  /** The id of the root folder at a revision (a commit, a tag or a tree). */
  rootOf(revision: string): Promise<Fact<string>>;
  /** What stands directly in a folder; paths are names. */
  entries(tree: string): Promise<Fact<readonly TreeLine[]>>;
  /** What stands at a path below a tree; undefined if nothing does. */
  find(tree: string, path: string): Promise<Fact<TreeEntry | undefined>>;
  /**
   * Everything below a folder but folders, each path behind the prefix. Folders deeper than `depth`
   * stand for themselves.
   */
  below(tree: string, prefix: string, depth?: number): Promise<Fact<readonly TreeEntry[]>>;
  /** The same with the sizes of files, which a folder does not tell. */
  belowWithSizes(tree: string, prefix: string, depth?: number): Promise<Fact<readonly TreeEntry[]>>;
}

export function treeReader(objects: ObjectReader): TreeReader {
  const roots = new Map<string, Promise<Fact<string>>>();
  const trees = new Map<string, Promise<Fact<readonly TreeLine[]>>>();
  const sizes = new Map<string, Promise<Sizes>>();

  const readRoot = async (revision: string): Promise<Fact<string>> => {
    const tree = await objects.read(`${revision}^{tree}`);
    if (tree.state === "unavailable") return tree;
    if (tree.value?.type !== "tree") {
      return unavailable("upstream", `${revision} is not in this repository`);
    }
    const { id, bytes } = tree.value;
    trees.set(id, Promise.resolve(known(parseTree(bytes, id.length / 2))));
    return known(id);
  };
  const readTree = async (id: string): Promise<Fact<readonly TreeLine[]>> => {
    const tree = await objects.read(id);
    if (tree.state === "unavailable") return tree;
    return tree.value?.type === "tree"
      ? known(parseTree(tree.value.bytes, id.length / 2))
      : unavailable("upstream", `the folder ${id} is not in this repository`);
  };

  const rootOf: TreeReader["rootOf"] = (revision) => once(roots, revision, readRoot);
  const entries: TreeReader["entries"] = (tree) => once(trees, tree, readTree);
  const readSizes = async (tree: string): Promise<Sizes> => {
    const lines = await entries(tree);
    return lines.state === "known" ? objects.sizes(lines.value.map(({ id }) => id)) : [];
  };
  const sizesIn: SizesIn = (tree) => once(sizes, tree, readSizes);

  const find: TreeReader["find"] = async (tree, path) => {
    let entry: TreeEntry | undefined = { path: "", type: "tree", id: tree };
    for (const name of path === "" ? [] : path.split("/")) {
      if (entry?.type !== "tree") return known(undefined);
      const inside: Fact<readonly TreeLine[]> = await entries(entry.id);
      if (inside.state === "unavailable") return inside;
      entry = inside.value.find((each) => each.path === name);
    }
    return known(entry && { path, type: entry.type, id: entry.id });
  };

  /** A change leaves most folders as they are: both sides then have the same entries. */
  const collector = (sizesOf: SizesIn): TreeReader["below"] => {
    const collected = new Map<string, Promise<Fact<readonly TreeEntry[]>>>();
    /** Puts entries where their folder stands, in git's order. */
    const collect: TreeReader["below"] = async (tree, prefix, depth = Infinity) => {
      const [inside, bytes] = await Promise.all([entries(tree), sizesOf(tree)]);
      if (inside.state === "unavailable") return inside;
      const lists: (readonly TreeEntry[] | Promise<Fact<readonly TreeEntry[]>>)[] = [];
      let own: TreeEntry[] = [];
      for (const [index, { path: name, type, id }] of inside.value.entries()) {
        const path = prefix + name;
        const size = type === "blob" ? bytes[index] : undefined;
        if (type === "tree" && depth > 1) {
          lists.push(own, below(id, `${path}/`, depth - 1));
          own = [];
        } else own.push(size === undefined ? { path, type, id } : { path, type, id, size });
      }
      lists.push(own);
      const found: TreeEntry[] = [];
      for (const list of lists) {
        const part = "then" in list ? await list : known(list);
        if (part.state === "unavailable") return part;
        for (const entry of part.value) found.push(entry);
      }
      return known(found);
    };
    const below: TreeReader["below"] = (tree, prefix, depth = Infinity) =>
      once(collected, `${tree} ${depth} ${prefix}`, () => collect(tree, prefix, depth));
    return below;
  };

  return {
    rootOf,
    entries,
    find,
    below: collector(noSizes),
    belowWithSizes: collector(sizesIn),
  };
}

/** Of each line of a folder, what it says of a file's bytes. */
type Sizes = readonly (number | undefined)[];
type SizesIn = (tree: string) => Promise<Sizes>;

const noSizes: SizesIn = () => Promise.resolve([]);

function once<T>(
  asked: Map<string, Promise<T>>,
  key: string,
  ask: (key: string) => Promise<T>,
): Promise<T> {
  const answer = asked.get(key) ?? ask(key);
  asked.set(key, answer);
  return answer;
}

const TYPES: ReadonlyMap<string, TreeEntry["type"]> = new Map([
  ["40000", "tree"],
  ["120000", "link"],
  ["160000", "submodule"],
]);

/** Git's form of a folder: mode, a space, name, a zero byte, and the id as `idBytes` bytes. */
function parseTree(bytes: Buffer, idBytes: number): TreeLine[] {
  const lines: TreeLine[] = [];
  for (let at = 0; at < bytes.length;) {
    const space = bytes.indexOf(0x20, at);
    const zero = bytes.indexOf(0, space);
    const mode = bytes.toString("latin1", at, space);
    at = zero + 1 + idBytes;
    lines.push({
      path: pathText(bytes, space + 1, zero),
      type: TYPES.get(mode) ?? "blob",
      id: bytes.toString("hex", zero + 1, at),
      mode,
    });
  }
  return lines;
}
