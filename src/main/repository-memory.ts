import type { GateRequest } from "../core/model/change.ts";
import { compileGlobs } from "../core/source/glob.ts";
import type { Clock } from "../ports/clock.ts";

/**
 * What the last verdicts told about a repository. It only ever saves requests: without it everything
 * is asked again.
 */
export interface RepositoryMemory {
  /** No check covered this branch when it was last looked at. */
  isUngated(repository: number, baseRef: string): boolean;
  /** A check covered this branch when a pull request to it was last looked at. */
  isGated(repository: number, baseRef: string): boolean;
  /** Whether a check covers a branch, by what was seen of it or by the policy; undefined while nothing is known. */
  covers(repository: number, branch: string): boolean | undefined;
  /** The branches that checks of the policy cover, as globs. */
  learnCovered(repository: number, branches: readonly string[]): void;
  /** Whether a rule asked for a foreign check of this name, or for reports of the workflow at this path; true while nothing is known. */
  watches(repository: number, checkOrWorkflow: string): boolean;
  learn(repository: number, baseRef: string, gated: boolean, watched: readonly string[]): void;
  /** Whether a pull request is known to go into a branch that is released from, or its branch is. */
  isForRelease(repository: number, pullRequest: number, baseRef?: string): boolean;
  /** A pull request into a branch was judged, which a check for releases covers or does not. */
  learnRelease(repository: number, pullRequest: number, baseRef: string, covered: boolean): void;
  /** When a pull request was last judged, ISO 8601. */
  judgedAt(repository: number, pullRequest: number): string | undefined;
  /** A pull request was judged at a time of the server, or takes no verdict any more. */
  judged(repository: number, pullRequest: number, at: string | undefined): void;
  /** When it was last looked for what was missed, ISO 8601. */
  sweptAt(repository: number): string | undefined;
  swept(repository: number, at: string): void;
  /** What people should know of a repository, for the notes of its next checks. */
  remarks(repository: number): readonly string[];
  /** What could not be told them otherwise; undefined once it could. */
  remark(repository: number, text: string | undefined): void;
  /** The ladder that the people of a repository have been told of on another pull request. */
  toldLadder(repository: number, pullRequest: number): string | undefined;
  /** They were told of a ladder; the pull request where that was first goes on telling it. */
  tellsLadder(repository: number, pullRequest: number, ladder: string): void;
  /** A pull request asks for a step that people review, or does not any more. */
  asksPeople(request: GateRequest, asks: boolean): void;
  /** Pull requests of an installation that do. */
  askingPeople(installation: number): readonly GateRequest[];
  /** Whether it was looked at how a repository is set up, with its policy in place. */
  isExamined(repository: number): boolean;
  /** It was looked at, with what is wrong; `gated` where its policy was in place. */
  examined(repository: number, text: string | undefined, gated: boolean): void;
  /** Any branch may be covered now: of one repository, or of all. */
  forgetUngated(repository?: number): void;
}

/** A ruleset may begin to require a check without any event that we receive: look again after this. */
const UNGATED_FOR = 10 * 60_000;

interface Known {
  readonly ungated: Map<string, number>;
  readonly gated: Set<string>;
  /** Undefined while nothing is known of the policy. */
  covered?: ((branch: string) => boolean) | undefined;
  readonly watched: Set<string>;
  readonly judged: Map<number, string>;
  /** Branches that are released from, and pull requests into them. */
  readonly releaseBranches: Set<string>;
  readonly forRelease: Set<number>;
  swept?: string;
  remark?: string | undefined;
  ladder?: { readonly version: string; readonly pullRequest: number };
  setup?: { readonly text: string | undefined; readonly gated: boolean };
}

