import type { Change } from "../../src/core/model/change.ts";
import type { Fact } from "../../src/core/model/fact.ts";
import { openWorkTree, type WorkTree } from "../../src/worktree/open-work-tree.ts";
import { GIT_ENVIRONMENT } from "../support/git-repository.ts";

/** Opens a work tree for one piece of work. */
export async function withWorkTree<T>(
  folder: string,
  work: (workTree: WorkTree) => Promise<T>,
  options: { base?: string; environment?: Record<string, string> } = {},
): Promise<T> {
  const opened = openWorkTree({
    folder,
    clock: { now: () => Date.UTC(2026, 0, 2) },
    environment: { ...GIT_ENVIRONMENT, ...options.environment },
    ...(options.base !== undefined && { base: options.base }),
  });
  const workTree = valueOf(opened);
  try {
    return await work(workTree);
  } finally {
    await workTree.close();
  }
}

/** The change that a work tree is. */
export async function changeOf(
  folder: string,
  options: Parameters<typeof withWorkTree>[2] = {},
): Promise<Change> {
  return valueOf(await withWorkTree(folder, (workTree) => workTree.source.read(), options));
}

export function valueOf<T>(fact: Fact<T>): T {
  if (fact.state === "unavailable") throw new Error(fact.reason);
  return fact.value;
}
