import type { Change } from "../../core/model/change.ts";
import { type Fact, unavailable } from "../../core/model/fact.ts";
import type { ChangeSource } from "../../ports/change-source.ts";
import type { FetchedRepository } from "../../worktree/fetched-repository.ts";
import { worktreeCiReports } from "../../worktree/worktree-ci-reports.ts";
import { worktreePeople } from "../../worktree/worktree-people.ts";
import { againstBase } from "./against-base.ts";
import { cloneChange } from "./clone-change.ts";
import type { Job } from "./job.ts";
import type { JobSurroundings } from "./job-surroundings.ts";
import { peopleFor, withOwnChecks } from "./job-view.ts";
import { type Around, asRead, judgeChange, type JudgedChange } from "./judge-change.ts";
import { layeredRepository } from "./layered-repository.ts";
import type { Pull } from "./mode.ts";
import { withClone } from "./with-clone.ts";

/** Judges a pull request: by GitHub where it may be asked, else as far as the event and git tell of it. */
export function judgePullRequest(
  pull: Pull,
  surroundings: JobSurroundings,
): Promise<Fact<JudgedChange>> {
  return withClone(surroundings, async (clone): Promise<Fact<JudgedChange>> => {
    const { github, job, inputs } = surroundings;
    const ports = github && (await (await github()).ofPullRequest(job.repository, pull.number));
    const seen = ports && (await withOwnChecks(ports.source).read());
    const moved = seen?.state === "known" ? whyMoved(pull, seen.value) : undefined;
    if (moved !== undefined) return unavailable("stale", moved);
    if (seen?.state === "known") await bring(clone, seen.value);
    const why = seen === undefined ? "no token was given" : seen.state === "unavailable" ? seen.reason : ""; // prettier-ignore
    const source =
      seen?.state === "known" ? asRead(seen) : fallback(pull, clone, why, surroundings);
    if (source === undefined) return seen as Fact<never>;
    const around: Around = {
      clone,
      repository: ports ? layeredRepository(clone, ports.repository) : clone.repository,
      people: ports ? peopleFor(ports.people) : worktreePeople,
      ci: ports?.ci ?? worktreeCiReports,
    };
    const based = inputs.base === undefined ? source : againstBase(source, inputs.base, around);
    return judgeChange(based, around, ports, surroundings);
  });
}

/** A verdict on one head must not come to stand on another. */
function whyMoved({ number, told }: Pull, { head }: Change): string | undefined {
  return told === undefined || told.head === head
    ? undefined
    : `this run is of ${told.head.slice(0, 7)}, and pull request #${number} has moved to ${head.slice(0, 7)}, whose own run decides`;
}

/** What cannot be fetched is read from GitHub, which needs no word. */
async function bring(clone: FetchedRepository, change: Change): Promise<void> {
  await clone.fetch([change.defaultTip, change.baseTip, change.head]);
}

function fallback(
  { told }: Pull,
  clone: FetchedRepository,
  why: string,
  { job, clock }: JobSurroundings,
): ChangeSource | undefined {
  return told && cloneChange(clone, { ...told, defaultBranch: defaultBranchOf(job) }, why, clock);
}

function defaultBranchOf({ payload }: Job): string {
  const { repository } = payload as { readonly repository?: { readonly default_branch?: string } };
  return repository?.default_branch ?? "main";
}
