import { readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";

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
  return between(
    between(page, "inputs", table(["input", "what it says", "if not given"], given)),
    "outputs",
    table(["output", "what it holds"], told),
  );
}

function between(page: string, name: string, text: string): string {
  const [start, end] = [`<!-- ${name}: generated from action.yml -->`, "<!-- end -->"];
  const from = page.indexOf(start) + start.length;
  const to = page.indexOf(end, from);
  return `${page.slice(0, from)}\n\n${text}\n${page.slice(to)}`;
}

/** Columns of one width each, as the formatter writes them. */
function table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map((cell) => cell.trim().replaceAll("|", "\\|")));
  const widths = heading.map((name, i) => Math.max(name.length, ...cells.map((row) => row[i]?.length ?? 0))); // prettier-ignore
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(" | ")} |\n`;
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |\n`;
  return `${line(heading)}${rule}${cells.map(line).join("")}`;
}
