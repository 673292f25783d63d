import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { known } from "../../../src/core/model/fact.ts";
import { ownReports } from "../../../src/main/action/own-reports.ts";
import { worktreeCiReports } from "../../../src/worktree/worktree-ci-reports.ts";
import { CI, ciReportsContract, type ContractRun, OTHER } from "../../ports/ci-reports-contract.ts";
import { fakeCiReports } from "../../support/fake-ci-reports.ts";
import { aDelivery, aRun } from "../../support/fake-run.ts";
import { checkOutZoo } from "./zoo-checkout.ts";

let zoo: ReturnType<typeof checkOutZoo>;
beforeAll(() => {
  zoo = checkOutZoo({ "a.txt": "a" });
});
afterAll(() => zoo.close());

/** What a job sees that is part of one of the runs: its own files on disk, and others as GitHub tells of them. */
function seenBy(own: number, runs: readonly ContractRun[]) {
  const url = `${zoo.url}/actions/runs/${own}`;
  const { workflow, files = {} } = runs.find(({ id }) => id === own) ?? { workflow: "" };
  zoo.repository.write(files);
  // While it judges GitHub says of it that it has not ended, and it has uploaded nothing.
  const told = runs.map((run) =>
    run.id === own ? { ...run, status: "in_progress" as const, files: undefined } : run,
  );
  return ownReports(
    zoo.optionsOf({
      run: { id: own, attempt: 1, url, workflowRef: `acme/zoo/${workflow}@refs/heads/topic` },
      named: Object.keys(files).map((pattern) => ({ pattern })),
      elsewhere: fakeCiReports(
        told.map(({ branch, files: delivered, ...run }) => ({
          run: aRun(run),
          branch,
          ...(delivered && { delivers: known([aDelivery(delivered)]) }),
        })),
      ),
    }),
  );
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
