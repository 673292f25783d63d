import type { Contributors } from "../core/model/change.ts";
import type { Fact } from "../core/model/fact.ts";

/** A person's right in a repository, from least to most. */
export const PERMISSIONS = ["none", "read", "triage", "write", "maintain", "admin"] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** A commit with who wrote it. */
export interface WrittenCommit {
  /** The first line of its message. */
  readonly headline: string;
  readonly logins: readonly string[];
}

/** What can be asked about people. */
export interface People {
  /** Logins of a team's members, its child teams' included: `acme/product`. */
  members(team: string): Promise<Fact<readonly string[]>>;
  /** What a person may do in the repository, looked up when asked. */
  permission(login: string): Promise<Fact<Permission>>;
  /**
   * Who wrote something below folders (`""` is the root) on a branch since it last touched a file, or ever
   * where no file is given. Commits are told apart by history and not by their dates, which anybody sets.
   */
  writersSince(
    tip: string,
    file: string | undefined,
    folders: readonly string[],
  ): Promise<Fact<Contributors>>;
  /** Commits that touched something below a path and that one revision has and another lacks. */
  commitsBetween(
    without: string,
    tip: string,
    path: string,
  ): Promise<Fact<readonly WrittenCommit[]>>;
}
