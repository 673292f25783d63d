import { resolve } from "node:path";
import type { WorkTree } from "../../worktree/open-work-tree.ts";
import type { ExitCode, Surroundings } from "./command.ts";
import { inWorkTree } from "./in-work-tree.ts";

/** Looks at clones one after the other, so that one git process at a time is open for each of them. */
export async function inClones<T>(
  folders: readonly string[],
  surroundings: Surroundings,
  look: (name: string, workTree: WorkTree) => Promise<T>,
): Promise<{ readonly seen: readonly T[]; readonly code: ExitCode }> {
  const seen: T[] = [];
  let code: ExitCode = 0;
  for (const name of folders) {
    const opened = await inWorkTree(
      { cwd: resolve(surroundings.folder, name) },
      surroundings,
      async (workTree) => {
        seen.push(await look(name, workTree));
        return 0;
      },
    );
    if (opened !== 0) code = opened;
  }
  return { seen, code };
}
