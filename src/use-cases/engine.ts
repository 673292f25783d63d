import type { Catalogue, Rule } from "../core/model/rule.ts";
import { catalogueAt, laddersOf } from "../core/policy/catalogue-at.ts";

/** What the program itself brings along. */
export interface Engine {
  readonly catalogue: Catalogue;
  /** The product's own version. */
  readonly version: string;
}

/** The rules of a version by id; none of a version that only another program knows. */
export function rulesById(
  { catalogue }: Pick<Engine, "catalogue">,
  ladder: string,
): ReadonlyMap<string, Rule> {
  if (!laddersOf(catalogue).includes(ladder)) return new Map();
  return new Map(catalogueAt(catalogue, ladder).rules.map((rule) => [rule.id, rule]));
}
