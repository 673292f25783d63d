import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

export type Process = {
  readonly command: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly variables: Readonly<Record<string, string>>;
  /** After which it is ended. */
  readonly milliseconds: number;
  readonly line: (text: string) => void;
};

/** Runs a process to its end and answers its code, null where it had to be ended. */
export async function runProcess(wanted: Process): Promise<number | null> {
  const child = spawn(wanted.command, wanted.args, {
    cwd: wanted.folder,
    env: wanted.variables,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true, // a group of its own, so that what it starts ends with it
  });
  const isRunning = (): boolean => child.exitCode === null && child.signalCode === null;
  const end = (): void => {
    if (child.pid !== undefined && isRunning()) process.kill(-child.pid, "SIGKILL");
  };
  const timer = setTimeout(end, wanted.milliseconds);
  const read = [child.stdout, child.stderr].map(async (stream) => {
    for await (const line of createInterface({ input: stream })) wanted.line(line);
  });
  try {
    const closed = once(child, "close") as Promise<[number | null]>;
    const [[code]] = await Promise.all([closed, ...read]);
    return code;
  } finally {
    clearTimeout(timer);
    end(); // what is printed may be refused before the process is done
  }
}
