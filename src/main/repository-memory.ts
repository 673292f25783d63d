import type { Clock } from "../ports/clock.ts";

/**
 * What the last verdicts told about a repository. It only ever saves requests: without it everything
 * is asked again.
 */
export interface RepositoryMemory {
  /** No check covered this branch when it was last looked at. */
  isUngated(repository: number, baseRef: string): boolean;
  /** Whether a rule asked for a foreign check of this name; true while nothing is known. */
  watches(repository: number, check: string): boolean;
  learn(repository: number, baseRef: string, gated: boolean, watched: readonly string[]): void;
  /** Any branch may be covered now: of one repository, or of all. */
  forgetUngated(repository?: number): void;
}

/** A ruleset may begin to require a check without any event that we receive: look again after this. */
const UNGATED_FOR = 10 * 60_000;

interface Known {
  readonly ungated: Map<string, number>;
  readonly watched: Set<string>;
}

export function createRepositoryMemory(clock: Clock): RepositoryMemory {
  const known = new Map<number, Known>();
  return {
    isUngated(repository, baseRef) {
      const until = known.get(repository)?.ungated.get(baseRef);
      return until !== undefined && until > clock.now();
    },
    watches: (repository, check) => known.get(repository)?.watched.has(check) ?? true,
    learn(repository, baseRef, gated, watched) {
      const entry = known.get(repository) ?? { ungated: new Map(), watched: new Set() };
      if (gated) entry.ungated.delete(baseRef);
      else entry.ungated.set(baseRef, clock.now() + UNGATED_FOR);
      for (const check of watched) entry.watched.add(check);
      known.set(repository, entry);
    },
    forgetUngated(repository) {
      const entries = repository === undefined ? [...known.values()] : [known.get(repository)];
      for (const entry of entries) entry?.ungated.clear();
    },
  };
}
