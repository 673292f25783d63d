import type { RepositoryRef } from "../../../core/model/change.ts";
import type { Settled } from "../../../use-cases/sweep.ts";

/** What sweeps remember of each other. It only ever saves requests: without it everything is looked at again. */
export interface SweepMemory {
  /** The repositories of an installation as they were last listed. */
  listed(installation: number): readonly RepositoryRef[] | undefined;
  list(installation: number, repositories: readonly RepositoryRef[]): void;
  /** Whether something is heard of these repositories for the first time. */
  hears(repositories: readonly number[]): boolean;
  /** When nothing was missed in a repository. */
  settled(repository: number): Settled | undefined;
  settle(repository: number, settled: Settled | undefined): void;
}

export function createSweepMemory(): SweepMemory {
  const listed = new Map<number, readonly RepositoryRef[]>();
  const settled = new Map<number, Settled>();
  const heard = new Set<number>();
  return {
    listed: (installation) => listed.get(installation),
    list(installation, repositories) {
      listed.set(installation, repositories);
    },
    hears(repositories) {
      const before = heard.size;
      for (const id of repositories) heard.add(id);
      return heard.size > before;
    },
    settled: (repository) => settled.get(repository),
    settle(repository, state) {
      if (state === undefined) settled.delete(repository);
      else settled.set(repository, state);
    },
  };
}
