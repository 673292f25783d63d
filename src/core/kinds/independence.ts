import type { Approval, Approvals } from "../model/approval.ts";
import { type Judgement, pending } from "../model/finding.ts";
import { POLICY_OWNERS_ROLE } from "../model/policy.ts";

/**
 * Why nobody's independence can be shown: commits whose author has no account, a past that cannot be
 * read, or heads that are gone and may have been asked for. Somebody who answers for the policy may settle it by approving that very head.
 */
export function independenceDoubt(approvals: Approvals): Judgement | undefined {
  const { unlinked, pastUnknown, askersUnknown } = approvals;
  const doubts = [
    ...(unlinked.length > 0
      ? [
          `who wrote the commits of ${unlinked.join(", ")} cannot be told: link these e-mail addresses to accounts`,
        ]
      : []),
    ...(pastUnknown === undefined
      ? []
      : [`who wrote content since the last graduation cannot be told: ${pastUnknown}`]),
    ...(askersUnknown === undefined ? [] : [`who asked for it cannot be told: ${askersUnknown}`]),
  ];
  if (doubts.length === 0 || approvals.given.some((each) => settles(each, approvals))) {
    return undefined;
  }
  return pending(
    "reviewers",
    `nobody's independence can be shown, since ${doubts.join("; and ")}; or somebody of \`${POLICY_OWNERS_ROLE}\` approves this very head`,
  );
}

function settles(approval: Approval, { current, barred, members }: Approvals): boolean {
  const { state, bot, login, saw, roles, admin } = approval;
  const answers = members.has(POLICY_OWNERS_ROLE) ? roles.includes(POLICY_OWNERS_ROLE) : admin;
  return (
    answers &&
    state === "approved" &&
    !bot &&
    !isBarred(login, barred) &&
    saw.commit === current.commit
  );
}

/** Why somebody can hold no seat. A record may write a login in letters of another case than GitHub does. */
export function whyBarred(login: string, barred: Approvals["barred"]): string | undefined {
  const wanted = login.toLowerCase();
  return barred.get(login) ?? [...barred].find(([each]) => each.toLowerCase() === wanted)?.[1];
}

function isBarred(login: string, barred: Approvals["barred"]): boolean {
  return whyBarred(login, barred) !== undefined;
}
