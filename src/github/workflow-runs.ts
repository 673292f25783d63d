import { type RunBranch, workflowPath, type WorkflowRun } from "../core/model/ci-report.ts";
import { type Fact, known, unavailable } from "../core/model/fact.ts";
import { EVENTS_OF_THE_HEAD } from "../core/model/run-facts.ts";
import { actionsRefusal } from "./actions-refusal.ts";
import type { InstallationClient } from "./installation-client.ts";

/** As many as one page shows. */
const PER_PAGE = 100;
/** A branch with more runs than this has those of a workflow in earnest among them. */
const MAX_PAGES = 3;

/** Runs on so many heads of a branch are of interest. */
const MAX_HEADS = 5;

/** A run as REST tells of it (docs: rest/actions/workflow-runs); only what is read. */
interface RunAnswer {
  readonly id: number;
  readonly run_attempt?: number;
  readonly html_url: string;
  readonly path: string;
  readonly event: string;
  readonly status: string | null;
  readonly conclusion: string | null;
  readonly head_sha: string;
  readonly head_branch: string | null;
  readonly head_repository?: { readonly id: number } | null;
  readonly workflow_url: string;
  readonly referenced_workflows?: readonly { readonly path: string; readonly sha: string }[] | null;
}

interface Page {
  readonly runs: readonly RunAnswer[];
  readonly isLast: boolean;
}

/** The runs of workflows on a branch, the newest first. A page that was read serves every workflow. */
export function workflowRuns(
  client: InstallationClient,
  repository: { readonly id: number; readonly owner: string; readonly name: string },
  branch: RunBranch,
): (workflow: string) => Promise<Fact<readonly WorkflowRun[]>> {
  const pages: Promise<Fact<Page>>[] = [];
  const pageAt = (index: number): Promise<Fact<Page>> =>
    (pages[index] ??= readPage(client, repository, branch, index + 1));
  const isOnBranch = ({ head_branch, head_repository, event }: RunAnswer): boolean =>
    head_branch === branch.name &&
    head_repository?.id === branch.repository &&
    EVENTS_OF_THE_HEAD.has(event);
  return async (workflow) => {
    // A branch of a fork that is gone cannot be told from one of the same name in another.
    if (branch.repository === undefined) {
      return unavailable("not-visible", `the repository that ${branch.name} is in is gone, and runs cannot be told to be on it`); // prettier-ignore
    }
    for (let index = 0; index < MAX_PAGES; index += 1) {
      const page = await pageAt(index);
      if (page.state === "unavailable") return page;
      const runs = page.value.runs
        .filter((run) => isOnBranch(run) && workflowPath(run.path) === workflow)
        .map((run) => workflowRun(run, repository.id));
      if (runs.length > 0 || page.value.isLast) return known(onNewestHeads(runs));
    }
    return known([]);
  };
}

/** Of each head it is looked whether its content is the one that is judged; of older ones it hardly is. */
function onNewestHeads(runs: readonly WorkflowRun[]): readonly WorkflowRun[] {
  const heads = new Set(runs.map(({ headSha }) => headSha));
  const newest = new Set([...heads].slice(0, MAX_HEADS));
  return runs.filter(({ headSha }) => newest.has(headSha));
}

async function readPage(
  client: InstallationClient,
  { owner, name }: { readonly owner: string; readonly name: string },
  branch: RunBranch,
  page: number,
): Promise<Fact<Page>> {
  try {
    const { workflow_runs: runs, total_count: total } = await client.rest<{
      readonly total_count: number;
      readonly workflow_runs: readonly RunAnswer[];
    }>("GET /repos/{owner}/{repo}/actions/runs", {
      owner,
      repo: name,
      branch: branch.name,
      exclude_pull_requests: true,
      per_page: PER_PAGE,
      page,
    });
    return known({ runs, isLast: page * PER_PAGE >= total || runs.length < PER_PAGE });
  } catch (error) {
    return actionsRefusal(error, "runs of workflows");
  }
}

function workflowRun(run: RunAnswer, repository: number): WorkflowRun {
  const { status, conclusion } = run;
  const ended = status === "completed";
  return {
    id: run.id,
    attempt: run.run_attempt ?? 1,
    url: run.html_url,
    workflow: workflowPath(run.path),
    event: run.event,
    // What is requested, pending or waits for somebody has not begun.
    status: ended || status === "in_progress" ? status : "queued",
    ...(ended && conclusion !== null && { conclusion }),
    headSha: run.head_sha,
    fromFork: run.head_repository?.id !== repository,
    called: (run.referenced_workflows ?? []).map(({ path, sha }) => ({
      path: workflowPath(path),
      sha,
    })),
    required: isRequired(run),
  };
}

/**
 * Workflows that a ruleset requires are listed under an address of their own. Their path says nothing: a
 * file of the same name in the pull request has the same one.
 */
function isRequired({ workflow_url: url }: RunAnswer): boolean {
  return /\/actions\/required_workflows\/\d+$/.test(url);
}
