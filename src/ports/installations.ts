import type { RepositoryRef } from "../core/model/change.ts";

/** A repository as the list of an installation shows it. */
export interface ListedRepository {
  readonly repository: RepositoryRef;
  /** What GraphQL knows it by. */
  readonly node: string;
  /** Open issues and pull requests together. */
  readonly openIssues: number;
  /** When something was last pushed to it, merges among it; ISO 8601. */
  readonly pushedAt: string;
}

/** Where the App is installed. */
export interface Installations {
  ids(): Promise<readonly number[]>;
  repositories(installation: number): Promise<readonly ListedRepository[]>;
}
