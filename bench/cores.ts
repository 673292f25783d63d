import { spawnSync } from "node:child_process";
import { availableParallelism } from "node:os";

/** Can the server be kept to the first core, so that the others are left to who measures it? */
export const CAN_KEEP_TO_CORES =
  availableParallelism() > 1 && spawnSync("taskset", ["-c", "0", "true"]).status === 0;

/** Which cores a process keeps to, as far as that can be had. */
export type Cores = "all" | "the first" | "the others";

const LISTS = { "the first": "0", "the others": `1-${availableParallelism() - 1}` } as const;

/** The command that runs a script of ours on these cores. */
export function commandOn(cores: Cores, script: string): readonly [string, ...string[]] {
  return cores === "all" || !CAN_KEEP_TO_CORES
    ? [process.execPath, script]
    : ["taskset", "-c", LISTS[cores], process.execPath, script];
}
