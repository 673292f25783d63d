import { resolve } from "node:path";
import { openWorkTree, type WorkTree } from "../../worktree/open-work-tree.ts";
import { cannotJudge } from "./cannot-judge.ts";
import type { ExitCode, OptionValues, Surroundings } from "./command.ts";

/**
 * Opens the work tree that a command is about, by its options `cwd` and `base`, and closes it again.
 * Where there is none, says why and judges nothing.
 */
export async function inWorkTree(
  options: OptionValues,
  { clock, complain, environment, folder }: Surroundings,
  use: (workTree: WorkTree) => Promise<ExitCode>,
): Promise<ExitCode> {
  const opened = openWorkTree({
    folder: resolve(folder, String(options["cwd"] ?? ".")),
    ...(typeof options["base"] === "string" && { base: options["base"] }),
    clock,
    environment,
  });
  if (opened.state === "unavailable") {
    return cannotJudge(opened.reason, { complain });
  }
  try {
    return await use(opened.value);
  } finally {
    await opened.value.close();
  }
}

/** The same for a command that writes files: with the folder that holds the work tree. */
export function atWorkTreeRoot(
  options: OptionValues,
  surroundings: Surroundings,
  use: (root: string, workTree: WorkTree) => Promise<ExitCode>,
): Promise<ExitCode> {
  return inWorkTree(options, surroundings, async (workTree) => {
    const root = await workTree.root();
    if (root.state === "known") return use(root.value, workTree);
    return cannotJudge(root.reason, surroundings);
  });
}
