import type { RepositoryMemory } from "../../src/main/app/memory/repository-memory.ts";

/** A memory of what a look at a branch told. */
export async function learnBranch(
  memory: RepositoryMemory,
  repository: number,
  ref: string,
  gated: boolean,
  watches: readonly string[] = [],
): Promise<void> {
  await memory.learn(await memory.of(repository), { base: { ref, gated }, watches });
}
