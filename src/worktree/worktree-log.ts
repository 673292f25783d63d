import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { BranchCommit, BranchLog } from "../ports/branch-log.ts";
import type { Git } from "./run-git.ts";
import type { WorktreeRepository } from "./worktree-repository.ts";

/** The id of a tree without entries, which git knows in every repository (of SHA-1). */
const EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

/** Parts of a line; nothing that git prints of a commit holds one. */
const SEPARATOR = "\u0000";

/** The past of a clone's branches. */
export function worktreeLog(git: Git, repository: WorktreeRepository): BranchLog {
  return {
    nothing: EMPTY_TREE,
    async commits(revision): Promise<Fact<readonly BranchCommit[]>> {
      const shallow = await git(["rev-parse", "--is-shallow-repository"]);
      if (shallow.state === "unavailable") return shallow;
      if (shallow.value.toString("latin1").trim() === "true") {
        return unavailable(
          "missing",
          'this clone does not have the whole history; run "git fetch --unshallow"',
        );
      }
      const log = await git([
        "log",
        "-z",
        "--first-parent",
        "--reverse",
        "--format=%H%n%P%n%cI%n%an <%ae>%n%s",
        "--end-of-options",
        revision,
        "--",
      ]);
      if (log.state === "unavailable") return log;
      const entries = log.value.toString("utf8").split(SEPARATOR);
      return known(entries.filter((entry) => entry !== "").map(commitOf));
    },
    changes: ({ commit, parent = EMPTY_TREE }) => repository.changedFiles(parent, commit),
  };
}

function commitOf(entry: string): BranchCommit {
  const [commit = "", parents = "", date = "", author = "", subject = ""] = entry.split("\n");
  const [parent] = parents.split(" ");
  return {
    commit,
    parent: parent === "" ? undefined : parent,
    date: new Date(date).toISOString(),
    author,
    subject,
  };
}
