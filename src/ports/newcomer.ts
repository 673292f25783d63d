import type { Fact } from "../core/model/fact.ts";

/** What there is to know of a repository that the App has just come to. */
export interface Newcomer {
  isFork(): Promise<boolean>;
  /** Whether a pull request from a branch was ever opened, whatever became of it. */
  everProposed(branch: string): Promise<Fact<boolean>>;
}
