import type { Fact } from "../core/model/fact.ts";

/** People who can be asked to review a pull request. */
export interface Reviewers {
  /** When people were last asked for a review in this repository, ISO 8601 by login; of old requests nothing is told. */
  lastAsked(): Promise<Fact<ReadonlyMap<string, string>>>;
  /** Asks people for a review; unavailable where we may not, or where one of them cannot be asked. */
  ask(logins: readonly string[]): Promise<Fact<undefined>>;
}
