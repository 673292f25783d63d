import { spawn } from "node:child_process";

/** An environment in which no configuration of the machine or its user has a say. */
export function gitEnvironment(): NodeJS.ProcessEnv {
  return {
    PATH: process.env["PATH"],
    LANG: "C.UTF-8",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_TERMINAL_PROMPT: "0",
  };
}

export type GitResult = { readonly code: number; readonly output: Buffer; readonly error: string };

/** Runs git in a repository and hands back what it said, whatever its exit code. */
export async function tryGit(directory: string, args: readonly string[]): Promise<GitResult> {
  return new Promise((resolve, reject) => {
    const child = spawn("git", args, {
      cwd: directory,
      env: gitEnvironment(),
      stdio: ["ignore", "pipe", "pipe"],
    });
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
    child.on("error", reject);
    child.on("close", (code) => {
      const error = Buffer.concat(errors).toString();
      resolve({ code: code ?? -1, output: Buffer.concat(output), error });
    });
  });
}

/** Runs git and throws if it fails. */
export async function runGit(directory: string, args: readonly string[]): Promise<Buffer> {
  const result = await tryGit(directory, args);
  if (result.code !== 0) throw new Error(`git ${args.join(" ")}: ${result.error}`);
  return result.output;
}
