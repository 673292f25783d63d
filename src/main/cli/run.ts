import { isDefect, messageOf } from "../../core/errors.ts";
import { NEW_ISSUE } from "../../core/model/new-issue.ts";
import { VERSION } from "../version.ts";
import { adminCommand } from "./admin.ts";
import { auditCommand } from "./audit.ts";
import { checkCommand } from "./check.ts";
import { collectCommand } from "./collect.ts";
import type { Command, ExitCode, Surroundings } from "./command.ts";
import { doctorCommand } from "./doctor.ts";
import { explainCommand } from "./explain.ts";
import { helpOf, helpOfAll } from "./help.ts";
import { parseCall } from "./parse-call.ts";
import { suggestion } from "../../core/source/suggestion.ts";
import { causeLine } from "./print-causes.ts";
import { historyCommand } from "./history.ts";
import { importCommand } from "./import.ts";
import { initCommand } from "./init.ts";
import { inspectCommand } from "./inspect.ts";
import { newCommand } from "./new.ts";
import { planCommand } from "./plan.ts";
import { policyCommand } from "./policy.ts";
import { portfolioCommand } from "./portfolio.ts";
import { replayCommand } from "./replay.ts";
import { setupCommand } from "./setup.ts";
import { simulateCommand } from "./simulate.ts";
import { stampCommand } from "./stamp.ts";
import { testCommand } from "./test.ts";
import { validateCommand } from "./validate.ts";

const COMMANDS: readonly Command[] = [
  initCommand,
  checkCommand,
  simulateCommand,
  planCommand,
  portfolioCommand,
  testCommand,
  validateCommand,
  explainCommand,
  stampCommand,
  collectCommand,
  newCommand,
  importCommand,
  inspectCommand,
  historyCommand,
  policyCommand,
  auditCommand,
  replayCommand,
  setupCommand,
  doctorCommand,
  adminCommand,
];

/** Runs the command line and gives the exit code. Writes and reads nothing of the process itself. */
export async function run(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const { print, complain } = surroundings;
  const [name, ...rest] = args;
  if (name === "--version" || name === "-v") {
    print(`${VERSION}\n`);
    return 0;
  }
  if (name === undefined) {
    complain(helpOfAll(COMMANDS));
    return 2;
  }
  if (name === "help" || name === "--help" || name === "-h") return help(rest[0], surroundings);
  const command = COMMANDS.find((each) => each.name === name);
  if (command === undefined) return unknownCommand(name, surroundings);
  if (rest.includes("--help") || rest.includes("-h")) return help(name, surroundings);
  const call = parseCall(rest, command);
  if ("faults" in call) {
    complain(call.faults.map(causeLine).join(""));
    complain(`see "mltrl help ${name}"\n`);
    return 2;
  }
  try {
    return await command.run(call, surroundings);
  } catch (error) {
    complain(causeLine(messageOf(error)));
    if (isDefect(error)) complain(`This is a mistake of mltrl-gate. Please report it with the line above: ${NEW_ISSUE}\n`); // prettier-ignore
    return 2;
  }
}

function help(name: string | undefined, surroundings: Surroundings): ExitCode {
  if (name === undefined) {
    surroundings.print(helpOfAll(COMMANDS));
    return 0;
  }
  const command = COMMANDS.find((each) => each.name === name);
  if (command === undefined) return unknownCommand(name, surroundings);
  surroundings.print(helpOf(command));
  return 0;
}

function unknownCommand(name: string, { complain }: Surroundings): ExitCode {
  const names = COMMANDS.map((command) => command.name);
  const near = suggestion(name, names);
  const meant = near === undefined ? "" : `; did you mean ${near}?`;
  complain(causeLine(`there is no command ${name}${meant}; there are: ${names.join(", ")}`));
  return 2;
}
