import { parseArgs } from "node:util";
import { suggestion } from "../../core/source/suggestion.ts";
import type { Command, OptionValues } from "./command.ts";

/** The words behind a command, understood. */
export type Call =
  | { readonly operands: readonly string[]; readonly options: OptionValues }
  | { readonly faults: readonly string[] };

/** Reads the arguments of a command. Everything that is wrong with them is said at once. */
export function parseCall(args: readonly string[], command: Command): Call {
  const options = Object.fromEntries(
    Object.entries(command.options).map(([name, { type }]) => [name, { type }]),
  );
  const { tokens } = parseArgs({
    args: [...args],
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const values: Record<string, string | boolean> = {};
  const operands: string[] = [];
  const faults: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") operands.push(token.value);
    if (token.kind !== "option") continue;
    const option = Object.hasOwn(command.options, token.name)
      ? command.options[token.name]
      : undefined;
    const fault = option
      ? valueFault(token.name, token.value, option.type)
      : unknownOption(token.rawName, Object.keys(command.options));
    if (fault !== undefined) faults.push(fault);
    else values[token.name] = token.value ?? true;
  }
  faults.push(...operandFaults(operands, command));
  return faults.length > 0 ? { faults } : { operands, options: values };
}

function valueFault(name: string, value: string | undefined, type: string): string | undefined {
  if (type === "boolean") return value === undefined ? undefined : `--${name} takes no value`;
  if (value === undefined || value === "") return `--${name} needs a value`;
  return value.startsWith("-") ? `--${name} needs a value; got the option ${value}` : undefined;
}

function unknownOption(written: string, allowed: readonly string[]): string {
  const near = suggestion(written.replace(/^-+/, ""), allowed);
  const meant = near === undefined ? "" : `; did you mean --${near}?`;
  return `unknown option ${written}${meant}; allowed are ${allowed.map((name) => `--${name}`).join(", ")}`;
}

function operandFaults(operands: readonly string[], { operands: asked }: Command): string[] {
  if (operands.length < asked.atLeast) return [`expected ${asked.name}`];
  return operands.slice(asked.atMost).map((operand) => `unexpected argument ${operand}`);
}
