import { readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { table, withPart } from "./page-part.ts";

interface ActionFile {
  readonly inputs: Readonly<
    Record<string, { readonly description: string; readonly default: string }>
  >;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
}

/** The Action's page, its tables of inputs and outputs made of `action.yml`. */
export function actionPage(root: string): string {
  const page = readFileSync(join(root, "action/README.md"), "utf8");
  const { inputs, outputs } = load(readFileSync(join(root, "action/action.yml"), "utf8")) as ActionFile; // prettier-ignore
  const given = Object.entries(inputs).map(([name, { description, default: value }]) => [
    `\`${name}\``,
    description,
    value === "" ? "" : `\`${value}\``,
  ]);
  const told = Object.entries(outputs).map(([name, { description }]) => [
    `\`${name}\``,
    description,
  ]);
  const inputTable = table(["input", "what it says", "if not given"], given);
  return withPart(
    withPart(page, "inputs: generated from action.yml", inputTable),
    "outputs: generated from action.yml",
    table(["output", "what it holds"], told),
  );
}
