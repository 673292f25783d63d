import { unavailable, type Unavailable } from "../model/fact.ts";
import { fail, type Judgement, pass } from "../model/finding.ts";
import type { Requirement, Requirements } from "../model/requirements.ts";
import { selectRequirements } from "./select-requirements.ts";

/**
 * Judges requirements one by one: with none to judge nothing is shown, and one fault fails. `faultOf`
 * says what is wrong with a requirement, to follow its number.
 */
export function checkEach(
  requirements: Requirements,
  params: Parameters<typeof selectRequirements>[1],
  what: string,
  faultOf: (requirement: Requirement) => string | undefined,
): Judgement | Unavailable {
  const { items, name } = selectRequirements(requirements, params);
  if (items.length === 0) {
    return unavailable("missing", `${requirements.path} holds no ${name}`, {
      path: requirements.path,
    });
  }
  const faults = items.flatMap((requirement) => {
    const fault = faultOf(requirement);
    return fault === undefined ? [] : [{ requirement, fault }];
  });
  if (faults.length === 0) return pass(`all ${items.length} ${name} ${what}`);
  const [first] = faults;
  return fail(
    `${faults.length} of ${items.length} ${name} fall short: ${first?.requirement.id} ${first?.fault}${faults.length > 1 ? " …" : ""}`,
    ...faults.map(({ requirement, fault }) => ({
      ...requirement.place,
      seen: `${requirement.id} ${fault}`,
    })),
  );
}
