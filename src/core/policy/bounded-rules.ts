import type { ComponentPolicy, Policy, RuleOverride } from "../model/policy.ts";
import type { Problem } from "../model/problem.ts";
import type { Catalogue } from "../model/rule.ts";
import { catalogueAt } from "./catalogue-at.ts";
import { type Organization, ofOrganization } from "./organization-layer.ts";
import { pastFloor } from "./past-floor.ts";
import { withOverrides, withoutNumber } from "./rule-numbers.ts";

/** A repository's words on rules below those of its organisation, and which of them are past a floor. */
export function boundedRules(
  own: Policy,
  { policy: { rules: above }, source }: Organization,
  catalogue: Catalogue,
): { readonly policy: Pick<Policy, "rules" | "components">; readonly problems: Problem[] } {
  const problems: Problem[] = [];
  const { rules: ladder } = catalogueAt(catalogue, own.ladder);
  /** What a map of words says of each rule, without what is past the organisation's floor. */
  const bound = (words: Policy["rules"], at: string): Map<string, RuleOverride> =>
    new Map(
      ladder.flatMap((rule): [string, RuleOverride][] => {
        const word = words.get(rule.id);
        const floor = above.get(rule.id);
        if (word === undefined) return [];
        if (floor?.floor !== true) return [[rule.id, word]];
        const past = pastFloor(rule, floor, word, ofOrganization(source, ["rules", rule.id]));
        for (const { name, message } of past) {
          problems.push({
            place: word.place,
            message: `\`${at}.${rule.id}.${name}\` ${message}`,
          });
        }
        return [[rule.id, without(word, new Set(past.map(({ name }) => name)))]];
      }),
    );
  const forAll = bound(own.rules, "rules");
  const components = own.components.map((component): ComponentPolicy => ({
    ...component,
    rules: bound(component.rules, `components.${component.id}.rules`),
  }));
  const rules = new Map(
    ladder.flatMap((rule): [string, RuleOverride][] => {
      const word = forAll.get(rule.id);
      const usual = above.get(rule.id);
      const joined = word && usual ? over(usual, word) : (word ?? unmarked(usual));
      return joined === undefined ? [] : [[rule.id, joined]];
    }),
  );
  return { policy: { rules, components }, problems };
}

/** A word without the parameters of these names. */
function without(word: RuleOverride, names: ReadonlySet<string>): RuleOverride {
  const { severity, params, ...rest } = word;
  return {
    ...rest,
    params: [...names].reduce(withoutNumber, params),
    ...(severity !== undefined && !names.has("severity") && { severity }),
  };
}

function over(usual: RuleOverride, word: RuleOverride): RuleOverride {
  const severity = word.severity ?? usual.severity;
  return {
    ...word,
    params: withOverrides(usual.params, word.params),
    ...(severity !== undefined && { severity }),
    ...(usual.waivable === false && { waivable: false }),
    ...(usual.waiverRole !== undefined && { waiverRole: usual.waiverRole }),
  };
}

/** The organisation's floor is looked after here: in the repository's policy it is a number like others. */
function unmarked(word: RuleOverride | undefined): RuleOverride | undefined {
  if (word === undefined) return undefined;
  const { floor: _, ...rest } = word;
  return rest;
}
