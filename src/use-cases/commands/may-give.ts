import type { CommandDescription, Entitled } from "../../commands/command-table.ts";
import { type Fact, known, mapFact } from "../../core/model/fact.ts";
import type { Policy } from "../../core/model/policy.ts";
import { holdsRole } from "../../gather/holds-role.ts";
import { gatherRoles } from "../../gather/roles.ts";
import { PERMISSIONS } from "../../ports/people.ts";
import type { Engine } from "../engine.ts";
import { defaultPolicy } from "../default-policy.ts";
import type { CommandPorts } from "./command.ts";

/**
 * Whether somebody may give a command, by their rights and roles at this moment. Roles are those of the
 * default branch's policy: no pull request gives anybody a right.
 */
export async function mayGive(
  { who }: Pick<CommandDescription, "who">,
  login: string,
  ports: CommandPorts,
  engine: Engine,
): Promise<Fact<boolean>> {
  if (who === "everybody" || who.named !== undefined) return known(true);
  const policy = await defaultPolicy(ports, engine);
  // Asked at the same moment, they share a request.
  const [right, role] = await Promise.all([
    hasRight(who, login, ports),
    policy.state === "known" ? holdsOne(who, login, policy.value, ports) : policy,
  ]);
  return right.state === "known" && !right.value ? role : right;
}

async function hasRight(
  { right }: Entitled,
  login: string,
  { people }: CommandPorts,
): Promise<Fact<boolean>> {
  if (right === undefined) return known(false);
  return mapFact(
    await people.permission(login),
    (permission) => PERMISSIONS.indexOf(permission) >= PERMISSIONS.indexOf(right),
  );
}

async function holdsOne(
  { roles = [] }: Entitled,
  login: string,
  policy: Policy | undefined,
  { people }: CommandPorts,
): Promise<Fact<boolean>> {
  if (policy === undefined || roles.length === 0) return known(false);
  const [held] = await Promise.all([
    Promise.all(roles.map((role) => holdsRole(login, role, { policy, people }))),
    // All roles: those that are not asked for here the panel asks for, in the same request.
    gatherRoles({ policy, people }),
  ]);
  const lost = held.find(({ state }) => state === "unavailable");
  return held.find((each) => each.state === "known" && each.value) ?? lost ?? known(false);
}
