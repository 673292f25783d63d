import { requiredState } from "../rules/required-checks.ts";
import { activeRules, rulesOfType } from "../rules/active-rules.ts";
import { latestRuns, suiteOutcome } from "../state/check.ts";
import type { Annotation, App, CheckRun, CheckSuite } from "../state/nouns.ts";
import { pullRequestsOf } from "../state/repository.ts";
import { connectionOf } from "./connection.ts";
import type { Arguments, Fields } from "./context.ts";
import { gitNode, refNode } from "./git-nodes.ts";

export const appFields: Fields<App> = {
  url: (app, _, { world }) => `${world.url}/apps/${app.slug}`,
};

export const checkSuiteFields: Fields<CheckSuite> = {
  status: (suite) => suiteOutcome(suite).status.toUpperCase(),
  conclusion: (suite) => suiteOutcome(suite).conclusion?.toUpperCase() ?? null,
  commit: (suite) => gitNode(suite.repository, suite.repository.objects.read(suite.sha)),
  branch: (suite) =>
    suite.branch === null ? null : refNode(suite.repository, `refs/heads/${suite.branch}`),
  checkRuns: (suite, input) => connectionOf(selectRuns(suite, input), input),
  workflowRun: () => null, // no suite here belongs to a workflow
  push: () => null,
  creator: () => null,
  matchingPullRequests: (suite, input) => {
    // By the branch: the head may have moved on (docs: webhooks, `check_suite.pull_requests`).
    const found = pullRequestsOf(suite.repository).filter(
      ({ state, head }) =>
        state === "open" && head.ref === suite.branch && head.repository === suite.repository,
    );
    return connectionOf(found, input);
  },
};

/** The newest of each name unless all are asked for, as in REST. */
function selectRuns(suite: CheckSuite, input: Arguments): readonly CheckRun[] {
  const filter = (input["filterBy"] ?? {}) as {
    checkType?: string;
    checkName?: string;
    appId?: number;
    status?: string;
    statuses?: string[];
    conclusions?: string[];
  };
  const runs = filter.checkType === "ALL" ? suite.runs : latestRuns(suite.runs);
  return runs.filter(
    (run) =>
      (filter.checkName ?? run.name) === run.name &&
      (filter.appId ?? suite.app.id) === suite.app.id &&
      (filter.status ?? run.status.toUpperCase()) === run.status.toUpperCase() &&
      (filter.statuses?.includes(run.status.toUpperCase()) ?? true) &&
      (filter.conclusions?.includes(String(run.conclusion).toUpperCase()) ?? true),
  );
}

export const checkRunFields: Fields<CheckRun> = {
  status: (run) => run.status.toUpperCase(),
  conclusion: (run) => run.conclusion?.toUpperCase() ?? null,
  checkSuite: (run) => run.suite,
  repository: (run) => run.suite.repository,
  title: (run) => run.output.title,
  summary: (run) => run.output.summary,
  text: (run) => run.output.text,
  url: (run, _, { world }) =>
    `${world.url}/${run.suite.repository.owner.login}/${run.suite.repository.name}/runs/${run.id}`,
  permalink: (run, _, { world }) =>
    `${world.url}/${run.suite.repository.owner.login}/${run.suite.repository.name}/runs/${run.id}`,
  isRequired: (run, { pullRequestNumber }) => {
    const { repository, sha, app } = run.suite;
    const pull = repository.issues.get(Number(pullRequestNumber));
    if (pull?.kind !== "PullRequest") return false;
    const required = rulesOfType(
      activeRules(repository, `refs/heads/${pull.base.ref}`),
      "required_status_checks",
    )
      .flatMap(({ parameters }) => parameters.required_status_checks)
      .filter(({ context }) => context === run.name);
    return required.some((check) => {
      const pinned = check.integration_id;
      return (
        (pinned === undefined || pinned === app.id) &&
        requiredState(repository, sha, check) !== "expected"
      );
    });
  },
  annotations: (run, input) => connectionOf(run.annotations.map(annotationNode), input),
};

function annotationNode(annotation: Annotation) {
  return {
    kind: "CheckAnnotation",
    path: annotation.path,
    message: annotation.message,
    title: annotation.title ?? null,
    rawDetails: annotation.raw_details ?? null,
    annotationLevel: annotation.annotation_level.toUpperCase(),
    location: {
      start: { line: annotation.start_line, column: annotation.start_column ?? null },
      end: { line: annotation.end_line, column: annotation.end_column ?? null },
    },
  };
}
