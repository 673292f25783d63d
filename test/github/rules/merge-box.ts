import { roleOf } from "../auth/access.ts";
import type { Actor } from "../auth/actor.ts";
import { isAncestor } from "../git/commit-graph.ts";
import type { PullRequest } from "../state/nouns.ts";
import { roleReaches } from "../state/repository.ts";
import { latestOpinions } from "../state/review.ts";
import { bypasses, rulesInForce, rulesOfType } from "./active-rules.ts";
import type { World } from "../state/world.ts";
import { complaint, requiredState } from "./required-checks.ts";
import { requiredWorkflowState, workflowComplaint } from "./required-workflows.ts";

export type MergeBox = {
  /** Why the rules refuse the merge, in GitHub's words; empty if they do not. */
  readonly complaints: readonly string[];
  /** Refused only because the branch is not up to date (strict policy). */
  readonly behind: boolean;
};

/** What the rules of the base branch say to a merge of the pull request by this caller. */
export async function mergeBox(world: World, pull: PullRequest, actor: Actor): Promise<MergeBox> {
  const { repository } = pull;
  const rules = rulesInForce(repository, `refs/heads/${pull.base.ref}`).filter(
    ({ ruleset }) => !bypasses(ruleset, repository, actor, "merge"),
  );
  const reviews = rulesOfType(rules, "pull_request").flatMap(({ parameters }) =>
    reviewComplaints(pull, parameters.required_approving_review_count),
  );
  const required = rulesOfType(rules, "required_status_checks");
  const checks = required
    .flatMap(({ parameters }) => parameters.required_status_checks)
    .map((check) => complaint(requiredState(repository, pull.head.sha, check), check.context))
    .filter((line) => line !== undefined);
  const strict = required.some(({ parameters }) => parameters.strict_required_status_checks_policy);
  const base = repository.refs.get(`refs/heads/${pull.base.ref}`);
  const stale =
    strict && base !== undefined && !(await isAncestor(repository.objects, base, pull.head.sha));
  const workflows = rulesOfType(rules, "workflows")
    .flatMap(({ parameters }) => parameters.workflows)
    .map((one) =>
      workflowComplaint(requiredWorkflowState(world, repository, pull.head.sha, one), one),
    ) // prettier-ignore
    .filter((line) => line !== undefined);
  const complaints = [...new Set([...reviews, ...checks, ...workflows])];
  return {
    complaints: stale
      ? [...complaints, "This branch must not be out-of-date with the base branch before merging."]
      : complaints,
    behind: stale && complaints.length === 0,
  };
}

function reviewComplaints(pull: PullRequest, wanted: number): string[] {
  const opinions = latestOpinions(pull.reviews).filter(({ author }) =>
    roleReaches(roleOf(pull.repository, author), "write"),
  );
  const approvals = opinions.filter(({ state }) => state === "APPROVED").length;
  const lines: string[] = [];
  if (opinions.some(({ state }) => state === "CHANGES_REQUESTED")) {
    lines.push("Changes have been requested by a reviewer with write access.");
  }
  if (approvals < wanted) {
    const reviews = wanted === 1 ? "1 approving review is" : `${wanted} approving reviews are`;
    lines.push(`At least ${reviews} required by reviewers with write access.`);
  }
  return lines;
}
