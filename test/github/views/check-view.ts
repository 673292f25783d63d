import { latestRuns, suiteOutcome } from "../state/check.ts";
import type { CheckRun, CheckSuite, CommitStatus, Repository } from "../state/nouns.ts";
import { pullRequestsOf } from "../state/repository.ts";
import type { World } from "../state/world.ts";
import { simpleUser } from "./account-view.ts";
import { appView } from "./app-view.ts";
import { repositoryPage, repositoryUrl, repositoryView } from "./repository-view.ts";
import type { CheckRunData, CheckSuiteData, StatusData } from "./shapes.ts";

/** `check-run`. */
export function checkRunView(world: World, run: CheckRun): CheckRunData {
  const { suite } = run;
  const url = `${repositoryUrl(world, suite.repository)}/check-runs/${run.id}`;
  const page = repositoryPage(world, suite.repository);
  return {
    id: run.id,
    name: run.name,
    node_id: run.nodeId,
    head_sha: suite.sha,
    external_id: run.externalId,
    url,
    html_url: `${page}/runs/${run.id}`,
    details_url: run.detailsUrl ?? `${world.url}/apps/${suite.app.slug}`,
    status: run.status,
    // `stale` is set by GitHub alone and missing from the published enumeration.
    conclusion: run.conclusion as CheckRunData["conclusion"],
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: {
      ...run.output,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: suite.id },
    app: appView(world, suite.app),
    pull_requests: pullRequestsAt(world, suite.repository, suite.sha),
  };
}

/**
 * Open pull requests with the commit as head. Those from forks are left out: page "Using the REST API to
 * interact with checks" says the Checks API looks only for pushes in the repository itself.
 */
export function pullRequestsAt(
  world: World,
  repository: Repository,
  sha: string,
): CheckRunData["pull_requests"] {
  const reference = (of: Repository): { id: number; url: string; name: string } => ({
    id: of.id,
    url: repositoryUrl(world, of),
    name: of.name,
  });
  return pullRequestsOf(repository)
    .filter(
      ({ state, head }) => state === "open" && head.sha === sha && head.repository === repository,
    )
    .map((pull) => ({
      id: pull.id,
      number: pull.number,
      url: `${repositoryUrl(world, repository)}/pulls/${pull.number}`,
      head: { ref: pull.head.ref, sha: pull.head.sha, repo: reference(pull.head.repository) },
      base: { ref: pull.base.ref, sha: pull.base.sha, repo: reference(repository) },
    }));
}

/** `check-suite`; the commit is handed in, because views do not read git. */
export function checkSuiteView(
  world: World,
  suite: CheckSuite,
  headCommit: CheckSuiteData["head_commit"],
): CheckSuiteData {
  const url = `${repositoryUrl(world, suite.repository)}/check-suites/${suite.id}`;
  return {
    id: suite.id,
    node_id: suite.nodeId,
    head_branch: suite.branch,
    head_sha: suite.sha,
    ...suiteOutcome(suite),
    url,
    before: suite.before,
    after: suite.sha,
    pull_requests: pullRequestsAt(world, suite.repository, suite.sha),
    app: appView(world, suite.app),
    repository: repositoryView(world, suite.repository) as CheckSuiteData["repository"],
    created_at: suite.createdAt,
    updated_at: suite.updatedAt,
    head_commit: headCommit,
    latest_check_runs_count: latestRuns(suite.runs).length,
    check_runs_url: `${url}/check-runs`,
    rerequestable: true,
    runs_rerequestable: true,
  };
}

/** `status`. */
export function statusView(
  world: World,
  repository: Repository,
  sha: string,
  status: CommitStatus,
): StatusData {
  return {
    url: `${repositoryUrl(world, repository)}/statuses/${sha}`,
    avatar_url: `${world.url}/avatars/u/${status.creator.id}`,
    id: status.id,
    node_id: status.nodeId,
    state: status.state,
    description: status.description,
    target_url: status.targetUrl,
    context: status.context,
    created_at: status.createdAt,
    updated_at: status.createdAt,
    creator: simpleUser(world, status.creator),
  };
}
