import { createTestbed, type Testbed } from "../github/testbed.ts";
import type { JobResult, RunnerOptions, RunResult } from "./run/model.ts";
import { type Runner, startRunner } from "./start-runner.ts";

export type RunnerBed = {
  readonly bed: Testbed;
  readonly runner: Runner;
  /** Pushes files to a new branch of `acme/zoo` and answers what ran for it. */
  readonly push: (files: Readonly<Record<string, string>>) => Promise<RunResult>;
  readonly close: () => Promise<void>;
};

/** A stand-in for GitHub whose workflows are run. */
export async function createRunnerBed(
  options: Omit<RunnerOptions, "github"> = {},
): Promise<RunnerBed> {
  const bed = await createTestbed();
  const runner = await startRunner({ github: bed.github, ...options });
  let branches = 0;
  return {
    bed,
    runner,
    push: async (files) => {
      const copy = bed.clone("bob", "acme/zoo");
      copy.git("checkout", "--quiet", "-b", `pushed-${(branches += 1)}`);
      copy.commit("Work", files);
      copy.git("push", "--quiet", "origin", "HEAD");
      return only(await runner.settle());
    },
    close: async () => {
      runner.close();
      await bed.close();
    },
  };
}

/** The one result there is. */
function only<T>(results: readonly T[]): T {
  const [first] = results;
  if (results.length !== 1 || first === undefined)
    throw new Error(
      `There is one expected, but ${results.length} came: ${JSON.stringify(results)}`,
    );
  return first;
}

/** The job of a run with a name. */
export function jobOf({ jobs }: RunResult, name: string): JobResult {
  return only(jobs.filter((job) => job.name === name));
}

/** A workflow file with these jobs, for pushes unless said. */
export function workflow(jobs: string, head = "on: push"): Record<string, string> {
  return { ".github/workflows/ci.yml": `name: CI\n${head}\njobs:\n${jobs}` };
}

/** A job of one script. */
export function script(...lines: string[]): string {
  const indented = lines.map((line) => `          ${line}\n`).join("");
  return `  build:\n    runs-on: ubuntu-latest\n    steps:\n      - run: |\n${indented}`;
}
