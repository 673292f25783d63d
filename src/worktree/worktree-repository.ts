import { type Fact, known, mapFact, unavailable } from "../core/model/fact.ts";
import { CODE_OWNERS_PATHS } from "../core/model/policy.ts";
import type { ChangedFile, Listing, TreeEntry } from "../core/model/tree.ts";
import type { Repository } from "../ports/repository.ts";
import { changedFiles } from "./changed-files.ts";
import { changedLines } from "./changed-lines.ts";
import type { ObjectReader } from "./object-reader.ts";
import { isNearAncestor } from "./commit-graph.ts";
import { type Ref, tagsOf } from "./read-refs.ts";
import type { Git } from "./run-git.ts";
import { treeReader } from "./tree-reader.ts";

/** A local git repository. Besides content it knows histories and differences; each is asked for once. */
export interface WorktreeRepository extends Repository {
  changedFiles(from: string, to: string): Promise<Fact<readonly ChangedFile[]>>;
  /** Says which commit a tree stands on that no commit holds: the work tree's. */
  standsOn(tree: string, commit: string): void;
  /** The CODEOWNERS file that GitHub would heed; undefined where there is none. */
  codeOwners(revision: string): Promise<Fact<TreeEntry | undefined>>;
}

/** `.mltrl/cards/nn.md` and `.mltrl/reviews/nn/2026-01-02.yml`; nothing of ours lies deeper. */
const RECORDS_DEPTH = 3;

export interface WorktreeRepositoryOptions {
  readonly git: Git;
  /** The same in the root of the work tree, from which paths count; not given where `git` runs there. */
  readonly inRoot?: Git;
  readonly objects: ObjectReader;
  /** References, tags among them. */
  readonly refs: () => Promise<Fact<readonly Ref[]>>;
}

export function worktreeRepository({
  git,
  inRoot = git,
  objects,
  refs,
}: WorktreeRepositoryOptions): WorktreeRepository {
  const trees = treeReader(objects);
  const commits = new Map<string, string>();
  const ask = memory();

  const mergeBase: Repository["mergeBase"] = (one, other) => {
    const sides = [one, other].map((side) => commits.get(side) ?? side);
    return ask(["merge-base", ...sides], async () => {
      const [base = "", head = ""] = sides;
      const ahead = await isNearAncestor(objects, base, head);
      if (ahead.state === "known" && ahead.value) return known(base);
      const output = await git(["merge-base", "--end-of-options", ...sides]);
      if (output.state === "known") return known(output.value.toString("latin1").trim());
      return unavailable(
        output.cause,
        output.reason.endsWith("ended with 1")
          ? `the histories of ${one} and ${other} do not meet in this clone; if it is shallow, run "git fetch --unshallow"`
          : output.reason,
      );
    });
  };
  const changed: WorktreeRepository["changedFiles"] = (from, to) =>
    ask(["changed-files", from, to], () => changedFiles(git, trees, from, to));

  return {
    mergeBase,
    changedFiles: changed,
    standsOn: (tree, commit) => void commits.set(tree, commit),
    async codeOwners(revision) {
      const root = await trees.rootOf(revision);
      if (root.state === "unavailable") return root;
      for (const path of CODE_OWNERS_PATHS) {
        const found = await trees.find(root.value, path);
        if (found.state === "unavailable" || found.value?.type === "blob") return found;
      }
      return known(undefined);
    },
    records: (revision) =>
      ask(["records", revision], async () => {
        const root = await trees.rootOf(revision);
        if (root.state === "unavailable") return root;
        const own = await trees.find(root.value, ".mltrl");
        if (own.state === "unavailable") return own;
        if (own.value?.type !== "tree") return known(listingOf(own.value ? [own.value] : []));
        return mapFact(await trees.below(own.value.id, ".mltrl/", RECORDS_DEPTH), listingOf);
      }),
    files: (revision, folder) =>
      ask(["files", revision, folder], async () => {
        const root = await trees.rootOf(revision);
        if (root.state === "unavailable") return root;
        const own = await trees.find(root.value, folder);
        if (own.state === "unavailable") return own;
        if (own.value?.type !== "tree") return known(new Map());
        const prefix = folder === "" ? "" : `${folder}/`;
        return mapFact(await trees.belowWithSizes(own.value.id, prefix), listingOf);
      }),
    root: (revision) =>
      ask(["root", revision], async () => {
        const root = await trees.rootOf(revision);
        if (root.state === "unavailable") return root;
        const entries = await trees.belowWithSizes(root.value, "", 1);
        return mapFact(entries, (all) => listingOf(all.filter(({ type }) => type !== "tree")));
      }),
    // Callers know content again by its bytes: the same blob is always the same array.
    blob: (id) =>
      ask(["blob", id], async () => {
        const object = await objects.read(id);
        if (object.state === "unavailable") return object;
        return object.value?.type === "blob"
          ? known(object.value.bytes)
          : unavailable("upstream", `the content ${id} is not in this repository`);
      }),
    customProperties: () => Promise.resolve(known(new Map())),
    tags: () =>
      ask(["tags"], async () => {
        const read = await refs();
        return read.state === "known" ? tagsOf(read.value, objects) : read;
      }),
    commitBefore: (tip, instant) =>
      ask(["commit-before", tip, instant], async () => {
        const from = commits.get(tip) ?? tip;
        const found = await git([
          "rev-list",
          "-1",
          "--first-parent",
          `--before=${instant}`,
          "--end-of-options",
          from,
        ]);
        if (found.state === "unavailable") return found;
        const commit = found.value.toString("latin1").trim();
        if (commit !== "") return known(commit);
        const shallow = await git(["rev-parse", "--is-shallow-repository"]);
        if (shallow.state === "unavailable") return shallow;
        return shallow.value.toString("latin1").trim() === "true"
          ? unavailable(
              "missing",
              `this clone does not reach back to ${instant}; run "git fetch --unshallow"`,
            )
          : known(undefined);
      }),
    async changedLines(base, head, paths) {
      const from = await mergeBase(base, head);
      if (from.state === "unavailable") return from;
      const files = await changed(from.value, head);
      if (files.state === "unavailable") return files;
      return changedLines(inRoot, { from: from.value, to: head, changed: files.value }, paths);
    },
  };
}

function listingOf(entries: readonly TreeEntry[]): Listing {
  const listing = new Map<string, TreeEntry>();
  for (const entry of entries) listing.set(entry.path, entry);
  return listing;
}

/** Asks every question once. */
function memory(): <T>(question: readonly string[], ask: () => Promise<T>) => Promise<T> {
  const answers = new Map<string, Promise<unknown>>();
  return <T>(question: readonly string[], ask: () => Promise<T>): Promise<T> => {
    const key = question.join("\0");
    const answer = answers.get(key) ?? ask();
    answers.set(key, answer);
    return answer as Promise<T>;
  };
}
