import type { RuleOverride } from "../model/policy.ts";
import type { LocatedYaml, Pointer } from "../source/yaml.ts";

/**
 * What a file says of rules, at a place of it. Takes only the parameters that the file names: a kind's
 * own defaults are not the policy's words.
 */
export function overridesIn(
  overrides: Readonly<Record<string, object | undefined>>,
  at: Pointer,
  source: LocatedYaml,
): Map<string, RuleOverride> {
  return new Map(
    Object.entries(overrides).flatMap(([rule, override]) => {
      if (override === undefined) return [];
      const {
        severity,
        floor,
        waivable,
        "waiver-role": waiverRole,
        ...values
      } = override as Record<string, unknown> &
        Pick<RuleOverride, "severity" | "floor" | "waivable"> & { readonly "waiver-role"?: string };
      const pointer = [...at, rule];
      const names = keysAt(source.value, pointer);
      const params = Object.fromEntries(Object.entries(values).filter(([name]) => names.has(name)));
      const said = {
        params,
        place: source.placeOf(pointer),
        ...(severity !== undefined && { severity }),
        ...(floor === true && { floor }),
        ...(waivable === false && { waivable }),
        ...(waiverRole !== undefined && { waiverRole }),
      };
      return [[rule, said]];
    }),
  );
}

/** The keys that a file writes at a place. */
function keysAt(value: unknown, [first, ...rest]: Pointer): ReadonlySet<string> {
  if (typeof value !== "object" || value === null) return new Set();
  if (first === undefined) return new Set(Object.keys(value));
  return keysAt((value as Record<string, unknown>)[first], rest);
}
