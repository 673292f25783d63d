import type { Fact } from "../core/model/fact.ts";
import type { LandedCommit } from "../core/model/landing.ts";

/** How commits came to a branch. */
export interface Landings {
  /** A commit and those before it, the latest hundred, with the pull requests that brought them. */
  upTo(commit: string): Promise<Fact<readonly LandedCommit[]>>;
}
