import type { ChildProcess } from "node:child_process";
import { readFile } from "node:fs/promises";

/** Milliseconds that a process has computed, as the kernel counts them in hundredths of a second. */
export async function processorTime({ pid }: ChildProcess): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 10;
}
