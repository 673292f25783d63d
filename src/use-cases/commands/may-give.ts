import type { CommandDescription, Entitled } from "../../commands/command-table.ts";
import { type Fact, known, mapFact } from "../../core/model/fact.ts";
import { gatherRoles } from "../../gather/roles.ts";
import { PERMISSIONS } from "../../ports/people.ts";
import type { Engine } from "../engine.ts";
import { defaultPolicy } from "../default-policy.ts";
import type { CommandPorts } from "./command.ts";

/** Whether somebody may give a command, by their rights and roles at this moment. */
export async function mayGive(
  { who }: Pick<CommandDescription, "who">,
  login: string,
  ports: CommandPorts,
  engine: Engine,
): Promise<Fact<boolean>> {
  if (who === "everybody" || who.named !== undefined) return known(true);
  const right = await hasRight(who, login, ports);
  if (right.state === "unavailable" || right.value) return right;
  return holdsOneOf(who.roles ?? [], login, ports, engine);
}

async function hasRight(
  { right }: Entitled,
  login: string,
  ports: CommandPorts,
): Promise<Fact<boolean>> {
  if (right === undefined) return known(false);
  const permission = await ports.people.permission(login);
  if (permission.state === "unavailable") return permission;
  return known(PERMISSIONS.indexOf(permission.value) >= PERMISSIONS.indexOf(right));
}

/**
 * Whether somebody holds one of these roles. Roles are those of the default branch's policy: no pull
 * request gives anybody a right.
 */
async function holdsOneOf(
  roles: readonly string[],
  login: string,
  ports: CommandPorts,
  engine: Engine,
): Promise<Fact<boolean>> {
  if (roles.length === 0) return known(false);
  const policy = await defaultPolicy(ports, engine);
  if (policy.state === "unavailable") return policy;
  if (policy.value === undefined) return known(false);
  const named = new Map([...policy.value.roles].filter(([role]) => roles.includes(role)));
  const holders = await gatherRoles({
    policy: { ...policy.value, roles: named },
    people: ports.people,
  });
  return mapFact(holders, (byRole) =>
    [...byRole.values()].flat().some((each) => each.toLowerCase() === login.toLowerCase()),
  );
}
