import { execFile, type ExecFileException } from "node:child_process";
import { type Fact, known, unavailable } from "../core/model/fact.ts";

/** Runs git in a folder and gives what it printed; a failure is a reason, not an exception. */
export type Git = (args: readonly string[], options?: GitOptions) => Promise<Fact<Buffer>>;

export interface GitOptions {
  /** What git reads from its standard input. */
  readonly input?: Uint8Array;
  /** Another folder to run in. */
  readonly folder?: string;
  /** Variables that are set for this run alone. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The listing of a hundred thousand files takes ten. */
const MAX_OUTPUT_BYTES = 512 * 1024 * 1024;

/** Git in a folder, with nothing in its environment but what is said. */
export function gitIn(folder: string, environment: Readonly<Record<string, string>>): Git {
  return (args, { input, folder: elsewhere, env } = {}) =>
    new Promise((resolve) => {
      const options = {
        cwd: elsewhere ?? folder,
        env: { ...environment, ...env },
        encoding: "buffer" as const,
        maxBuffer: MAX_OUTPUT_BYTES,
        windowsHide: true,
      };
      const child = execFile("git", args, options, (error, stdout, stderr) => {
        if (error === null) resolve(known(stdout));
        else if (stderr.includes("not a git repository")) resolve(noRepository(options.cwd));
        else resolve(unavailable("upstream", why(args, error, stderr)));
      });
      // Git may end before it has read everything; its exit code then says why.
      child.stdin?.on("error", () => {});
      child.stdin?.end(input ?? "");
    });
}

function noRepository(folder: string): Fact<never> {
  return unavailable(
    "upstream",
    `expected a git repository, and ${folder} is in none: go into a clone, or name one with --cwd`,
  );
}

function why(args: readonly string[], error: ExecFileException, stderr: Buffer): string {
  if (error.code === "ENOENT") return "git could not be started: is it installed?";
  const said = stderr
    .toString("utf8")
    .split("\n")
    .map((line) => line.replace(/^(fatal|error): /, "").trim())
    .filter((line) => line !== "" && !line.startsWith("warning:") && !line.startsWith("hint:"));
  const command = `git ${args.find((arg) => !arg.startsWith("-")) ?? ""}`;
  return `${command}: ${said.length > 0 ? said.join("; ") : `ended with ${error.code ?? error.message}`}`;
}
