import type { Delivery, WorkflowRun } from "../core/model/ci-report.ts";
import type { Fact } from "../core/model/fact.ts";
import type { ProvenanceVerifier } from "./provenance-verifier.ts";

/** What CI has made of a change, and who signed it. */
export interface CiReports extends ProvenanceVerifier {
  /**
   * Runs of a workflow, each at its last attempt, the newest first.
   *
   * @param workflow the path of its file: `.github/workflows/ci.yml`
   * @param branch `head`: that of the change, for its head, for what people reviewed where that is another
   *   commit, and for earlier heads; `base`: the one that it goes to
   */
  runs(workflow: string, branch: "head" | "base"): Promise<Fact<readonly WorkflowRun[]>>;
  /**
   * What the jobs of a run delivered, in no order. Unavailable as `missing` where it delivered nothing, `stale` where that has
   * expired, and `invalid` where it is not safe to open, or not what its manifest says.
   */
  delivered(run: WorkflowRun): Promise<Fact<readonly Delivery[]>>;
}
