import type { Approval, Approvals } from "../core/model/approval.ts";
import type { Review } from "../core/model/change.ts";
import { type Fact, known } from "../core/model/fact.ts";
import { signOffs } from "../evidence/sign-off.ts";
import { barredPeople, requesters, vanishedRequesters, writersSinceGraduation } from "./barred.ts";
import type { GatherContext } from "./context.ts";
import { askedLogins, isAskedSince, standingOpinions } from "./opinions.ts";
import { gatherOutside } from "./outside.ts";
import { changedBetween, reviewedContent, type ReviewedContent } from "./reviewed-state.ts";
import { gatherPanelRoles } from "./roles.ts";

/** Who has approved which step of the component and which content, and who may not. */
export async function gatherApprovals(context: GatherContext): Promise<Fact<Approvals>> {
  const { change, component, policy, askedInComments } = context;
  const { reviews, contributors, askedReviewers } = change;
  if (reviews.state === "unavailable") return reviews;
  if (contributors.state === "unavailable") return contributors;
  const opinions = standingOpinions(reviews.value);
  const [current, asked, vanished, roles, writers, outside] = await Promise.all([
    reviewedContent(context, change.reviewedHead ?? change.head),
    requesters(context),
    vanishedRequesters(context),
    gatherPanelRoles(context),
    writersSinceGraduation(context),
    gatherOutside(
      context,
      opinions.map(({ commit }) => commit),
    ),
  ]);
  if (current.state === "unavailable") return current;
  if (roles.state === "unavailable") return roles;
  if (outside.state === "unavailable") return outside;
  const { ids: _, ...state } = current.value;
  const given: Approval[] = [];
  const joined = await Promise.all(
    opinions.map((review) => approvalOf(context, review, roles.value, current.value)),
  );
  for (const approval of joined) {
    if (approval.state === "unavailable") return approval;
    given.push(approval.value);
  }
  const past = writers.state === "known" ? writers.value : { logins: [], unlinked: [] };
  const askers = [
    ...asked,
    ...askedInComments,
    ...(vanished.state === "known" ? vanished.value : []),
  ];
  return known({
    component: component.id,
    current: state,
    given,
    barred: barredPeople(change.author, contributors.value.logins, past.logins, askers, opinions),
    unlinked: [...new Set([...contributors.value.unlinked, ...past.unlinked])],
    ...(writers.state === "unavailable" && { pastUnknown: writers.reason }),
    ...(vanished.state === "unavailable" && { askersUnknown: vanished.reason }),
    members: roles.value,
    author: change.author.login,
    requestedBy: asked[0],
    panels: policy.panels,
    explicitFrom: policy.explicitFrom,
    asked: askedLogins(askedReviewers),
    outside: outside.value,
  });
}

async function approvalOf(
  context: GatherContext,
  review: Review,
  members: ReadonlyMap<string, readonly string[]>,
  current: ReviewedContent,
): Promise<Fact<Approval>> {
  const { author, state, commit, body, edited } = review;
  const [saw, permission] = await Promise.all([
    reviewedContent(context, commit),
    context.people.permission(author.login),
  ]);
  if (saw.state === "unavailable") return saw;
  if (permission.state === "unavailable") return permission;
  const { ids: _, ...seen } = saw.value;
  return known({
    login: author.login,
    bot: author.bot,
    state: state === "approved" ? "approved" : "changes-requested",
    saw: seen,
    roles: [...members]
      .filter(([, logins]) => logins.some((login) => isSameLogin(login, author.login)))
      .map(([role]) => role),
    admin: permission.value === "admin",
    signed: signOffs(body)
      .filter(({ component }) => component === context.component.id)
      .map(({ role }) => role),
    edited,
    changedSince: changedBetween(saw.value, current),
    ...(isAskedSince(review, context.change.askedReviewers) && { askedSince: true }),
  });
}

/** A policy may write a login in letters of another case than GitHub does. */
function isSameLogin(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
