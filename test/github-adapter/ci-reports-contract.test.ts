import { beforeAll } from "@jest/globals";
import nock from "nock";
import { openArtifact } from "../../src/evidence/artifact/open-artifact.ts";
import { ARTIFACT } from "../../src/evidence/manifest.ts";
import { githubCiReports } from "../../src/github/github-ci-reports.ts";
import { createObjectCache } from "../../src/github/caches/object-cache.ts";
import { ciReportsContract, type ContractRun } from "../ports/ci-reports-contract.ts";
import { evidenceZip, manifestOf } from "../support/evidence-artifact.ts";
import { answerAlways, recordedClient, REPOSITORY } from "../support/fake-github-api.ts";
import { NO_VERIFIER } from "../support/no-verifier.ts";
import { aRun } from "../support/fake-run.ts";

const BRANCHES = { head: "topic", base: "main" };
const HEAD = "a".repeat(40);

beforeAll(() => nock.disableNetConnect());

ciReportsContract("GitHub", (runs) => {
  for (const [branch, name] of Object.entries(BRANCHES)) {
    const own = runs.filter((run) => run.branch === branch).map(runAnswer);
    const answer = { total_count: own.length, workflow_runs: own };
    answerAlways(new RegExp(`/actions/runs\\?branch=${name}&`), answer);
  }
  for (const run of runs) answerDeliveries(run);
  const access = {
    client: recordedClient(),
    repository: REPOSITORY,
    cache: createObjectCache(1),
    verify: NO_VERIFIER,
  };
  const ci = githubCiReports(access, { prefix: ARTIFACT, open: openArtifact })();
  ci.lookOn({ name: BRANCHES.head, repository: REPOSITORY.id });
  ci.lookOnBase({ name: BRANCHES.base, repository: REPOSITORY.id });
  return Promise.resolve(ci);
});

function runAnswer({ id, workflow, branch, status }: ContractRun): object {
  return {
    id,
    run_attempt: 1,
    html_url: `https://github.test/acme/scanner/actions/runs/${id}`,
    path: workflow,
    event: "push",
    status,
    conclusion: status === "completed" ? "success" : null,
    head_sha: HEAD,
    head_branch: BRANCHES[branch],
    head_repository: { id: REPOSITORY.id },
    workflow_url: "https://api.github.test/repos/acme/scanner/actions/workflows/1",
    referenced_workflows: [],
  };
}

/** The artifact of a run has its number. */
function answerDeliveries({ id, workflow, files }: ContractRun): void {
  const run = aRun({ id, workflow, headSha: HEAD });
  const zip = files && evidenceZip(manifestOf(run, REPOSITORY.id, files), files);
  const artifacts = zip
    ? [{ id, name: `${ARTIFACT}test`, size_in_bytes: zip.length, expired: false, expires_at: null }]
    : [];
  const answer = { total_count: artifacts.length, artifacts };
  answerAlways(new RegExp(`/actions/runs/${id}/artifacts`), answer);
  if (zip) answerAlways(new RegExp(`/actions/artifacts/${id}/zip`), Buffer.from(zip));
}
