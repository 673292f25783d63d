import type { Fact } from "../../core/model/fact.ts";
import { worktreeCiReports } from "../../worktree/worktree-ci-reports.ts";
import { worktreePeople } from "../../worktree/worktree-people.ts";
import { againstBase } from "./against-base.ts";
import { cloneChange, type ToldChange } from "./clone-change.ts";
import type { JobSurroundings } from "./job-surroundings.ts";
import { judgeChange, type JudgedChange } from "./judge-change.ts";
import { withClone } from "./with-clone.ts";

/** Judges a branch as a change of another, or of a commit, where the workflow names that. */
export function judgeAgainst(
  told: ToldChange,
  base: string,
  surroundings: JobSurroundings,
): Promise<Fact<JudgedChange>> {
  return withClone(surroundings, async (clone): Promise<Fact<JudgedChange>> => {
    const source = cloneChange(clone, told, "there is no pull request", surroundings.clock);
    const around = { clone, repository: clone.repository, people: worktreePeople, ci: worktreeCiReports }; // prettier-ignore
    return judgeChange(againstBase(source, base, around), around, undefined, surroundings);
  });
}
