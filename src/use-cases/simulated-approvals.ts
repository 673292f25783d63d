import type { Change, Contributors, Review } from "../core/model/change.ts";
import { type Fact, known, mapFact, unavailable } from "../core/model/fact.ts";
import { CODE_OWNERS_ROLE, type Policy, POLICY_OWNERS_ROLE } from "../core/model/policy.ts";
import { rolesSeated } from "../core/policy/panels-compared.ts";
import { suggestion } from "../core/source/suggestion.ts";
import { isSameLogin } from "../gather/holds-role.ts";
import type { People } from "../ports/people.ts";
import type { Engine } from "./engine.ts";
import type { JudgePorts } from "./judge.ts";
import { policyInForce } from "./policy-in-force.ts";

/** An approval that nobody has given. */
export interface SimulatedApproval {
  readonly login: string;
  /** What the review says that it signs; it then counts for every component that the role can sign. */
  readonly role?: string;
}

const NOBODY: Contributors = { logins: [], unlinked: [] };

/**
 * The same ports on a change that these people have approved as it stands. Who has a role by a team is
 * taken to be in it. Of people nothing is known that was not seen or said: who approves is taken not to
 * have written anything of the change, and a team that cannot be seen to be nobody else.
 */
export async function withApprovals(
  ports: JudgePorts,
  approvals: readonly SimulatedApproval[],
  { catalogue }: Engine,
): Promise<Fact<JudgePorts>> {
  const read = await ports.source.read();
  if (read.state === "unavailable") return read;
  const inForce = await policyInForce(ports.repository, read.value, catalogue);
  if (inForce.state === "unavailable") return inForce;
  if (inForce.value.state !== "ready") return known(ports);
  const { policy, headComponents } = inForce.value;
  // What a policy's own panels seat it has to define; those of the rules stand without.
  const roles = new Set([
    ...[...policy.roles.keys()].toSorted(),
    ...catalogue.rules.flatMap(({ params }) => rolesSeated(params)),
    CODE_OWNERS_ROLE,
    POLICY_OWNERS_ROLE,
  ]);
  const faults = approvals.flatMap((approval) => faultOf(approval, policy, [...roles]) ?? []);
  if (faults.length > 0) return unavailable("invalid", faults.join("; "));
  const components = [...policy.components, ...headComponents].map(({ id }) => id);
  const change = approved(read.value, approvals, [...new Set(components)]);
  return known({
    ...ports,
    source: { read: () => Promise.resolve(known(change)) },
    people: peopleWith(ports.people, approvals, policy),
  });
}

/** A role has to be there, and one that is given to people by name is held by them alone. */
function faultOf(
  { login, role }: SimulatedApproval,
  { roles }: Policy,
  there: readonly string[],
): string | undefined {
  if (role === undefined) return undefined;
  if (!there.includes(role)) {
    const near = suggestion(role, there);
    const meant = near === undefined ? `there are: ${there.join(", ")}` : `did you mean ${near}?`;
    return `${login} cannot approve as ${role}: no panel seats it and the policy does not name it; ${meant}`;
  }
  const holders = roles.get(role);
  if (holders === undefined) return undefined;
  const mayHold = holders.some((each) => each.includes("/") || isSameLogin(each, login));
  return mayHold
    ? undefined
    : `${login} cannot approve as ${role}: the policy gives it to ${holders.join(", ")}`;
}

function approved(
  change: Change,
  approvals: readonly SimulatedApproval[],
  components: readonly string[],
): Change {
  const { head, now, reviews, contributors } = change;
  const added = approvals.map(({ login, role }): Review => ({
    author: { login, bot: login.endsWith("[bot]") },
    state: "approved",
    commit: head,
    submittedAt: now,
    body:
      role === undefined ? "" : components.map((id) => `/mltrl sign ${id} as ${role}`).join("\n"),
    edited: false,
  }));
  return {
    ...change,
    reviews: mapFact(seenOr(reviews, []), (given) => [...given, ...added]),
    contributors: seenOr(contributors, NOBODY),
  };
}

function peopleWith(
  people: People,
  approvals: readonly SimulatedApproval[],
  { roles }: Policy,
): People {
  const inTeam = (team: string): string[] =>
    approvals.flatMap(({ login, role = "" }) => (roles.get(role)?.includes(team) ? [login] : []));
  const asAdmin = new Set(
    approvals.flatMap(({ login, role }) =>
      role === undefined || roles.has(role) ? [] : [login.toLowerCase()],
    ),
  );
  return {
    members: async (team) => {
      const others = seenOr(await people.members(team), []);
      return mapFact(others, (logins) => [...new Set([...logins, ...inTeam(team)])]);
    },
    writersSince: async (...args) => seenOr(await people.writersSince(...args), NOBODY),
    commitsBetween: async (...args) => seenOr(await people.commitsBetween(...args), []),
    permission: async (login) =>
      asAdmin.has(login.toLowerCase())
        ? known("admin")
        : seenOr(await people.permission(login), "read"),
  };
}

/** What cannot be seen from here; what could be and is not stays unknown. */
function seenOr<T>(fact: Fact<T>, otherwise: T): Fact<T> {
  return fact.state === "unavailable" && fact.cause === "not-visible" ? known(otherwise) : fact;
}
