import { readFileSync } from "node:fs";
import { join } from "node:path";
import { COMMAND_LIST, type NamedCommand, whoMay } from "../../src/commands/command-table.ts";

const PATH = "docs/commands.md";
const BEGIN = "<!-- generated from src/commands/command-table.ts -->";
const END = "<!-- end -->";

/** The handbook's page of commands with its table of what can be said in comments made anew. */
export function commandsPage(root: string): string {
  const page = readFileSync(join(root, PATH), "utf8");
  const [before, rest = ""] = page.split(BEGIN);
  const [, after = ""] = rest.split(END);
  return `${before}${BEGIN}\n\n${table(COMMAND_LIST)}\n\n${END}${after}`;
}

function table(commands: readonly NamedCommand[]): string {
  const rows = [
    ["command", "who", "where", "what it does"],
    ...commands.map((command) => [
      command.usage.replaceAll("|", String.raw`\|`).replace(/.*/, "`$&`"),
      whoMay(command),
      command.where.length === 2
        ? "pull requests, issues"
        : `${command.where.join()}s`.replace("-", " "),
      command.summary + command.aliases.map((alias) => ` Also \`${alias}\`.`).join(""),
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const [head = [], ...body] = rows;
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [line(head), rule, ...body.map(line)].join("\n");
}
