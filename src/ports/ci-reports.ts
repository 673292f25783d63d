import type { Delivery, WorkflowRun } from "../core/model/ci-report.ts";
import type { Fact } from "../core/model/fact.ts";

/** What CI has made of a change. */
export interface CiReports {
  /**
   * Runs of a workflow, each at its last attempt, on the branch of the change, for its head and earlier ones; the newest first.
   *
   * @param workflow the path of its file: `.github/workflows/ci.yml`
   */
  runs(workflow: string): Promise<Fact<readonly WorkflowRun[]>>;
  /**
   * What the jobs of a run delivered, in no order. Unavailable as `missing` where it delivered nothing, `stale` where that has
   * expired, and `invalid` where it is not safe to open, or not what its manifest says.
   */
  delivered(run: WorkflowRun): Promise<Fact<readonly Delivery[]>>;
}
