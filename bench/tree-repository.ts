import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GIT_ENVIRONMENT } from "../test/support/git-repository.ts";
import { catalogue } from "../src/generated/catalogue.ts";
import { writeStamp } from "../src/evidence/stamp.ts";
import { stamp } from "../src/use-cases/stamp.ts";
import { openWorkTree } from "../src/worktree/open-work-tree.ts";

export interface TreeSize {
  readonly components: number;
  readonly files: number;
}

/** A repository on `main`, with the branches `one` and `all` that touch so many components. */
export interface TreeRepository {
  readonly folder: string;
  readonly git: (...args: string[]) => Promise<string>;
  remove(): Promise<void>;
}

export async function makeTreeRepository(size: TreeSize): Promise<TreeRepository> {
  const folder = await mkdtemp(join(tmpdir(), "mltrl-bench-"));
  const git = (...args: string[]): Promise<string> => runGit(folder, args);
  await git("init", "--quiet", "--initial-branch=main");
  const ids = Array.from({ length: size.components }, (_, i) => `component-${i}`);
  const perComponent = Math.floor(size.files / size.components);
  const files = ids.flatMap((id) => [...filesOf(id, perComponent)]);
  files.push([".mltrl/config.yml", configOf(ids)]);
  await commit(folder, "main", files);
  await git("reset", "--hard", "--quiet", "main");
  await commit(folder, "main", await stampsOf(folder, ids), "main");
  await commit(folder, "one", touched(ids.slice(0, 1)), "main");
  await commit(folder, "all", touched(ids), "main");
  await git("reset", "--hard", "--quiet", "main");
  return { folder, git, remove: () => rm(folder, { recursive: true, force: true }) };
}

function* filesOf(id: string, count: number): Generator<[string, string]> {
  const sources = Array.from({ length: count - 6 }, (_, i) => `${id}/part-${i % 8}/module-${i}.py`);
  for (const path of sources) yield [path, `# ${path}\nvalue = 1\nother = 2\n`];
  yield [`${id}/weights.bin`, `weights of ${id}`];
  yield [`.mltrl/cards/${id}.md`, cardOf(id)];
  yield [`.mltrl/ethics/${id}.md`, "# Ethics\n\n- [x] **A.1 Informed consent**: asked for\n"];
  yield [`.mltrl/requirements/${id}.yml`, REQUIREMENTS];
  yield [`.mltrl/evidence/${id}/coverage.info`, lcovOf(sources)];
  yield [`.mltrl/documents/${id}/plan.md`, "# Plan\n\n## Scope\n\nWhat it says.\n"];
}

const REQUIREMENTS = `version: 1
research:
  - id: "1.1.1"
    statement: It shall find nine of ten.
    verification: {method: test, status: passed}
    risk: {p-failure: 0.1, value: 5}
`;

function cardOf(id: string): string {
  const sections = [
    "TL;DR",
    "Top-level requirements",
    "Model / algorithm info",
    "Intended use",
    "Testing status",
    "Data considerations",
    "Caveats, known edge cases, recommendations",
    "MLTRL stage debrief",
  ];
  return `---
name: ${id}
level: 8
owners: [ada]
ethics: .mltrl/ethics/${id}.md
models:
  - {name: ${id}, version: 1.0.0, path: ${id}/weights.bin}
---

# ${id}

${sections.map((heading) => `## ${heading}\n\nWhat there is to say about ${id}.\n`).join("\n")}`;
}

function lcovOf(paths: readonly string[]): string {
  return paths.map((path) => `SF:${path}\nDA:2,1\nDA:3,1\nLF:2\nLH:2\nend_of_record\n`).join("");
}

/** The whole ladder: every rule there is, whatever the profile. */
function configOf(ids: readonly string[]): string {
  return [
    "version: 1",
    "checks:",
    "  main: {branches: [main], enforcement: block}",
    "components:",
    ...ids.map((id) => `  ${id}: {paths: ["${id}/**"], source: ["${id}/**/*.py"]}`),
    "rules:",
    ...catalogue.rules.map(({ id }) => `  ${id}: {severity: blocking}`),
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
