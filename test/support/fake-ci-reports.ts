import type { Delivery, WorkflowRun } from "../../src/core/model/ci-report.ts";
import { type Fact, known, unavailable } from "../../src/core/model/fact.ts";
import type { CiReports } from "../../src/ports/ci-reports.ts";

/** A run with what its jobs delivered, or why nothing of it can be had. */
export interface FakeRun {
  readonly run: WorkflowRun;
  readonly delivers?: Fact<readonly Delivery[]>;
  /** Of the change, if not given. */
  readonly branch?: "head" | "base";
}

/** What CI has made, by value. A run that was given no delivery delivered nothing. */
export function fakeCiReports(runs: readonly FakeRun[] = []): CiReports {
  return {
    runs: (workflow, side) =>
      Promise.resolve(
        known(
          runs
            .filter(({ run, branch = "head" }) => run.workflow === workflow && branch === side)
            .map(({ run }) => run),
        ),
      ),
    provenance: () => Promise.resolve(unavailable("missing", "nothing signed comes with it")),
    delivered: ({ id }) =>
      Promise.resolve(
        runs.find(({ run }) => run.id === id)?.delivers ??
          unavailable("missing", `run ${id} delivered nothing`),
      ),
  };
}
