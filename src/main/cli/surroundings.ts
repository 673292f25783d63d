import type { Writable } from "node:stream";
import type { Clock } from "../../ports/clock.ts";
import { COLOUR, PLAIN } from "../../report/style.ts";
import type { Surroundings } from "./command.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** The parts of a process that a command line works with. */
export interface Host {
  readonly stdout: Writable & { readonly isTTY?: boolean };
  readonly stderr: Writable;
  readonly env: Environment;
  cwd(): string;
}

export function surroundingsOf(host: Host, clock: Clock): Surroundings {
  const { stdout, stderr, env } = host;
  return {
    folder: folderOfUser(env, host.cwd()),
    environment: env,
    clock,
    style: wantsColour(env, stdout.isTTY === true) ? COLOUR : PLAIN,
    print: (text) => void stdout.write(text),
    complain: (text) => void stderr.write(text),
  };
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