export function createRepositoryMemory(clock: Clock): RepositoryMemory {
  const known = new Map<number, Known>();
  const asking = new Map<string, GateRequest>();
  const entryOf = (repository: number): Known => {
    const entry: Known = known.get(repository) ?? {
      ungated: new Map(),
      gated: new Set(),
      watched: new Set(),
      judged: new Map(),
      releaseBranches: new Set(),
      forRelease: new Set(),
    };
    known.set(repository, entry);
    return entry;
  };
  const isUngated: RepositoryMemory["isUngated"] = (repository, baseRef) => {
    const until = known.get(repository)?.ungated.get(baseRef);
    return until !== undefined && until > clock.now();
  };
  const isGated: RepositoryMemory["isGated"] = (repository, baseRef) =>
    known.get(repository)?.gated.has(baseRef) ?? false;
  return {
    isUngated,
    isGated,
    covers(repository, branch) {
      if (isGated(repository, branch)) return true;
      return isUngated(repository, branch) ? false : known.get(repository)?.covered?.(branch);
    },
    learnCovered(repository, branches) {
      entryOf(repository).covered = compileGlobs(branches);
    },
    watches: (repository, check) => known.get(repository)?.watched.has(check) ?? true,
    learn(repository, baseRef, gated, watched) {
      const entry = entryOf(repository);
      if (gated) {
        entry.ungated.delete(baseRef);
        entry.gated.add(baseRef);
      } else {
        entry.ungated.set(baseRef, clock.now() + UNGATED_FOR);
        entry.gated.delete(baseRef);
      }
      for (const check of watched) entry.watched.add(check);
    },
    isForRelease(repository, pullRequest, baseRef) {
      const { releaseBranches, forRelease } = known.get(repository) ?? {};
      return (
        forRelease?.has(pullRequest) === true ||
        (baseRef !== undefined && releaseBranches?.has(baseRef) === true)
      );
    },
    learnRelease(repository, pullRequest, baseRef, covered) {
      const { releaseBranches, forRelease } = entryOf(repository);
      if (covered) {
        releaseBranches.add(baseRef);
        forRelease.add(pullRequest);
      } else {
        releaseBranches.delete(baseRef);
        forRelease.delete(pullRequest);
      }
    },
    judgedAt: (repository, pullRequest) => known.get(repository)?.judged.get(pullRequest),
    judged(repository, pullRequest, at) {
      const { judged, forRelease } = entryOf(repository);
      if (at !== undefined) {
        judged.set(pullRequest, at);
        return;
      }
      judged.delete(pullRequest);
      forRelease.delete(pullRequest);
    },
    sweptAt: (repository) => known.get(repository)?.swept,
    swept(repository, at) {
      entryOf(repository).swept = at;
    },
    remarks(repository) {
      const { remark, setup } = known.get(repository) ?? {};
      return [remark, setup?.text].filter((each) => each !== undefined);
    },
    remark(repository, text) {
      entryOf(repository).remark = text;
    },
    toldLadder(repository, pullRequest) {
      const { ladder } = known.get(repository) ?? {};
      return ladder?.pullRequest === pullRequest ? undefined : ladder?.version;
    },
    tellsLadder(repository, pullRequest, version) {
      const entry = entryOf(repository);
      if (entry.ladder?.version !== version) entry.ladder = { version, pullRequest };
    },
    asksPeople({ repository, pullRequest }, asks) {
      const key = `${repository.id}#${pullRequest}`;
      if (asks) asking.set(key, { repository, pullRequest });
      else asking.delete(key);
    },
    askingPeople: (installation) =>
      [...asking.values()].filter(({ repository }) => repository.installation === installation),
    isExamined: (repository) => known.get(repository)?.setup?.gated ?? false,
    examined(repository, text, gated) {
      entryOf(repository).setup = { text, gated };
    },
    forgetUngated(repository) {
      const entries = repository === undefined ? [...known.values()] : [known.get(repository)];
      for (const entry of entries) {
        if (entry === undefined) continue;
        entry.ungated.clear();
        entry.covered = undefined;
      }
    },
  };
}
