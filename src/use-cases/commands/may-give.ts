import type { CommandDescription, Entitled } from "../../commands/command-table.ts";
import { type Fact, known, mapFact } from "../../core/model/fact.ts";
import type { Policy } from "../../core/model/policy.ts";
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
    policy.state === "known" ? holdsRole(who, login, policy.value, ports) : policy,
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

async function holdsRole(
  { roles = [] }: Entitled,
  login: string,
  policy: Policy | undefined,
  { people }: CommandPorts,
): Promise<Fact<boolean>> {
  if (policy === undefined || roles.length === 0) return known(false);
  // All roles: those that are not asked for here are asked for by the panel, in the same request.
  const named = new Map([...policy.roles].filter(([role]) => roles.includes(role)));
  const [those] = await Promise.all([
    gatherRoles({ policy: { ...policy, roles: named }, people }),
    gatherRoles({ policy, people }),
  ]);
  return mapFact(those, (byRole) =>
    [...byRole.values()].flat().some((each) => each.toLowerCase() === login.toLowerCase()),
  );
}
