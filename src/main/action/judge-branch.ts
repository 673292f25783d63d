import type { DeployedReport } from "../../core/model/deployed.ts";
import { type Fact, mapFact } from "../../core/model/fact.ts";
import { checkDeployed } from "../../use-cases/check-deployed.ts";
import { worktreeCiReports } from "../../worktree/worktree-ci-reports.ts";
import { worktreePeople } from "../../worktree/worktree-people.ts";
import type { JobSurroundings } from "./job-surroundings.ts";
import { peopleFor } from "./job-view.ts";
import { layeredRepository } from "./layered-repository.ts";
import { tellingReports, tellingRepository } from "./progress.ts";
import { withClone } from "./with-clone.ts";

/** What runs, with the verdict on it. */
export interface JudgedBranch {
  readonly type: "branch";
  readonly report: DeployedReport;
}

/** Judges what runs, by what a branch records of it. */
export function judgeBranch(
  branch: string,
  commit: string,
  surroundings: JobSurroundings,
): Promise<Fact<JudgedBranch>> {
  return withClone(surroundings, async (clone): Promise<Fact<JudgedBranch>> => {
    const { github, job, clock, engine, say } = surroundings;
    const brought = await clone.fetch([commit]);
    const ports = github && (await (await github()).ofDeployments(job.repository));
    if (brought.state === "unavailable" && ports === undefined) return brought;
    const repository = tellingRepository(clone.repository, say);
    const layered = ports && tellingRepository(layeredRepository(clone, ports.repository), say);
    const report = await checkDeployed(
      { branch, commit, now: new Date(clock.now()).toISOString() },
      {
        // Versions that run are judged at their tags: all of them, with what they lead to.
        repository: layered ? { ...layered, tags: () => repository.tags() } : repository,
        people: ports ? peopleFor(ports.people) : worktreePeople,
        ci: tellingReports(ports?.ci ?? worktreeCiReports, say),
      },
      engine,
    );
    return mapFact(report, (value) => ({ type: "branch", report: value }));
  });
}
