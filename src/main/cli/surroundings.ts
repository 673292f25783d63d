import { createInterface } from "node:readline/promises";
import type { Readable, Writable } from "node:stream";
import { type Patience, PATIENCE } from "../../github/timed-fetch.ts";
import type { Clock } from "../../ports/clock.ts";
import { COLOUR, PLAIN } from "../../report/style.ts";
import type { Ask, Surroundings } from "./command.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** The parts of a process that a command line works with. */
export interface Host {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean };
  readonly stderr: Writable;
  readonly env: Environment;
  cwd(): string;
}

export function surroundingsOf(
  host: Host,
  clock: Clock,
  patience: Patience = PATIENCE,
): Surroundings {
  const { stdin, stdout, stderr, env } = host;
  return {
    folder: folderOfUser(env, host.cwd()),
    environment: env,
    clock,
    patience,
    style: wantsColour(env, stdout.isTTY === true) ? COLOUR : PLAIN,
    print: (text) => void stdout.write(text),
    complain: (text) => void stderr.write(text),
    converse: stdin.isTTY === true ? (talk) => converse(talk, stdin, stderr) : undefined,
  };
}

/** Reads answers line by line; the questions go where they are not mistaken for the result. */
async function converse<T>(
  talk: (ask: Ask) => Promise<T>,
  input: Readable,
  output: Writable,
): Promise<T> {
  const lines = createInterface({ input });
  const answers = lines[Symbol.asyncIterator]();
  try {
    return await talk(async (question) => {
      output.write(question);
      const { value, done } = await answers.next();
      return done === true ? "" : value.trim();
    });
  } finally {
    lines.close();
  }
}

/** `npm run mltrl` runs in the folder of the package; npm says where the user was. */
function folderOfUser(env: Environment, folder: string): string {
  return env["npm_lifecycle_event"] === "mltrl" ? (env["INIT_CWD"] ?? folder) : folder;
}

/** By https://no-color.org and https://force-color.org; who forces it wins. */
function wantsColour(env: Environment, terminal: boolean): boolean {
  const { FORCE_COLOR: force, NO_COLOR: no, TERM: kind } = env;
  if (force !== undefined && force !== "") return force !== "0" && force !== "false";
  if (no !== undefined && no !== "") return false;
  return terminal && kind !== "dumb";
}
