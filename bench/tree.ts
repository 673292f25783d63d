import { performance } from "node:perf_hooks";
import { GIT_ENVIRONMENT } from "../test/support/git-repository.ts";
import type { Change } from "../src/core/model/change.ts";
import type { Fact } from "../src/core/model/fact.ts";
import { catalogue } from "../src/generated/catalogue.ts";
import { judge } from "../src/use-cases/judge.ts";
import { openWorkTree, type WorkTree } from "../src/worktree/open-work-tree.ts";
import { type Figure, type Figures, median } from "./figures.ts";
import {
  branchOf,
  makeTreeRepository,
  type TreeRepository,
  type TreeSize,
} from "./tree-repository.ts";

const SIZES: Readonly<Record<string, TreeSize>> = {
  small: { components: 50, files: 10_000, touched: [1, 10, 50] },
  large: { components: 500, files: 100_000, touched: [1, 10, 100, 500] },
};

/** What the engine may cost beside git, with one component touched and with any number. */
const ONE = 2;
const ALL = 30;
/** How much more a component may cost among all of them than among fewer: the same, where cost is linear. */
const LINEAR = 1.5;

/** What a branch costs in milliseconds: git's work and ours, with and without looking at the work tree. */
interface Measured {
  /** Listing and difference of commits. */
  readonly git: number;
  /** The same, with the difference of the work tree. */
  readonly gitOnWorkTree: number;
  /** From the change to the verdict. */
  readonly engine: number;
  /** The same, with finding out what the work tree changes. */
  readonly engineOnWorkTree: number;
}

/**
 * The engine beside git's own listing and difference, in turns, in one process. On a work tree both have
 * to look at every file; the engine alone is given the change. The arguments are `small` or `large`.
 */
export async function run([name = "small"]: readonly string[] = []): Promise<Figures> {
  const size = SIZES[name];
  if (size === undefined) throw new Error(`expected small or large, got ${name}`);
  const repository = await makeTreeRepository(size);
  try {
    const measured = new Map<number, readonly Measured[]>();
    for (const touched of size.touched) {
      measured.set(touched, await measure(repository, touched, touched === 1 ? 15 : 5));
    }
    return {
      name: "tree",
      subject: `${size.components} components, ${size.files} files, profile full; medians`,
      rows: [
        ...[...measured].flatMap(([touched, rounds]) =>
          figuresOf(rounds, touched).map((row) => withBudget(row, touched, name)),
        ),
        ...linearity(measured),
      ],
    };
  } finally {
    await repository.remove();
  }
}

function figuresOf(rounds: readonly Measured[], touched: number): Figure[] {
  const row = (label: string, unit: string, value: (round: Measured) => number): Figure => ({
    label: `${touched} touched: ${label}`,
    unit,
    value: median(rounds.map(value)),
  });
  return [
    row("git ls-tree -r and git diff main...HEAD", "ms", ({ git }) => git),
    row("engine", "ms", ({ engine }) => engine),
    row("engine by git", "×", ({ git, engine }) => engine / git),
    row("git ls-tree -r and git diff main", "ms", ({ gitOnWorkTree }) => gitOnWorkTree),
    row("engine on the work tree", "ms", ({ engineOnWorkTree }) => engineOnWorkTree),
    row(
      "engine by git on the work tree",
      "×",
      (each) => each.engineOnWorkTree / each.gitOnWorkTree,
    ),
  ];
}

/** The budgets are for the large repository: in a small one starting git outweighs everything. */
function withBudget(row: Figure, touched: number, size: string): Figure {
  return row.unit === "×" && size === "large"
    ? { ...row, budget: { atMost: touched === 1 ? ONE : ALL } }
    : row;
}

/** What each further component costs, and whether that stays the same the more there are. */
function linearity(measured: ReadonlyMap<number, readonly Measured[]>): Figure[] {
  const [first, ...others] = [...measured].map(([touched, rounds]) => ({
    touched,
    engine: median(rounds.map(({ engine }) => engine)),
  }));
  if (first === undefined) return [];
  const each = others.map(({ touched, engine }) => ({
    touched,
    cost: (engine - first.engine) / (touched - first.touched),
  }));
  const [few, all] = each.slice(-2);
  if (few === undefined || all === undefined) return [];
  return [
    ...each.map(({ touched, cost }): Figure => ({
      label: `${touched} touched: for each component after the first`,
      unit: "ms",
      value: cost,
    })),
    {
      label: `a component among ${all.touched} beside one among ${few.touched}`,
      unit: "×",
      value: all.cost / few.cost,
      budget: { atMost: LINEAR },
    },
  ];
}

async function measure(
  repository: TreeRepository,
  touched: number,
  rounds: number,
): Promise<Measured[]> {
  const { folder, git } = repository;
  await git("checkout", "--quiet", branchOf(touched));
  const change = await readChange(folder);
  const measured: Measured[] = [];
  for (let i = 0; i <= rounds; i += 1) {
    measured.push({
      git: await timed(async () => {
        await git("ls-tree", "-r", "HEAD");
        await git("diff", "--name-only", "main...HEAD");
      }),
      engine: await timed(() => judgeOnce(folder, touched, change)),
      gitOnWorkTree: await timed(async () => {
        await git("ls-tree", "-r", "HEAD");
        await git("diff", "--name-only", "main");
      }),
      engineOnWorkTree: await timed(() => judgeOnce(folder, touched)),
    });
  }
  return measured.slice(1); // the first round warms everything up
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function readChange(folder: string): Promise<Fact<Change>> {
  const workTree = open(folder);
  const change = await workTree.source.read();
  await workTree.close();
  return change;
}

async function judgeOnce(folder: string, touched: number, change?: Fact<Change>): Promise<void> {
  const workTree = open(folder);
  const source = change ? { read: () => Promise.resolve(change) } : workTree.source;
  const verdict = await judge({ ...workTree, source }, { catalogue, version: "bench" });
  await workTree.close();
  const judged = verdict.state === "known" ? verdict.value.decision?.components.length : undefined;
  if (judged !== touched) throw new Error(`judged ${String(judged)} components, not ${touched}`);
}

function open(folder: string): WorkTree {
  const clock = { now: () => Date.now() };
  const opened = openWorkTree({ folder, base: "main", clock, environment: GIT_ENVIRONMENT });
  if (opened.state === "unavailable") throw new Error(opened.reason);
  return opened.value;
}
