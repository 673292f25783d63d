import type { AppRequest } from "../core/model/request.ts";
import { type RepositoryPayload, repositoryOf } from "./payload.ts";

export interface PushPayload extends RepositoryPayload {
  readonly ref: string;
  readonly deleted?: boolean;
  readonly forced?: boolean;
  readonly commits?: readonly PushedCommit[];
}

interface PushedCommit {
  readonly added?: readonly string[];
  readonly modified?: readonly string[];
  readonly removed?: readonly string[];
}

/** GitHub lists at most so many commits of a push; of a longer one the rest is not seen. */
const MAX_LISTED_COMMITS = 2048;

/**
 * The policy of open pull requests may have changed: `.mltrl` changed on the default branch. Any other
 * branch may be a base that is stricter now, or one without a policy that is about to get one.
 */
export function push(payload: PushPayload): AppRequest | undefined {
  const { ref, deleted, forced, commits = [], repository } = payload;
  const ofDefault = ref === `refs/heads/${repository.default_branch}`;
  const hidden = forced === true || commits.length >= MAX_LISTED_COMMITS;
  if (deleted || !(hidden || commits.some(changesPolicy))) return undefined;
  const holdsPolicy = /^\.github(?:-private)?$/i.test(repository.name);
  if (ofDefault && holdsPolicy && (hidden || commits.some(changesOrganization))) {
    return { type: "organization-changed", repository: repositoryOf(payload) };
  }
  if (ofDefault) {
    return { type: "gate-open", repository: repositoryOf(payload) };
  }
  const [, branch] = /^refs\/heads\/(.+)$/.exec(ref) ?? [];
  return branch === undefined
    ? undefined
    : { type: "branch-changed", repository: repositoryOf(payload), branch };
}

/** Where an account's policy stands, in the repository that holds it. */
const ORGANIZATION = ".mltrl/organization.yml";

function changesOrganization({ added = [], modified = [], removed = [] }: PushedCommit): boolean {
  return [...added, ...modified, ...removed].includes(ORGANIZATION);
}

function changesPolicy({ added = [], modified = [], removed = [] }: PushedCommit): boolean {
  return [...added, ...modified, ...removed].some((path) => path.startsWith(".mltrl/"));
}
