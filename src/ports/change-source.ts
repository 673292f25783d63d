import type { Change } from "../core/model/change.ts";
import type { Fact } from "../core/model/fact.ts";

/** Where a change to be judged comes from: a pull request, or a work tree against a base. */
export interface ChangeSource {
  /** Reads the change as it stands now. */
  read(): Promise<Fact<Change>>;
}
