import type { Actor } from "../auth/actor.ts";
import { isAncestor } from "../git/commit-graph.ts";
import { noCommit } from "../git/refs.ts";
import type { Repository } from "../state/nouns.ts";
import { bypasses, rulesInForce, rulesOfType } from "./active-rules.ts";
import { requiredState } from "./required-checks.ts";

export type PushedRef = { readonly ref: string; readonly before: string; readonly after: string };

/**
 * Why the rules refuse a ref to be moved without a pull request, undefined if they do not. Page "Available
 * rules for rulesets". Whether the push is a fast-forward is left to `fastForwardOnly`, because the pushed
 * commits may not have arrived yet.
 */
export function pushComplaint(
  repository: Repository,
  actor: Actor,
  change: PushedRef,
): string | undefined {
  const rules = rulesAgainst(repository, actor, change.ref);
  const types = new Set(rules.map(({ rule }) => rule.type));
  if (change.after === noCommit)
    return types.has("deletion") ? "Cannot delete this branch" : undefined;
  if (change.before === noCommit && types.has("creation"))
    return "Cannot create ref due to creations being restricted.";
  if (types.has("pull_request") && change.before !== noCommit)
    return "Changes must be made through a pull request.";
  // A required workflow runs for pull requests alone, so that what is pushed past them has none that passed.
  for (const { parameters } of rulesOfType(rules, "workflows")) {
    if (change.before === noCommit && parameters.do_not_enforce_on_create === true) continue;
    return `Required workflow "${parameters.workflows[0]?.path}" is expected.`;
  }
  for (const { parameters } of rulesOfType(rules, "required_status_checks")) {
    if (change.before === noCommit && parameters.do_not_enforce_on_create === true) continue;
    const missing = parameters.required_status_checks.filter(
      (check) => requiredState(repository, change.after, check) !== "passing",
    );
    if (missing.length === 1) return `Required status check "${missing[0]?.context}" is expected.`;
    if (missing.length > 1)
      return `${missing.length} of ${parameters.required_status_checks.length} required status checks are expected.`;
  }
  return undefined;
}

/** May the ref only be moved forward? */
export function fastForwardOnly(repository: Repository, actor: Actor, ref: string): boolean {
  return rulesAgainst(repository, actor, ref).some(({ rule }) => rule.type === "non_fast_forward");
}

/** Both questions, for changes whose commits are already there (the API's). */
export async function refusal(
  repository: Repository,
  actor: Actor,
  change: PushedRef,
): Promise<string | undefined> {
  const complaint = pushComplaint(repository, actor, change);
  if (complaint !== undefined) return complaint;
  const forward =
    change.before === noCommit ||
    change.after === noCommit ||
    (await isAncestor(repository.objects, change.before, change.after));
  if (forward || !fastForwardOnly(repository, actor, change.ref)) return undefined;
  return "Cannot force-push to this branch";
}

function rulesAgainst(repository: Repository, actor: Actor, ref: string) {
  return rulesInForce(repository, ref).filter(
    ({ ruleset }) => !bypasses(ruleset, repository, actor, "push"),
  );
}
