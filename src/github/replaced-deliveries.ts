import type { WorkflowRun } from "../core/model/ci-report.ts";
import { type Fact, known, unavailable, type Unavailable } from "../core/model/fact.ts";
import { type CarriedOutJob, whyNotKept } from "../core/model/kept-jobs.ts";
import { actionsRefusal } from "./actions-refusal.ts";
import type { InstallationClient } from "./installation-client.ts";

const PER_PAGE = 100;
/** A run with more jobs than this, over all its attempts, is not looked through. */
const MAX_PAGES = 5;

/** A job as REST tells of it (docs: rest/actions/workflow-jobs); only what is read. */
interface JobAnswer {
  readonly name: string;
  readonly run_attempt?: number;
}

type Home = { readonly owner: string; readonly name: string };

/**
 * Tells why what a job of a run delivered in an attempt does not count any more; undefined where it does.
 * The run's jobs are asked for once, and only where something is of an earlier attempt.
 */
export function replacedDeliveries(
  client: InstallationClient,
  home: Home,
  run: WorkflowRun,
): (job: string, attempt: number) => Promise<Unavailable | undefined> {
  let asked: Promise<Fact<readonly CarriedOutJob[]>> | undefined;
  return async (job, attempt) => {
    if (attempt === run.attempt) return undefined;
    asked ??= runJobs(client, home, run);
    const jobs = await asked;
    if (jobs.state === "unavailable") return jobs;
    const why = whyNotKept(job, attempt, run, jobs.value);
    return why === undefined ? undefined : unavailable("invalid", why);
  };
}

/** The jobs of every attempt of a run. */
async function runJobs(
  client: InstallationClient,
  { owner, name }: Home,
  { id }: WorkflowRun,
): Promise<Fact<readonly CarriedOutJob[]>> {
  const found: JobAnswer[] = [];
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    try {
      const { jobs, total_count: total } = await client.rest<{
        readonly total_count: number;
        readonly jobs: readonly JobAnswer[];
      }>("GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs", {
        owner,
        repo: name,
        run_id: id,
        filter: "all",
        per_page: PER_PAGE,
        page,
      });
      found.push(...jobs);
      if (found.length >= total || jobs.length < PER_PAGE) {
        return known(found.map((job) => ({ name: job.name, attempt: job.run_attempt ?? 1 })));
      }
    } catch (error) {
      return actionsRefusal(error, `which jobs of run ${id} ran again`);
    }
  }
  return unavailable("invalid", `run ${id} has more than ${MAX_PAGES * PER_PAGE} jobs in its attempts: run all of them again`); // prettier-ignore
}
