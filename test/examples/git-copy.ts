import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { GIT_ENVIRONMENT } from "../support/git-repository.ts";
import type { FakeTree } from "../support/fake-repository.ts";
import type { Step } from "./read-example.ts";
import type { Replayed } from "./replay.ts";

/**
 * Writes the history of an example into a new folder, as a git repository: each merge is one commit on its
 * branch, on its day. Work tree: the default branch at its end, or the head of the pull request that is named.
 *
 * @param until name of a step, or its number: what was merged before it is there, and the heads of its pull
 *   request up to its own as a branch of its name
 * @returns the commits of git by those of the replay
 */
export function writeGitCopy(
  folder: string,
  replayed: readonly Replayed[],
  until?: string,
): ReadonlyMap<string, string> {
  const last = replayed.findIndex(({ step }) => until !== undefined && step.name.startsWith(until));
  if (until !== undefined && last === -1) throw new Error(`there is no step ${until}`);
  const opened = replayed[last];
  const earlier = opened === undefined ? replayed : replayed.slice(0, last);
  const marks = new Map<string, number>();
  const marked = new Map<string, number>();
  const stream: string[] = [];
  const commit = (branch: string, tree: FakeTree, step: Step): number => {
    const mark = stream.length + 1;
    const parents = [marks.get(step.base), marks.get(step.from ?? "")].filter(Boolean);
    stream.push(commitText(branch, mark, tree, step, parents));
    marks.set(branch, mark);
    return mark;
  };
  // A pull request needs something to be merged into.
  const [first] = replayed;
  if (first !== undefined) marks.set("main", begin(stream, first.step));
  for (const { step, after } of earlier) {
    if (!step.merge) continue;
    const mark = commit(step.base, after.tree, step);
    marked.set(after.ports.change.head, mark);
    for (const branch of step.branches) {
      marks.set(branch, mark);
      stream.push(`reset refs/heads/${branch}\nfrom :${mark}\n\n`);
    }
    stream.push(...step.tags.map((tag) => tagText(tag, mark, step)));
  }
  if (opened !== undefined) {
    const { name } = opened.step;
    for (const { step, head } of headsUpTo(last, replayed)) {
      const parents = marks.has(name) ? { ...step, base: name, from: undefined } : step;
      marked.set(head.commit, commit(name, head.tree, parents));
    }
  }
  mkdirSync(folder, { recursive: true });
  runGit(folder, ["init", "--quiet", "--initial-branch=main"]);
  runGit(folder, ["fast-import", "--quiet", "--export-marks=.git/marks"], stream.join(""));
  runGit(folder, ["checkout", "--quiet", "--force", opened?.step.name ?? "main"]);
  const ids = idsByMark(readFileSync(join(folder, ".git/marks"), "utf8"));
  return new Map([...marked].map(([commit, mark]) => [commit, ids.get(mark) ?? ""]));
}

/** The heads of the pull request of a step, one after another: those before it were not merged. */
function headsUpTo(last: number, replayed: readonly Replayed[]): readonly Replayed[] {
  const over = replayed.slice(0, last).findLastIndex(({ step }) => step.merge || step.closed);
  return replayed.slice(over + 1, last + 1);
}

/** The file of marks that `git fast-import` writes. */
function idsByMark(text: string): ReadonlyMap<number, string> {
  return new Map(
    text
      .split("\n")
      .map((line) => /^:(\d+) (\S+)$/.exec(line))
      .map((found): [number, string] => [Number(found?.[1]), found?.[2] ?? ""]),
  );
}

/** The first commit, without files, on the day before everything else. */
function begin(stream: string[], { at }: Step): number {
  const day = new Date(Date.parse(at) - 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  const step = { title: "Begin", author: "platform-admin", at: day };
  stream.push(commitText("main", 1, {}, step, []));
  return 1;
}

function commitText(
  branch: string,
  mark: number,
  tree: FakeTree,
  step: Pick<Step, "title" | "author" | "at">,
  parents: readonly (number | undefined)[],
): string {
  const [first, second] = parents;
  return [
    `commit refs/heads/${branch}`,
    `mark :${mark}`,
    `author ${signature(step)}`,
    `committer ${signature(step)}`,
    data(`${step.title}\n`),
    ...(first === undefined ? [] : [`from :${first}`]),
    ...(second === undefined ? [] : [`merge :${second}`]),
    "deleteall",
    ...Object.entries(tree).map(([path, text]) => `M 100644 inline ${path}\n${data(textOf(text))}`),
    "\n",
  ].join("\n");
}

function tagText(name: string, mark: number, step: Step): string {
  return `tag ${name}\nfrom :${mark}\ntagger ${signature(step)}\n${data(`${name}\n`)}\n`;
}

function signature({ author, at }: Pick<Step, "author" | "at">): string {
  return `${author} <${author}@acme.example> ${Date.parse(`${at}T12:00:00Z`) / 1000} +0000`;
}

function textOf(file: FakeTree[string]): string {
  if (typeof file === "string") return file;
  throw new Error("examples are made of texts");
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}`;
}

function runGit(folder: string, args: readonly string[], input = ""): void {
  const { status, stderr } = spawnSync("git", args, {
    cwd: folder,
    env: GIT_ENVIRONMENT,
    encoding: "utf8",
    input,
  });
  if (status !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
}
