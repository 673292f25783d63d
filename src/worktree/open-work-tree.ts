import { mkdtempSync, mkdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Fact, known, mapFact, unavailable } from "../core/model/fact.ts";
import type { CheckedOut } from "../core/model/run-facts.ts";
import type { BranchLog } from "../ports/branch-log.ts";
import type { CiReports } from "../ports/ci-reports.ts";
import type { ChangeSource } from "../ports/change-source.ts";
import type { Clock } from "../ports/clock.ts";
import type { FileHistory } from "../ports/file-history.ts";
import type { People } from "../ports/people.ts";
import type { RecordHistory } from "../ports/record-store.ts";
import type { Repository } from "../ports/repository.ts";
import { checkedOut } from "./checked-out.ts";
import { findBase, refsForBase } from "./find-base.ts";
import { gitEnvironment, withoutFilters } from "./git-environment.ts";
import { objectReader } from "./object-reader.ts";
import { readRefs } from "./read-refs.ts";
import { localFilters, repositoryPlaces } from "./repository-places.ts";
import { type Git, gitIn } from "./run-git.ts";
import { quotedPath, snapshot } from "./snapshot.ts";
import { type WorkTreeState, workTreeState } from "./work-tree-state.ts";
import { worktreeCiReports } from "./worktree-ci-reports.ts";
import { worktreeChangeSource } from "./worktree-change-source.ts";
import { worktreeHistory } from "./worktree-history.ts";
import { worktreeLog } from "./worktree-log.ts";
import { worktreeRecords } from "./worktree-records.ts";
import { worktreePeople } from "./worktree-people.ts";
import { worktreeRepository } from "./worktree-repository.ts";

export interface WorkTreeOptions {
  /** Any folder of the work tree. */
  readonly folder: string;
  /** The revision to compare with; the default branch if none is named. */
  readonly base?: string;
  readonly clock: Clock;
  /** The variables git is run with, apart from those that would make it do more than read. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** The ports over a work tree. Nothing is written to its repository. */
export interface WorkTree {
  readonly source: ChangeSource;
  readonly repository: Repository;
  readonly history: FileHistory;
  readonly log: BranchLog;
  /** What the App keeps of merges, as far as it was fetched. */
  readonly records: RecordHistory;
  readonly people: People;
  readonly ci: CiReports;
  /** The commit that is checked out, whatever was changed since. */
  readonly checkedOut: () => Promise<Fact<CheckedOut>>;
  /** The folder that holds the work tree. */
  readonly root: () => Promise<Fact<string>>;
  /** What stands in the work tree, committed or not, as a revision. */
  readonly head: () => Promise<Fact<string>>;
  /** Filters of this clone's own configuration, which are not run. */
  readonly disabledFilters: () => Promise<Fact<readonly string[]>>;
  readonly close: () => Promise<void>;
}

/** The most of one object that is kept in memory: room for the largest report there is. */
const MAX_OBJECT_BYTES = 64 * 1024 * 1024;

/** Opens a work tree. Git is started only when something is asked of it. */
export function openWorkTree(options: WorkTreeOptions): Fact<WorkTree> {
  const { folder, base: named, clock } = options;
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    return unavailable("missing", `there is no folder ${folder}`);
  }
  const scratch = mkdtempSync(join(tmpdir(), "mltrl-"));
  mkdirSync(join(scratch, "objects"));
  const remove = (): void => rmSync(scratch, { recursive: true, force: true });
  process.once("exit", remove);

  const environment = {
    ...gitEnvironment(options.environment),
    // What a snapshot adds is read from here, along with the repository's own.
    GIT_ALTERNATE_OBJECT_DIRECTORIES: quotedPath(join(scratch, "objects")),
  };
  const git = gitIn(folder, environment);
  const objects = objectReader({ folder, environment, maxBytes: MAX_OBJECT_BYTES });
  const places = once(() => repositoryPlaces(git));
  const filters = once(() => localFilters(git));
  const refs = once(() => readRefs(git, [...refsForBase(named), "refs/tags"]));
  const repository = worktreeRepository({ git, inRoot: atRoot(git, places), objects, refs });

  const unfiltered = once(async (): Promise<Fact<Git>> => {
    const names = await filters();
    if (names.state === "unavailable") return names;
    return known(gitIn(folder, gitEnvironment(options.environment, withoutFilters(names.value))));
  });
  const state = once(async (): Promise<Fact<WorkTreeState>> => {
    const run = await unfiltered();
    return run.state === "known" ? workTreeState(run.value) : run;
  });
  const head = once(async (): Promise<Fact<string>> => {
    const [run, now] = await Promise.all([unfiltered(), state()]);
    if (run.state === "unavailable") return run;
    if (now.state === "unavailable") return now;
    const { commit, differing } = now.value;
    if (commit !== undefined && differing.length === 0) return known(commit);
    const found = await places();
    if (found.state === "unavailable") return found;
    const tree = await snapshot(run.value, now.value, { ...found.value, scratch });
    if (tree.state === "known" && commit !== undefined) repository.standsOn(tree.value, commit);
    return tree;
  });
  const base = async () => {
    const read = await refs();
    return read.state === "known" ? findBase(read.value, objects, named) : read;
  };
  return known({
    repository,
    history: worktreeHistory(atRoot(git, places), objects),
    log: worktreeLog(atRoot(git, places), repository),
    records: worktreeRecords(atRoot(git, places), objects),
    people: worktreePeople,
    ci: worktreeCiReports,
    source: worktreeChangeSource({ repository, state, head, base, clock }),
    head,
    checkedOut: () => checkedOut(git),
    root: async () => mapFact(await places(), ({ root }) => root),
    disabledFilters: filters,
    async close() {
      await objects.close();
      process.off("exit", remove);
      remove();
    },
  });
}

/** Paths given to git count from the folder it runs in. */
function atRoot(git: Git, places: () => Promise<Fact<{ readonly root: string }>>): Git {
  return async (args, options) => {
    const found = await places();
    return found.state === "known" ? git(args, { ...options, folder: found.value.root }) : found;
  };
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => (answer ??= ask());
}
