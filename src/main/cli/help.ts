import type { Command } from "./command.ts";

/** What can be done, one command a line. */
export function helpOfAll(commands: readonly Command[]): string {
  return [
    "Judges the work tree as mltrl-gate would judge a pull request of it.",
    "",
    "Usage: mltrl <command> [options]",
    "",
    ...table(commands.map((command) => [usageOf(command), command.summary] as const)),
    ...table([
      ["help [command]", "Explain a command"],
      ["--version", "Print the version"],
    ]),
    "",
    'Explained in full by "mltrl help <command>".',
    "",
  ].join("\n");
}

/** One command with its options. */
export function helpOf(command: Command): string {
  const options = Object.entries(command.options).map(
    ([name, { value, description }]) =>
      [`--${name}${value === undefined ? "" : ` ${value}`}`, description] as const,
  );
  return [
    command.summary,
    "",
    `Usage: mltrl ${usageOf(command)} [options]`,
    "",
    ...table(options),
    "",
    ...command.notes,
    "",
  ].join("\n");
}

function usageOf({ name, operands }: Command): string {
  return operands.atMost === 0 ? name : `${name} ${operands.name}`;
}

function table(rows: readonly (readonly [left: string, right: string])[]): string[] {
  return rows.map(([left, right]) => `  ${left.padEnd(24)}  ${right}`);
}
