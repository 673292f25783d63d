import type { ParseArgsOptionDescriptor } from "node:util";
import type { Patience } from "../../github/timed-fetch.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Style } from "../../report/style.ts";

/** What a command may touch of the process it runs in. */
export interface Surroundings {
  /** The folder the user is in. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  /** How long an answer of GitHub's is waited for. */
  readonly patience: Patience;
  readonly style: Style;
  readonly print: (text: string) => void;
  /** For what stands beside the result: causes, notes. */
  readonly complain: (text: string) => void;
  /** Talks with the person at the terminal; undefined where there is none. */
  readonly converse: (<T>(talk: (ask: Ask) => Promise<T>) => Promise<T>) | undefined;
}

/** Puts a question and gives the answer without spaces around it; empty where the input ends. */
export type Ask = (question: string) => Promise<string>;

/** 0: nothing blocks; 1: something does; 2: nothing could be judged. */
export type ExitCode = 0 | 1 | 2;

export type OptionValues = Readonly<Record<string, string | boolean | undefined>>;

/** A subcommand; its help is made of this. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** Names of what stands behind the command without a dash. */
  readonly operands: { readonly name: string; readonly atLeast: number; readonly atMost: number };
  readonly options: Readonly<Record<string, Option>>;
  /** What each exit code means, and whatever else is worth knowing. */
  readonly notes: readonly string[];
  readonly run: (
    call: { readonly operands: readonly string[]; readonly options: OptionValues },
    surroundings: Surroundings,
  ) => Promise<ExitCode>;
}

export interface Option {
  readonly type: ParseArgsOptionDescriptor["type"];
  /** What a value stands for, in the help. */
  readonly value?: string;
  readonly description: string;
}

export const NO_OPERANDS = { name: "", atLeast: 0, atMost: 0 } as const;

/** Options of every command that looks at a work tree. */
export const FOLDER_OPTION = {
  cwd: { type: "string", value: "DIR", description: "The work tree to look at; here if not given" },
} as const satisfies Record<string, Option>;

/** Options of commands that read records of merges. */
export const RECORDS_OPTION = {
  records: {
    type: "string",
    value: "DIR",
    description: "A folder of records, where the App keeps them in its data directory",
  },
} as const satisfies Record<string, Option>;
