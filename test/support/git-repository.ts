import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { devNull, tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** Content by path; a link says where it leads, and `undefined` removes the file. */
export type Files = Readonly<Record<string, string | Uint8Array | Link | undefined>>;

export interface Link {
  readonly link: string;
}

/** A real git repository in a temporary folder, apart from whatever the machine has configured. */
export interface TestRepository {
  readonly folder: string;
  /** Runs git and gives what it printed, without the last line feed. */
  readonly git: (...args: string[]) => string;
  readonly write: (files: Files) => void;
  /** Writes files, commits everything that differs, and gives the commit's id. */
  readonly commit: (message: string, files?: Files) => string;
  readonly remove: () => void;
}

/** What git is run with in tests: no configuration but the repository's own, and a fixed person and time. */
export const GIT_ENVIRONMENT: Readonly<Record<string, string>> = {
  PATH: process.env["PATH"] ?? "",
  HOME: devNull,
  GIT_CONFIG_GLOBAL: devNull,
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "Ada",
  GIT_AUTHOR_EMAIL: "ada@example.org",
  GIT_AUTHOR_DATE: "2026-01-02T03:04:05Z",
  GIT_COMMITTER_NAME: "Ada",
  GIT_COMMITTER_EMAIL: "ada@example.org",
  GIT_COMMITTER_DATE: "2026-01-02T03:04:05Z",
};

/** Makes a repository with one commit of these files on `main`; without files it has no commit. */
export function makeRepository(files: Files = {}): TestRepository {
  const folder = mkdtempSync(join(tmpdir(), "mltrl-test-"));
  const git = (...args: string[]): string => runGit(folder, args);
  const write = (changed: Files): void => {
    for (const [path, content] of Object.entries(changed)) put(join(folder, path), content);
  };
  const commit = (message: string, changed: Files = {}): string => {
    write(changed);
    git("add", "--all");
    git("commit", "--quiet", "--allow-empty", "--message", message);
    return git("rev-parse", "HEAD");
  };
  git("init", "--quiet", "--initial-branch=main");
  if (Object.keys(files).length > 0) commit("first", files);
  return {
    folder,
    git,
    write,
    commit,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function runGit(folder: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync("git", args, {
    cwd: folder,
    env: GIT_ENVIRONMENT,
    encoding: "utf8",
    maxBuffer: 1024 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
  return stdout.replace(/\n$/, "");
}

function put(path: string, content: Files[string]): void {
  rmSync(path, { recursive: true, force: true });
  if (content === undefined) return;
  mkdirSync(dirname(path), { recursive: true });
  if (typeof content === "object" && "link" in content) symlinkSync(content.link, path);
  else writeFileSync(path, content);
}

/** Makes a file executable. */
export function makeExecutable(path: string): void {
  chmodSync(path, 0o755);
}
