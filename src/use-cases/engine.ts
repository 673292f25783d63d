import type { Catalogue, Rule } from "../core/model/rule.ts";

/** What the program itself brings along. */
export interface Engine {
  readonly catalogue: Catalogue;
  /** The product's own version. */
  readonly version: string;
}

export function rulesById({ catalogue }: Engine): ReadonlyMap<string, Rule> {
  return new Map(catalogue.rules.map((rule) => [rule.id, rule]));
}
