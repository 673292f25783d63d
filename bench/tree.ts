import { performance } from "node:perf_hooks";
import { GIT_ENVIRONMENT } from "../test/support/git-repository.ts";
import { catalogue } from "../src/generated/catalogue.ts";
import { judge } from "../src/use-cases/judge.ts";
import { openWorkTree } from "../src/worktree/open-work-tree.ts";
import { type Figures, median } from "./figures.ts";
import { makeTreeRepository, type TreeRepository, type TreeSize } from "./tree-repository.ts";

const SIZES: Readonly<Record<string, TreeSize>> = {
  small: { components: 50, files: 10_000 },
  large: { components: 500, files: 100_000 },
};

/** What a branch costs: git's own work on it, and ours. */
interface Measured {
  readonly git: number;
  readonly engine: number;
  readonly ratio: number;
}

/**
 * The engine on a work tree beside git's own listing and difference of it, in pairs, in one process.
 * The argument is `small` or `large`.
 */
export async function run([name = "small"]: readonly string[] = []): Promise<Figures> {
  const size = SIZES[name];
  if (size === undefined) throw new Error(`expected small or large, got ${name}`);
  const repository = await makeTreeRepository(size);
  try {
    const one = await measure(repository, "one", 1, 15);
    const all = await measure(repository, "all", size.components, 5);
    return {
      name: "tree",
      subject: `${size.components} components, ${size.files} files; medians`,
      rows: [
        { label: "git, one touched", value: one.git, unit: "ms" },
        { label: "engine, one touched", value: one.engine, unit: "ms" },
        { label: "ratio, one touched", value: one.ratio, unit: "×", budget: { atMost: 2 } },
        { label: "git, all touched", value: all.git, unit: "ms" },
        { label: "engine, all touched", value: all.engine, unit: "ms" },
        { label: "ratio, all touched", value: all.ratio, unit: "×", budget: { atMost: 30 } },
      ],
    };
  } finally {
    await repository.remove();
  }
}

async function measure(
  repository: TreeRepository,
  branch: string,
  touched: number,
  times: number,
): Promise<Measured> {
  await repository.git("checkout", "--quiet", branch);
  const pairs: Measured[] = [];
  for (let i = 0; i <= times; i += 1) {
    const git = await timed(async () => {
      await repository.git("ls-tree", "-r", "HEAD");
      await repository.git("diff", "--name-only", "main...HEAD");
    });
    const engine = await timed(() => judgeOnce(repository.folder, touched));
    if (i > 0) pairs.push({ git, engine, ratio: engine / git }); // the first pair warms both up
  }
  return {
    git: median(pairs.map((pair) => pair.git)),
    engine: median(pairs.map((pair) => pair.engine)),
    ratio: median(pairs.map((pair) => pair.ratio)),
  };
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function judgeOnce(folder: string, touched: number): Promise<void> {
  const clock = { now: () => Date.now() };
  const opened = openWorkTree({ folder, base: "main", clock, environment: GIT_ENVIRONMENT });
  if (opened.state === "unavailable") throw new Error(opened.reason);
  const verdict = await judge(opened.value, { catalogue, version: "bench" });
  await opened.value.close();
  const judged = verdict.state === "known" ? verdict.value.decision?.components.length : undefined;
  if (judged !== touched) throw new Error(`judged ${String(judged)} components, not ${touched}`);
}
