import type { GateRequest } from "../../../core/model/change.ts";
import type { Clock } from "../../../ports/clock.ts";
import type { Note, NoteStore } from "../../../ports/note-store.ts";
import { type RepositoryKnowledge, readKnowledge } from "./repository-knowledge.ts";

/**
 * What the last verdicts told about repositories, the same for every replica. It only ever saves
 * requests: without it everything is asked again.
 */
export interface RepositoryMemory {
  /** What is known of a repository at this moment. */
  of(repository: number): Promise<RepositoryKnowledge>;
  /**
   * Keeps what a look at a repository told.
   *
   * @param before what was known when the look began: if something has happened since, what was seen may
   *   be over, and is not believed
   */
  learn(before: RepositoryKnowledge, seen: Seen): Promise<void>;
  /** When pull requests were last judged, ISO 8601, by their numbers. */
  judgedAt(
    repository: number,
    pullRequests: readonly number[],
  ): Promise<ReadonlyMap<number, string>>;
  /** A pull request was judged at a time of the server, or takes no verdict any more. */
  judged(request: GateRequest, at: string | undefined, found: JudgedToBe): Promise<void>;
  /** Whether a pull request is known to go into a branch that is released from. */
  isForRelease(repository: number, pullRequest: number): Promise<boolean>;
  /** What people could not be told otherwise; undefined once it could. */
  remark(repository: number, text: string | undefined): Promise<void>;
  /** Pull requests of an installation that ask for a step that people review. */
  askingPeople(installation: number): Promise<readonly GateRequest[]>;
  /** It was looked at how a repository is set up, with what is wrong; `gated` where its policy was in place. */
  examined(repository: number, text: string | undefined, gated: boolean): Promise<void>;
  /** Any branch may be covered now: of one repository, or of all. */
  forgetUngated(repository?: number): Promise<void>;
}

/** What was seen of a repository. */
export interface Seen {
  /** A branch, and whether a check covers it. */
  readonly base?: {
    readonly ref: string;
    readonly gated: boolean;
    /** Whether a check for releases covers it, where that was looked at. */
    readonly isReleasedFrom?: boolean;
  };
  /** Names of foreign checks and paths of workflows that rules ask for. */
  readonly watches?: readonly string[];
  /** The branches that checks of the policy cover, as globs. */
  readonly covered?: readonly string[];
  /** The head of several open pull requests. */
  readonly shared?: string | undefined;
  /** A ladder that the people of a repository were told of on a pull request. */
  readonly ladder?: { readonly version: string; readonly pullRequest: number };
}

/** What a pull request was found to be. */
export interface JudgedToBe {
  /** It asks for a step that people review. */
  readonly asks: boolean;
  readonly isForRelease: boolean;
}

/** A ruleset may begin to require a check without any event that we receive: look again after this. */
const UNGATED_FOR = 10 * 60_000;

/** So long a head is known to be shared after a verdict told so; the next one tells it again. */
const SHARED_FOR = 90 * 24 * 3_600_000;

export function createRepositoryMemory(notes: NoteStore, clock: Clock): RepositoryMemory {
  const note = (repository: number, name: string, value: unknown): Promise<void> =>
    notes.write(subjectOf(repository), { [name]: value === undefined ? undefined : { value } });
  return {
    async of(repository) {
      const [all, own] = await notes.read([ALL, subjectOf(repository)]);
      return readKnowledge(repository, `${all?.turn}.${own?.turn}`, own?.notes ?? new Map());
    },
    async learn(before, { base, watches, covered, shared, ladder }) {
      const { turn } = before;
      const learnt: Record<string, Note | undefined> = {};
      if (base?.gated === true) {
        if (!before.isGated(base.ref)) {
          learnt[`gated ${base.ref}`] = { value: true };
          learnt[`ungated ${base.ref}`] = undefined;
        }
      } else if (base) {
        learnt[`ungated ${base.ref}`] = { value: { turn }, until: clock.now() + UNGATED_FOR };
      }
      if (
        base?.isReleasedFrom !== undefined &&
        base.isReleasedFrom !== before.isReleasedFrom(base.ref)
      ) {
        learnt[`released ${base.ref}`] = base.isReleasedFrom ? { value: true } : undefined;
      }
      if (watches && !before.isLearnt) learnt["learnt"] = { value: true };
      for (const name of watches ?? []) {
        if (!before.isLearnt || !before.watches(name)) learnt[`watched ${name}`] = { value: true };
      }
      if (covered && !before.hasLearntCovered(covered)) {
        learnt["covered"] = { value: { turn, branches: covered } };
      }
      if (shared !== undefined && !before.isShared(shared)) {
        learnt[`shared ${shared}`] = { value: true, until: clock.now() + SHARED_FOR };
      }
      if (ladder && before.ladder?.version !== ladder.version) learnt["ladder"] = { value: ladder };
      if (Object.keys(learnt).length > 0) await notes.write(subjectOf(before.repository), learnt);
    },
    async judgedAt(repository, pullRequests) {
      const read = await notes.read(
        pullRequests.map((number) => pullRequestIn(repository, number)),
      );
      return new Map(
        pullRequests.flatMap((number, i) => {
          const at = read[i]?.notes.get("judged") as string | undefined;
          return at === undefined ? [] : [[number, at]];
        }),
      );
    },
    async judged({ repository, pullRequest }, at, { asks, isForRelease }) {
      const own = pullRequestIn(repository.id, pullRequest);
      const [before] = await notes.read([own]);
      const knew = (name: string): boolean => before?.notes.has(name) ?? false;
      if (knew("asks") !== asks) {
        const key = `${repository.id}#${pullRequest}`;
        const value = { repository, pullRequest } satisfies GateRequest;
        const asking = { [key]: asks ? { value } : undefined };
        await notes.write(askingIn(repository.installation), asking);
      }
      if (knew("asks") !== asks || knew("release") !== isForRelease) {
        await notes.write(own, {
          asks: asks ? { value: true } : undefined,
          release: isForRelease ? { value: true } : undefined,
        });
      }
      // Every verdict tells it; where it is lost, a sweep judges once more.
      await notes.jot(own, { judged: at === undefined ? undefined : { value: at } });
    },
    async isForRelease(repository, pullRequest) {
      const [own] = await notes.read([pullRequestIn(repository, pullRequest)]);
      return own?.notes.has("release") ?? false;
    },
    remark: (repository, text) => note(repository, "remark", text),
    async askingPeople(installation) {
      const [asking] = await notes.read([askingIn(installation)]);
      return [...(asking?.notes.values() ?? [])] as GateRequest[];
    },
    examined: (repository, text, gated) => note(repository, "setup", { text, gated }),
    forgetUngated: (repository) =>
      notes.turn(repository === undefined ? ALL : subjectOf(repository)),
  };
}

/** What is turned over where something may have changed for every repository. */
const ALL = "repositories";

function subjectOf(repository: number): string {
  return `repository ${repository}`;
}

function pullRequestIn(repository: number, number: number): string {
  return `pull request ${repository}#${number}`;
}

function askingIn(installation: number): string {
  return `asking people in ${installation}`;
}
