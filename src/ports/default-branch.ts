import type { BranchState } from "../core/model/deployed.ts";
import type { Fact } from "../core/model/fact.ts";

/** The default branch of a repository, where it records what runs. */
export interface DefaultBranch {
  /** Its tip; undefined where there is no branch yet, or nothing changes any more. */
  read(): Promise<Fact<BranchState | undefined>>;
}
