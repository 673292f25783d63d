import type { Catalogue } from "../../src/core/model/rule.ts";

/** The catalogue as a module, so that a bundle carries its rules. */
export function catalogueModule(catalogue: Catalogue): string {
  return `// Generated from rules/ by scripts/generate.ts; change those files and run \`npm run generate\`.
import type { Catalogue } from "../core/model/rule.ts";

/** Every rule, profile and reference checklist of this version. */
export const catalogue: Catalogue = ${JSON.stringify(catalogue, undefined, 2)};
`;
}
