import { spawnSync } from "node:child_process";
import { known } from "../../src/core/model/fact.ts";
import type { Repository } from "../../src/ports/repository.ts";
import { recordMerge } from "../../src/use-cases/record-merge.ts";
import { VERSION } from "../../src/main/version.ts";
import { ENGINE } from "../support/fake-engine.ts";
import { GIT_ENVIRONMENT } from "../support/git-repository.ts";
import { gitRecords, type RunGit } from "../support/git-records.ts";
import { withWorkTree } from "../worktree/work-tree.ts";
import { writeGitCopy } from "./git-copy.ts";
import type { Replayed } from "./replay.ts";

/** Git in the folder of a copy. */
export function gitOf(folder: string, environment: Readonly<Record<string, string>> = {}): RunGit {
  return (words, input = "") => {
    const { status, stdout, stderr } = spawnSync("git", words, {
      cwd: folder,
      env: { ...GIT_ENVIRONMENT, ...environment },
      encoding: "utf8",
      input,
      maxBuffer: 256 * 1024 * 1024,
    });
    if (status !== 0) throw new Error(`git ${words.join(" ")}: ${stderr}`);
    return stdout.replace(/\n$/, "");
  };
}

/**
 * Writes the history of an example into a new folder, with a record of each merge that counts, as the App
 * would have made it: people and checks are those of the example, all else is git's.
 */
export async function writeRecordedCopy(
  folder: string,
  replayed: readonly Replayed[],
  isRecorded: (step: Replayed["step"]) => boolean = () => true,
): Promise<void> {
  writeGitCopy(folder, replayed);
  const git = gitOf(folder);
  const commits = commitsByBranch(git, replayed);
  const store = gitRecords(git);
  await withWorkTree(folder, async ({ repository }) => {
    let main = "";
    for (const [i, { step, ports }] of replayed.entries()) {
      const merge = commits.get(step.name);
      if (!step.merge || merge === undefined) continue;
      const { commit, parent } = merge;
      const change = {
        ...ports.change,
        head: commit,
        baseTip: parent,
        defaultTip: step.base === "main" ? parent : main,
        reviews: known(
          (ports.change.reviews.state === "known" ? ports.change.reviews.value : []).map((review) =>
            review.commit === ports.change.head ? { ...review, commit } : review,
          ),
        ),
      };
      if (isRecorded(step)) {
        await recordMerge(
          { number: i + 1, mergeCommit: commit, mergedAt: change.now },
          {
            source: { read: () => Promise.resolve(known(change)) },
            repository: joined(repository, ports.repository),
            people: ports.people,
            ci: ports.ci,
            baseBefore: () => Promise.resolve(known(parent)),
            stores: [store],
          },
          { ...ENGINE, version: VERSION },
        );
      }
      if (step.base === "main") main = commit;
    }
  });
}

/** Commits that the example has and the copy has not, such as heads that were never merged, are the example's. */
function joined(copy: Repository, example: Repository): Repository {
  const either = async <T extends { readonly state: string }>(
    ask: (from: Repository) => Promise<T>,
  ): Promise<T> => {
    const here = await ask(copy);
    return here.state === "known" ? here : ask(example);
  };
  return {
    ...copy,
    records: (revision) => either((from) => from.records(revision)),
    files: (revision, folder) => either((from) => from.files(revision, folder)),
    root: (revision) => either((from) => from.root(revision)),
    blob: (id) => either((from) => from.blob(id)),
    tags: () => example.tags(),
  };
}

interface Merged {
  readonly commit: string;
  readonly parent: string;
}

/** What each step's merge became, by the step's name: on each branch they stand in their order. */
function commitsByBranch(git: RunGit, replayed: readonly Replayed[]): Map<string, Merged> {
  const found = new Map<string, Merged>();
  for (const branch of new Set(replayed.map(({ step }) => step.base))) {
    const steps = replayed.filter(({ step }) => step.merge && step.base === branch);
    if (steps.length === 0) continue;
    const log = git(["log", "--first-parent", "--reverse", "--format=%H %P", branch]).split("\n");
    for (const [i, { step }] of steps.entries()) {
      const [commit = "", parent = ""] = (log.at(i - steps.length) ?? "").split(" ");
      found.set(step.name, { commit, parent });
    }
  }
  return found;
}
