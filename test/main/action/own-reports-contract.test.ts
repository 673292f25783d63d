import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { known } from "../../../src/core/model/fact.ts";
import { catalogue } from "../../../src/generated/catalogue.ts";
import { ownReports } from "../../../src/main/action/own-reports.ts";
import {
  type FetchedRepository,
  openFetchedRepository,
} from "../../../src/worktree/fetched-repository.ts";
import { worktreeCiReports } from "../../../src/worktree/worktree-ci-reports.ts";
import { CI, ciReportsContract, type ContractRun, OTHER } from "../../ports/ci-reports-contract.ts";
import { fakeCiReports } from "../../support/fake-ci-reports.ts";
import { aDelivery, aRun } from "../../support/fake-run.ts";
import {
  GIT_ENVIRONMENT,
  makeRepository,
  type TestRepository,
} from "../../support/git-repository.ts";

let repository: TestRepository;
let clone: FetchedRepository;
beforeAll(() => {
  repository = makeRepository({ "a.txt": "a" });
  clone = openFetchedRepository({
    checkout: repository.folder,
    url: "http://127.0.0.1:9/acme/zoo",
    token: undefined,
    environment: GIT_ENVIRONMENT,
  });
});
afterAll(async () => {
  await clone.close();
  repository.remove();
});

/** What a job sees that is part of one of the runs: its own files on disk, and others as GitHub tells of them. */
function seenBy(own: number, runs: readonly ContractRun[]) {
  const url = `http://127.0.0.1:9/acme/zoo/actions/runs/${own}`;
  const { workflow, files = {} } = runs.find(({ id }) => id === own) ?? { workflow: "" };
  repository.write(files);
  // While it judges GitHub says of it that it has not ended, and it has uploaded nothing.
  const told = runs.map((run) =>
    run.id === own ? { ...run, status: "in_progress" as const, files: undefined } : run,
  );
  return ownReports({
    job: {
      event: "pull_request",
      payload: { repository: { id: 1, name: "zoo", owner: { login: "acme" } } },
      repository: { id: 1, owner: "acme", name: "zoo", installation: 0 },
      repositoryUrl: "http://127.0.0.1:9/acme/zoo",
      apiUrl: "",
      graphqlUrl: "",
      sha: "f".repeat(40),
      ref: "",
      workspace: repository.folder,
      temporary: "",
      run: { id: own, attempt: 1, url, workflowRef: `acme/zoo/${workflow}@refs/heads/topic` },
    },
    head: repository.git("rev-parse", "HEAD"),
    fromFork: false,
    named: Object.keys(files).map((pattern) => ({ pattern })),
    from: "",
    repository: clone.repository,
    treeOf: clone.treeOf,
    engine: { catalogue, version: "test" },
    clock: { now: () => 0 },
    elsewhere: fakeCiReports(
      told.map(({ branch, files: delivered, ...run }) => ({
        run: aRun(run),
        branch,
        ...(delivered && { delivers: known([aDelivery(delivered)]) }),
      })),
    ),
    say: () => undefined,
  });
}

const newest = (workflow: string, runs: readonly ContractRun[]): number =>
  runs.find((run) => run.workflow === workflow)?.id ?? 0;

ciReportsContract("a job of the run that delivers", (runs) =>
  Promise.resolve(seenBy(newest(CI, runs), runs)),
);

ciReportsContract("a job of a run that delivers nothing", (runs) =>
  Promise.resolve(seenBy(newest(OTHER, runs), runs)),
);

// A work tree tells of no run, so that of the contract only this is left: not seen is not the same as none.
describe("a work tree", () => {
  test("tells that it does not see what CI made", async () => {
    const hidden = {
      state: "unavailable",
      cause: "not-visible",
      reason: `not visible in a work tree: what ${CI} delivered`,
    };
    expect(await worktreeCiReports.runs(CI, "head")).toEqual(hidden);
    expect(await worktreeCiReports.delivered(aRun({ workflow: CI }))).toEqual(hidden);
  });
});
