import type { Fact } from "../../core/model/fact.ts";
import type { VerifyBundle } from "../../core/model/provenance.ts";
import type { ExpectedReads } from "../../github/expected-reads.ts";
import type { OrganizationMemory } from "../../github/github-access.ts";
import type { ClientOf } from "../../github/installation-client.ts";
import type { ObjectCache } from "../../github/caches/object-cache.ts";
import type { PeopleCache } from "../../github/caches/people-cache.ts";
import type { RecordStore } from "../../ports/record-store.ts";

/** What was seen of GitHub before, and what is known to come. */
export interface GithubMemory {
  /** Of the accounts that the App is installed on. */
  readonly organization: OrganizationMemory;
  /** What verdicts remember of people; whoever gives a command is looked up at that moment. */
  readonly people: PeopleCache;
  /** What was seen of git. */
  readonly objects: ObjectCache;
  /** Which pull requests are about to be read: these share requests. */
  readonly expected: Pick<ExpectedReads, "arrived" | "hasMore">;
}

/** What ports on GitHub are made of. */
export interface GithubPortsOptions {
  readonly clientOf: ClientOf;
  /** The number of the App whose checks are ours. */
  readonly app: number;
  /** Where people look at repositories. */
  readonly webUrl: string;
  /** What the App is called as an author. */
  readonly login: () => Promise<string>;
  /** Where records of merges are kept that a repository, named by its number, does not take. */
  readonly recordsOf: (repository: number) => RecordStore;
  /** Checks signatures on what runs deliver, where that can be done. */
  readonly verify: Fact<VerifyBundle>;
  readonly memory: GithubMemory;
}
