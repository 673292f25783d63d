import {
  CODE_OWNERS_ROLE,
  POLICY_OWNERS_ROLE,
  type Policy,
  type RuleOverride,
} from "../model/policy.ts";
import type { Problem } from "../model/problem.ts";
import { suggestion } from "../source/suggestion.ts";
import type { LocatedYaml, Pointer } from "../source/yaml.ts";

/** Roles that mean somebody where nobody is named: code owners, and admins. */
const NEED_NOBODY: ReadonlySet<string> = new Set([CODE_OWNERS_ROLE, POLICY_OWNERS_ROLE]);

/**
 * Roles that a policy's own words ask for and that nobody defines: a seat for a misspelt role could only
 * be taken by admins. Roles of the built-in panels need no definition.
 *
 * @param defined roles that this file or a layer above it names
 */
export function undefinedRoleProblems(
  policy: Pick<Policy, "rules" | "components">,
  source: LocatedYaml,
  defined: readonly string[],
): Problem[] {
  return rolesAsked(policy).flatMap(({ role, pointer }) => {
    if (NEED_NOBODY.has(role) || defined.includes(role)) return [];
    const near = suggestion(role, defined);
    const meant = near === undefined ? "" : `; did you mean "${near}"?`;
    const there = [...NEED_NOBODY, ...defined].toSorted().join(", ");
    return [
      {
        place: source.placeOf(pointer),
        message: `the role "${role}" is not defined: name people or teams for it under \`roles\`${meant}; there are: ${there}`,
      },
    ];
  });
}

interface AskedRole {
  readonly role: string;
  readonly pointer: Pointer;
}

function rolesAsked({ rules, components }: Pick<Policy, "rules" | "components">): AskedRole[] {
  return [
    ...rolesOf(rules, ["rules"]),
    ...components.flatMap(({ id, rules: own }) => rolesOf(own, ["components", id, "rules"])),
  ];
}

/** Where a rule names roles: the seats of its panels, who vouches for outsiders, and who grants waivers. */
function rolesOf(overrides: ReadonlyMap<string, RuleOverride>, at: Pointer): AskedRole[] {
  return [...overrides].flatMap(([rule, { params, waiverRole }]) => {
    const { panels = [], "vouched-by": voucher } = params as Asking;
    return [
      ...panels.flatMap(({ roles }, i) =>
        roles.map((role, j) => ({ role, pointer: [...at, rule, "panels", i, "roles", j] })),
      ),
      ...(voucher === undefined ? [] : [{ role: voucher, pointer: [...at, rule, "vouched-by"] }]),
      ...(waiverRole === undefined
        ? []
        : [{ role: waiverRole, pointer: [...at, rule, "waiver-role"] }]),
    ];
  });
}

interface Asking {
  readonly panels?: readonly { readonly roles: readonly string[] }[];
  readonly "vouched-by"?: string;
}
