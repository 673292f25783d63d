import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GIT_ENVIRONMENT } from "../test/support/git-repository.ts";
import { catalogue } from "../src/generated/catalogue.ts";
import { writeStamp } from "../src/evidence/stamp.ts";
import { stamp } from "../src/use-cases/stamp.ts";
import { recordsOf } from "./tree-records.ts";
import { openWorkTree } from "../src/worktree/open-work-tree.ts";

export interface TreeSize {
  readonly components: number;
  readonly files: number;
  /** How many components are touched, each number on a branch of its own; the last is all of them. */
  readonly touched: readonly number[];
}

/** A repository on `main`, with a branch for each number of touched components. */
export interface TreeRepository {
  readonly folder: string;
  readonly git: (...args: string[]) => Promise<string>;
  remove(): Promise<void>;
}

/** The branch that touches so many components. */
export function branchOf(touched: number): string {
  return `touches-${touched}`;
}

export async function makeTreeRepository(size: TreeSize): Promise<TreeRepository> {
  const folder = await mkdtemp(join(tmpdir(), "mltrl-bench-"));
  const git = (...args: string[]): Promise<string> => runGit(folder, args);
  await git("init", "--quiet", "--initial-branch=main");
  const ids = Array.from({ length: size.components }, (_, i) => `component-${i}`);
  const perComponent = Math.floor(size.files / size.components);
  const files = ids.flatMap((id, index) => filesOf(id, index, perComponent));
  files.push([".mltrl/config.yml", configOf(ids)]);
  await commit(folder, "main", files);
  await git("reset", "--hard", "--quiet", "main");
  await commit(folder, "main", await stampsOf(folder, ids), "main");
  await tagVersions(folder, ids);
  for (const count of size.touched) {
    const branch = branchOf(count);
    const changed = ids.slice(0, count);
    await commit(folder, branch, touched(changed), "main");
    await git("reset", "--hard", "--quiet", branch);
    await commit(folder, branch, await stampsOf(folder, changed), branch);
  }
  await git("reset", "--hard", "--quiet", "main");
  return { folder, git, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Where components stand, in turns; the first is the one that is touched alone. */
const LEVELS = [8, 9, 7, 6, 5, 4, 3, 2, 1, 0] as const;

function filesOf(id: string, index: number, count: number): (readonly [string, string])[] {
  const level = LEVELS[index % LEVELS.length] ?? 0;
  const code = (part: number): string => `${id}/part-${part % 8}/module-${part}.py`;
  const records = recordsOf(id, level, []).length + 1; // the stamp comes later
  const sources = Array.from({ length: count - records - 2 }, (_, part) => code(part));
  return [
    ...sources.map((path) => [path, `# ${path}\nvalue = 1\nother = 2\n`] as const),
    [`${id}/weights.bin`, `weights of ${id}`],
    [`${id}/scans.csv`, `scans of ${id}`],
    ...recordsOf(id, level, sources),
  ];
}

/** The whole ladder: every rule there is. */
function configOf(ids: readonly string[]): string {
  return [
    "version: 1",
    "profile: full",
    "checks:",
    "  main: {branches: [main], enforcement: block}",
    "components:",
    ...ids.map((id) => `  ${id}: {paths: ["${id}/**"], source: ["${id}/**/*.py"]}`),
    "",
  ].join("\n");
}

function touched(ids: readonly string[]): [string, string][] {
  return ids.map((id) => [`${id}/part-0/module-0.py`, "# changed\nvalue = 3\nother = 4\n"]);
}

async function stampsOf(folder: string, ids: readonly string[]): Promise<[string, string][]> {
  const clock = { now: () => Date.now() };
  const opened = openWorkTree({ folder, clock, environment: GIT_ENVIRONMENT });
  if (opened.state === "unavailable") throw new Error(opened.reason);
  const stamps: [string, string][] = [];
  for (const id of ids) {
    const stamped = await stamp(opened.value, catalogue, id);
    if (stamped.state === "unavailable") throw new Error(stamped.reason);
    stamps.push([`.mltrl/evidence/${id}/stamp.yml`, writeStamp(stamped.value)]);
  }
  await opened.value.close();
  return stamps;
}

/** Writes a commit through `git fast-import`: a hundred thousand files in a second. */
async function commit(
  folder: string,
  branch: string,
  files: readonly (readonly [string, string])[],
  parent?: string,
): Promise<void> {
  const header = `commit refs/heads/${branch}\ncommitter Ada <ada@example.org> 1767323045 +0000\ndata 0\n`;
  const from = parent === undefined ? "" : `from refs/heads/${parent}^0\n`;
  const changes = files.map(
    ([path, text]) => `M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`,
  );
  await runGit(folder, ["fast-import", "--quiet"], header + from + changes.join(""));
}

/** The version that every card declares, as an annotated tag of each component's code. */
async function tagVersions(folder: string, ids: readonly string[]): Promise<void> {
  const tags = ids.map(
    (id) =>
      `tag ${id}@v1.0.0\nfrom refs/heads/main^0\ntagger Ada <ada@example.org> 1767323045 +0000\ndata 0\n`,
  );
  await runGit(folder, ["fast-import", "--quiet"], tags.join(""));
}

function runGit(folder: string, args: readonly string[], input = ""): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn("git", args, { cwd: folder, env: GIT_ENVIRONMENT });
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(Buffer.concat(output).toString("utf8"));
      else reject(new Error(`git ${args.join(" ")}: ${Buffer.concat(errors).toString("utf8")}`));
    });
    child.stdin.on("error", () => {}); // most commands read nothing
    child.stdin.end(input);
  });
}
