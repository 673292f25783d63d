import type { Change, Person } from "../core/model/change.ts";
import type { BranchState } from "../core/model/deployed.ts";
import { known } from "../core/model/fact.ts";

/** A branch as a change to itself by somebody who has changed nothing yet: what an issue speaks of. */
export function branchChange(
  { branch, commit, now, organization, codeOwners }: BranchState,
  author: Person,
): Change {
  return {
    title: "",
    defaultBranch: branch,
    baseRef: branch,
    headRef: branch,
    defaultTip: commit,
    baseTip: commit,
    head: commit,
    state: "open",
    draft: false,
    fromFork: false,
    archived: false,
    author,
    changedFiles: known([]),
    behindBase: known(false),
    contributors: known({ logins: [author.login], unlinked: [] }),
    reviews: known([]),
    comments: known([]),
    replacedHeads: known([]),
    askedReviewers: known([]),
    codeOwners: codeOwners ?? known(undefined),
    checkRuns: known([]),
    requiredChecks: known([]),
    siblings: [],
    now,
    ...(organization !== undefined && { organization }),
  };
}
