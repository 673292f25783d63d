import { PassThrough } from "node:stream";
import type { Patience } from "../../src/github/timed-fetch.ts";
import type { ExitCode } from "../../src/main/cli/command.ts";
import { run } from "../../src/main/cli/run.ts";
import { surroundingsOf } from "../../src/main/cli/surroundings.ts";
import { GIT_ENVIRONMENT } from "../support/git-repository.ts";

/** What a command line came to. */
export interface Outcome {
  readonly code: ExitCode;
  readonly out: string;
  readonly err: string;
}

export interface HostOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly terminal?: boolean;
  /** What the person at the terminal types. */
  readonly typed?: string;
  /** Milliseconds since 1970. */
  readonly now?: number;
  /** How long an answer of GitHub's is waited for, where it is not as usual. */
  readonly patience?: Patience;
}

/** Runs the command line in this process, as if it stood in a folder. */
export async function mltrl(
  folder: string,
  args: readonly string[],
  {
    environment = {},
    terminal = false,
    typed = "",
    now = Date.UTC(2026, 5, 1),
    patience,
  }: HostOptions = {},
): Promise<Outcome> {
  const stdout = Object.assign(new PassThrough(), { isTTY: terminal });
  const stderr = new PassThrough();
  const stdin = Object.assign(new PassThrough(), { isTTY: terminal });
  stdin.end(typed);
  const host = {
    stdin,
    stdout,
    stderr,
    env: { ...GIT_ENVIRONMENT, ...environment },
    cwd: () => folder,
  };
  const code = await run(args, surroundingsOf(host, { now: () => now }, patience));
  return { code, out: textOf(stdout), err: textOf(stderr) };
}

function textOf(stream: PassThrough): string {
  const bytes: unknown = stream.read();
  return Buffer.isBuffer(bytes) ? bytes.toString("utf8") : "";
}
