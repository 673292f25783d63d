import type { NewComponent, NewFile } from "./new-component.ts";

/** Requirements are asked for from the proof of principle on. */
const FIRST_LEVEL = 2;
/** Product requirements are drafted for the graduation from level 5. */
const FIRST_PRODUCT_LEVEL = 5;

/** A list of requirements without one, and how one is written. */
export function requirementsFile({ id, level }: NewComponent): readonly NewFile[] {
  if (level < FIRST_LEVEL) return [];
  const product =
    level < FIRST_PRODUCT_LEVEL
      ? ""
      : `
# What users need of the product: deployment setting, service levels, security, privacy.
product: []
${example("1.1", "security")}`;
  return [
    {
      path: `.mltrl/requirements/${id}.yml`,
      text: `version: 1
# What the research has to reach. Verification: is it built right? Validation: is it the right thing?
research: []
${example("1", "claim")}${product}`,
    },
  ];
}

function example(id: string, tag: string): string {
  return `#  - id: "${id}"
#    statement: One need in one sentence with "shall" and a bound that can be tested.
#    tags: [${tag}]
#    verification: {method: how it is checked, status: planned}
#    validation: {method: how users will see that it is right, status: planned}
#    risk: {p-failure: 0.2, value: 8, mitigation: [what is done about it]}
`;
}
