import type { Facts } from "../../src/core/model/facts.ts";
import { describedFacts } from "../../src/evidence/described/described-facts.ts";
import type { FactsDescription } from "../../src/evidence/described/facts-description.ts";
import { catalogue } from "../../src/generated/catalogue.ts";

export type { FactsDescription } from "../../src/evidence/described/facts-description.ts";

/** Every fact of a component; what is not described is empty, or as in a quiet pull request. */
export function someFacts(description: FactsDescription = {}): Facts {
  return describedFacts(description, catalogue.checklists);
}
