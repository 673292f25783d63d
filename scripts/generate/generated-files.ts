import type { Parsed } from "../../src/core/model/problem.ts";
import { catalogueModule } from "./catalogue-module.ts";
import { readCatalogue } from "./read-catalogue.ts";
import { rulesReference } from "./rules-reference.ts";
import { schemaFiles } from "./schemas.ts";

/** Every generated file by its path from the root, or all that is wrong with what they are made of. */
export function generatedFiles(root: string): Parsed<ReadonlyMap<string, string>> {
  const catalogue = readCatalogue(root);
  if (!catalogue.ok) return catalogue;
  return {
    ok: true,
    value: new Map([
      ["src/generated/catalogue.ts", catalogueModule(catalogue.value)],
      ["rules/README.md", rulesReference(catalogue.value)],
      ...schemaFiles(catalogue.value),
    ]),
  };
}
