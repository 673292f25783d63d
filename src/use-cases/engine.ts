import type { Catalogue } from "../core/model/rule.ts";

/** What the program itself brings along. */
export interface Engine {
  readonly catalogue: Catalogue;
  /** The product's own version. */
  readonly version: string;
}
