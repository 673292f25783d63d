import { KINDS } from "../kinds/index.ts";
import type { Policy } from "../model/policy.ts";
import type { Problem } from "../model/problem.ts";
import type { Catalogue, Rule } from "../model/rule.ts";
import { overrideFor } from "./rule-override.ts";
import { withOverrides } from "./rule-numbers.ts";

/**
 * Where what a policy says of a rule does not go together with what the rule has, such as a period
 * without the date at which it begins. Each parameter by itself is right by then.
 */
export function overrideProblems(
  policy: Pick<Policy, "components" | "rules">,
  catalogue: Catalogue,
): Problem[] {
  return catalogue.rules.flatMap((rule) => {
    const forAll = policy.rules.get(rule.id);
    const own = policy.components.flatMap(({ id, rules }) => {
      const place = rules.get(rule.id)?.place;
      if (place === undefined) return [];
      const params = overrideFor(policy, id, rule.id)?.params ?? {};
      return problemsOf(rule, `components.${id}.rules.${rule.id}`, { params, place });
    });
    return [...(forAll === undefined ? [] : problemsOf(rule, `rules.${rule.id}`, forAll)), ...own];
  });
}

function problemsOf(
  { kind, params }: Rule,
  name: string,
  override: { readonly params: Rule["params"]; readonly place: Problem["place"] },
): Problem[] {
  const read = KINDS.get(kind)?.params.safeParse(withOverrides(params, override.params));
  if (read === undefined || read.success) return [];
  return read.error.issues.map(({ message, path }) => ({
    place: override.place,
    message: `\`${[name, ...path].join(".")}\` does not go with the rest of the rule: ${message}`,
  }));
}
