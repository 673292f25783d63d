import type { Approval, Approvals, ReviewedState } from "../core/model/approval.ts";
import type { Change, Review } from "../core/model/change.ts";
import { type Fact, known, mapFact } from "../core/model/fact.ts";
import type { Policy } from "../core/model/policy.ts";
import { NO_STEP } from "../core/model/policy-edit.ts";
import { digestOf } from "../core/source/digest.ts";
import type { People } from "../ports/people.ts";
import type { Repository } from "../ports/repository.ts";
import { barredPeople } from "./barred.ts";
import { askedLogins, isAskedSince, standingOpinions } from "./opinions.ts";
import { gatherRoles } from "./roles.ts";
import { viewAt } from "./view.ts";

/** What approvals of a policy are asked of. */
export interface PolicyApprovalContext {
  readonly change: Change;
  readonly repository: Repository;
  readonly people: People;
  readonly policy: Policy;
  /** What an approval is of: files below `.mltrl`. */
  readonly isSigned: (path: string) => boolean;
  /** Who asked for what is approved. */
  readonly requestedBy: Fact<readonly string[]>;
}

/** Who has approved which content of the policy, and who may not. */
export async function gatherPolicyApprovals(
  context: PolicyApprovalContext,
): Promise<Fact<Approvals>> {
  const { change, policy, requestedBy } = context;
  const { reviews, contributors, askedReviewers } = change;
  if (reviews.state === "unavailable") return reviews;
  if (contributors.state === "unavailable") return contributors;
  const opinions = standingOpinions(reviews.value);
  const [current, roles] = await Promise.all([
    policyAt(context, change.reviewedHead ?? change.head),
    gatherRoles(context),
  ]);
  if (current.state === "unavailable") return current;
  if (roles.state === "unavailable") return roles;
  const given: Approval[] = [];
  for (const joined of await Promise.all(
    opinions.map((review) => approvalOf(context, review, roles.value)),
  )) {
    if (joined.state === "unavailable") return joined;
    given.push(joined.value);
  }
  return known({
    component: "policy",
    current: current.value,
    given,
    barred: barredPeople(
      change.author,
      contributors.value.logins,
      [],
      requestedBy.state === "known" ? requestedBy.value : [],
      opinions,
    ),
    unlinked: contributors.value.unlinked,
    ...(requestedBy.state === "unavailable" && { askersUnknown: requestedBy.reason }),
    members: roles.value,
    author: change.author.login,
    requestedBy: undefined,
    panels: policy.panels,
    explicitFrom: Infinity,
    asked: askedLogins(askedReviewers),
    outside: [],
  });
}

async function approvalOf(
  context: PolicyApprovalContext,
  review: Review,
  members: ReadonlyMap<string, readonly string[]>,
): Promise<Fact<Approval>> {
  const { author, state, commit, edited } = review;
  const [saw, permission] = await Promise.all([
    policyAt(context, commit),
    context.people.permission(author.login),
  ]);
  if (saw.state === "unavailable") return saw;
  const login = author.login.toLowerCase();
  return mapFact(permission, (right) => ({
    login: author.login,
    bot: author.bot,
    state: state === "approved" ? "approved" : "changes-requested",
    saw: saw.value,
    roles: [...members]
      .filter(([, logins]) => logins.some((each) => each.toLowerCase() === login))
      .map(([role]) => role),
    admin: right === "admin",
    signed: [],
    edited,
    changedSince: [],
    ...(isAskedSince(review, context.change.askedReviewers) && { askedSince: true }),
  }));
}

/** What somebody saw of it who reviewed a commit: these files, and nothing else of the commit. */
async function policyAt(
  { repository, isSigned }: PolicyApprovalContext,
  commit: string,
): Promise<Fact<ReviewedState>> {
  const view = await viewAt(repository, commit);
  return mapFact(view, ({ records }) => ({
    commit,
    claimedLevel: NO_STEP,
    digest: digestOf(
      [...records.values()]
        .filter(({ path, type }) => type === "blob" && isSigned(path))
        .map(({ path, id }) => [path, id] as const),
    ),
  }));
}
