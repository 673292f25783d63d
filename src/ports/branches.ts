import type { Fact } from "../core/model/fact.ts";

/** Where the branches of a repository are. */
export interface Branches {
  /** Tips by name. */
  tips(): Promise<Fact<ReadonlyMap<string, string>>>;
}
