import type { Policy } from "../model/policy.ts";
import type { Capsule, KeptReview } from "../records/capsule-schema.ts";

/** Who wrote what a pull request brought, as its record tells. */
export function writersOf({ contributors, "pull-request": { author } }: Capsule): Set<string> {
  return new Set([author, ...(contributors?.logins ?? [])].map((login) => login.toLowerCase()));
}

/**
 * Somebody with a role who approved a pull request and did not write it; where the policy names nobody
 * for the role, an administrator. Undefined where there is nobody.
 */
export function approvedBy(
  role: string,
  capsule: Capsule,
  { roles }: Pick<Policy, "roles">,
  besides: readonly string[] = [],
): string | undefined {
  const barred = writersOf(capsule).union(new Set(besides.map((login) => login.toLowerCase())));
  return lastOpinions(capsule.reviews ?? []).find(
    ({ login, bot, state, roles: held, admin }) =>
      state === "approved" &&
      !bot &&
      !barred.has(login.toLowerCase()) &&
      (roles.has(role) ? held?.includes(role) : admin),
  )?.login;
}

/** Of each person the last opinion; a comment is none. */
function lastOpinions(reviews: readonly KeptReview[]): KeptReview[] {
  const opinions = reviews
    .filter(({ state }) => state !== "commented")
    .toSorted((one, other) => (one.at < other.at ? -1 : 1));
  return [...new Map(opinions.map((each) => [each.login, each])).values()];
}
