import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A working copy that somebody pushes from. */
export interface Clone {
  readonly directory: string;
  git(...words: string[]): Promise<string>;
  /** Writes files; null removes one. */
  write(files: Readonly<Record<string, string | null>>): Promise<void>;
  /** Writes files, commits them and pushes the branch. */
  push(
    branch: string,
    message: string,
    files: Readonly<Record<string, string | null>>,
  ): Promise<string>;
  /** Begins a branch at a revision such as `origin/main`, which is fetched before. */
  start(branch: string, revision?: string): Promise<void>;
  remove(): Promise<void>;
}

export async function cloneRepository(url: string, person: string): Promise<Clone> {
  const directory = await mkdtemp(join(tmpdir(), "mltrl-clone-"));
  const environment = {
    ...process.env,
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_SYSTEM: "/dev/null",
    GIT_TERMINAL_PROMPT: "0",
    GIT_AUTHOR_NAME: person,
    GIT_AUTHOR_EMAIL: `${person}@acme.example`,
    GIT_COMMITTER_NAME: person,
    GIT_COMMITTER_EMAIL: `${person}@acme.example`,
  };
  const git = async (...words: string[]): Promise<string> => {
    const { stdout } = await run("git", words, { cwd: directory, env: environment });
    return stdout.trim();
  };
  const { host, pathname, protocol } = new URL(url);
  await git("clone", "--quiet", `${protocol}//${person}:${person}@${host}${pathname}`, ".");
  const write: Clone["write"] = async (files) => {
    for (const [path, text] of Object.entries(files)) {
      const target = join(directory, path);
      if (text === null) await rm(target);
      else {
        await mkdir(dirname(target), { recursive: true });
        await writeFile(target, text);
      }
    }
  };
  return {
    directory,
    git,
    write,
    async push(branch, message, files) {
      const current = await git("branch", "--show-current");
      if (current !== branch) {
        const exists = await git("branch", "--list", branch);
        await git("checkout", "--quiet", ...(exists === "" ? ["-b"] : []), branch);
      }
      await write(files);
      await git("add", "--all");
      await git("commit", "--quiet", "--message", message);
      await git("push", "--quiet", "--force", "origin", branch);
      return git("rev-parse", "HEAD");
    },
    async start(branch, revision = "origin/main") {
      await git("fetch", "--quiet", "origin");
      await git("checkout", "--quiet", "--no-track", "-B", branch, revision);
    },
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}
