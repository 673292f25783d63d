import type { Parsed } from "../../src/core/model/problem.ts";
import { actionPage } from "./action-page.ts";
import { catalogueModule } from "./catalogue-module.ts";
import { commandsPage } from "./commands-page.ts";
import { configurationReference } from "./configuration-reference.ts";
import { levelPages } from "./level-pages.ts";
import { operationsPage } from "./operations-page.ts";
import { readCatalogue } from "./read-catalogue.ts";
import { ruleExamples } from "./rule-examples.ts";
import { rulesReference } from "./rules-reference.ts";
import { schemaFiles } from "./schemas.ts";

/** Every generated file by its path from the root, or all that is wrong with what they are made of. */
export function generatedFiles(root: string): Parsed<ReadonlyMap<string, string>> {
  const catalogue = readCatalogue(root);
  if (!catalogue.ok) return catalogue;
  const pages = levelPages(root, catalogue.value);
  if (!pages.ok) return pages;
  return {
    ok: true,
    value: new Map([
      ["src/generated/catalogue.ts", catalogueModule(catalogue.value)],
      ["rules/README.md", rulesReference(catalogue.value, ruleExamples(root, catalogue.value))],
      ["docs/configuration-reference.md", configurationReference(catalogue.value)],
      ["docs/commands.md", commandsPage(root)],
      ["action/README.md", actionPage(root)],
      ["docs/operations.md", operationsPage(root)],
      ...pages.value,
      ...schemaFiles(catalogue.value),
    ]),
  };
}
