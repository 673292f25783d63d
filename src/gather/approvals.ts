import type { Approval, Approvals, ReviewedState } from "../core/model/approval.ts";
import type { Review } from "../core/model/change.ts";
import { type Fact, known } from "../core/model/fact.ts";
import type { Listing, TreeEntry } from "../core/model/tree.ts";
import { digestOf } from "../core/source/digest.ts";
import { parseReviewRecord } from "../evidence/records.ts";
import { gatherCard } from "./card.ts";
import type { GatherContext } from "./context.ts";
import { contentIds } from "./files.ts";
import { pathsIn } from "./paths-in.ts";
import { gatherRoles } from "./roles.ts";
import { viewAt } from "./view.ts";

/** Who has approved which step of the component and which content, and who may not. */
export async function gatherApprovals(context: GatherContext): Promise<Fact<Approvals>> {
  const { change, policy } = context;
  const { reviews, contributors } = change;
  if (reviews.state === "unavailable") return reviews;
  if (contributors.state === "unavailable") return contributors;
  const opinions = lastOpinions(reviews.value);
  const [current, requestedBy, roles] = await Promise.all([
    reviewedState(context, change.head),
    requester(context),
    gatherRoles(context),
  ]);
  if (current.state === "unavailable") return current;
  if (roles.state === "unavailable") return roles;
  const given: Approval[] = [];
  for (const review of opinions) {
    const approval = await approvalOf(context, review, roles.value);
    if (approval.state === "unavailable") return approval;
    given.push(approval.value);
  }
  return known({
    current: current.value,
    given,
    barred: barred(change.author.login, contributors.value.logins, requestedBy, opinions),
    unlinked: contributors.value.unlinked,
    members: roles.value,
    author: change.author.login,
    requestedBy,
    panels: policy.panels,
  });
}

/** The last opinion of each person. A dismissal voids everything before it until they review again. */
function lastOpinions(reviews: readonly Review[]): Review[] {
  const opinions = new Map<string, Review>();
  const inOrder = reviews.toSorted((a, b) => (a.submittedAt < b.submittedAt ? -1 : 1));
  for (const review of inOrder) {
    if (review.state === "dismissed") opinions.delete(review.author.login);
    else if (review.state !== "commented") opinions.set(review.author.login, review);
  }
  return [...opinions.values()];
}

async function approvalOf(
  context: GatherContext,
  { author, state, commit }: Review,
  members: ReadonlyMap<string, readonly string[]>,
): Promise<Fact<Approval>> {
  const [saw, permission] = await Promise.all([
    reviewedState(context, commit),
    context.people.permission(author.login),
  ]);
  if (saw.state === "unavailable") return saw;
  if (permission.state === "unavailable") return permission;
  return known({
    login: author.login,
    bot: author.bot,
    state: state === "approved" ? "approved" : "changes-requested",
    saw: saw.value,
    roles: [...members]
      .filter(([, logins]) => logins.some((login) => isSameLogin(login, author.login)))
      .map(([role]) => role),
    admin: permission.value === "admin",
  });
}

/** A policy may write a login in letters of another case than GitHub does. */
function isSameLogin(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/**
 * What somebody saw who reviewed a commit: the level its card claims, and a digest of the component's
 * content and records. Review records are left out, because approving must not change what is approved.
 */
async function reviewedState(
  { component, repository }: GatherContext,
  commit: string,
): Promise<Fact<ReviewedState>> {
  const view = await viewAt(repository, commit);
  if (view.state === "unavailable") return view;
  const [content, card] = await Promise.all([
    contentIds(component, view.value),
    gatherCard(view.value, component.id),
  ]);
  if (content.state === "unavailable") return content;
  const records = recordsOf(view.value.records, component.id);
  return known({
    commit,
    claimedLevel: card.state === "known" ? card.value?.level : undefined,
    digest: digestOf([...content.value, ...records.map(({ path, id }) => [path, id] as const)]),
  });
}

/** Records by the component that their folder or file is named for. A listing never changes. */
const recordsByOwner = new WeakMap<Listing, ReadonlyMap<string | undefined, TreeEntry[]>>();

function recordsOf(listing: Listing, component: string): readonly TreeEntry[] {
  const records =
    recordsByOwner.get(listing) ??
    Map.groupBy(
      [...listing.values()].filter(({ type }) => type === "blob"),
      ({ path }) => {
        const [, folder, name] = path.split("/");
        return folder === "reviews" ? undefined : name?.replace(/\.[a-z]+$/, "");
      },
    );
  recordsByOwner.set(listing, records);
  return records.get(component) ?? [];
}

/** Who asked for the step, as the review record of the head says. */
async function requester({ component, step, view }: GatherContext): Promise<string | undefined> {
  const ending = `-${step.from}-to-${step.to}.yml`;
  const reviews = pathsIn(view.records, `.mltrl/reviews/${component.id}`);
  const path = reviews.findLast((each) => each.endsWith(ending));
  if (path === undefined) return undefined;
  const text = await view.text(path);
  const record = text.state === "known" ? parseReviewRecord(text.value, path) : text;
  return record.state === "known" ? record.value.requestedBy : undefined;
}

function barred(
  author: string,
  contributors: readonly string[],
  requestedBy: string | undefined,
  opinions: readonly Review[],
): Map<string, string> {
  return new Map([
    ...opinions
      .filter((review) => review.author.bot)
      .map((review): [string, string] => [review.author.login, "is a bot"]),
    ...contributors.map((login): [string, string] => [login, "wrote commits of this pull request"]),
    ...(requestedBy === undefined
      ? []
      : [[requestedBy, "asked for this step"] as [string, string]]),
    [author, "opened this pull request"],
  ]);
}
