import type { Fact } from "../core/model/fact.ts";
import type { MergeGroup } from "../core/model/merge-group.ts";

/** Where a merge group to be judged comes from. */
export interface MergeGroupSource {
  /** Reads the group as it stands now. */
  read(): Promise<Fact<MergeGroup>>;
}
