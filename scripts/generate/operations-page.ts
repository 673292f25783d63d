import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Variable, VARIABLES } from "../../src/main/app/app-variables.ts";
import { table, withPart } from "./page-part.ts";

/** The handbook's page on running the App, its table of variables made of what the App reads. */
export function operationsPage(root: string): string {
  const page = readFileSync(join(root, "docs/operations.md"), "utf8");
  const rows = Object.entries<Variable>(VARIABLES).map(
    ([name, { meaning, allowed, otherwise, secretFrom = [] }]) => [
      [name, ...secretFrom].map((each) => `\`${each}\``).join(", "),
      otherwise,
      meaning,
      allowed,
    ],
  );
  const heading = ["variable", "if not set", "meaning", "allowed"];
  return withPart(
    page,
    "environment: generated from src/main/app/app-variables.ts",
    table(heading, rows),
  );
}
