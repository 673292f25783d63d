import type { Facts } from "../../src/core/model/facts.ts";
import {
  describedFacts,
  type FactsDescription,
} from "../../src/evidence/described/described-facts.ts";
import { catalogue } from "../../src/generated/catalogue.ts";

export type { FactsDescription } from "../../src/evidence/described/described-facts.ts";

/** Every fact of a component; what is not described is empty, or as in a quiet pull request. */
export function someFacts(description: FactsDescription = {}): Facts {
  return describedFacts(description, catalogue.checklists);
}
