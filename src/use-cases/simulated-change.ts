import { type Fact, known } from "../core/model/fact.ts";
import type { ComponentDecision } from "../core/model/decision.ts";
import type { Change } from "../core/model/change.ts";
import type { ChangedFile, Listing, TreeEntry } from "../core/model/tree.ts";
import { blobId } from "../core/source/digest.ts";
import type { Repository } from "../ports/repository.ts";
import type { Engine } from "./engine.ts";
import { judge, type JudgePorts } from "./judge.ts";

/** A file as it would be. */
export interface SimulatedFile {
  readonly path: string;
  readonly text: string;
}

/** A file as it would be, with what it was; undefined where it is new. */
export interface EditedFile extends SimulatedFile {
  readonly before: string | undefined;
}

/** The head of a simulated change, told apart from the real one: what people saw there, they did not see here. */
const SIMULATED_HEAD = "simulated head";

/**
 * The same change with some files of its head written over. Nothing is written anywhere: the engine
 * cannot tell it from the real one.
 */
export function simulated(
  ports: JudgePorts,
  change: Change,
  files: readonly SimulatedFile[],
): JudgePorts {
  return {
    ...ports,
    source: {
      read: () => Promise.resolve(known({ ...withFiles(change, files), head: SIMULATED_HEAD })),
    },
    repository: overlaid(ports.repository, [
      { revision: SIMULATED_HEAD, onto: change.head, files },
    ]),
  };
}

/** What a component comes to with some files of the head written over; undefined where it cannot be told. */
export async function judgedWith(
  files: readonly SimulatedFile[],
  component: string,
  change: Change,
  ports: JudgePorts,
  engine: Engine,
): Promise<ComponentDecision | undefined> {
  const verdict = await judge(simulated(ports, change, files), engine);
  return verdict.state === "known"
    ? verdict.value.decision?.components.find(({ id }) => id === component)
    : undefined;
}

function withFiles(change: Change, files: readonly SimulatedFile[]): Change {
  const { changedFiles } = change;
  if (changedFiles.state === "unavailable") return change;
  const present = new Set(changedFiles.value.map(({ path }) => path));
  const added = files
    .filter(({ path }) => !present.has(path))
    .map(({ path }): ChangedFile => ({ path, status: "modified" }));
  return { ...change, changedFiles: known([...changedFiles.value, ...added]) };
}

/** A revision that exists nowhere: another one with some records written over. */
export interface SimulatedRevision {
  /** What it is asked for by. */
  readonly revision: string;
  readonly onto: string;
  readonly files: readonly SimulatedFile[];
  /** Files of the other one that are not there, unless they are among those written over. */
  readonly replaces?: (path: string) => boolean;
}

/** A repository that has these revisions besides its own. */
export function overlaid(
  repository: Repository,
  revisions: readonly SimulatedRevision[],
): Repository {
  const written = revisions.flatMap(({ files }) => files);
  const texts = new Map(written.map(({ text }) => [blobId(text), text]));
  const real = (revision: string): string =>
    revisions.find((each) => each.revision === revision)?.onto ?? revision;
  return {
    ...repository,
    async records(revision): Promise<Fact<Listing>> {
      const listing = await repository.records(real(revision));
      const simulatedOne = revisions.find((each) => each.revision === revision);
      const { files = [], replaces } = simulatedOne ?? {};
      if (listing.state === "unavailable") return listing;
      const kept = [...listing.value].filter(([path]) => replaces?.(path) !== true);
      const entries = files.map(({ path, text }): [string, TreeEntry] => [
        path,
        { path, type: "blob", id: blobId(text) },
      ]);
      return known(new Map([...kept, ...entries]));
    },
    files: (revision, folder) => repository.files(real(revision), folder),
    root: (revision) => repository.root(real(revision)),
    mergeBase: (one, other) => repository.mergeBase(real(one), real(other)),
    changedLines: (base, head, paths) => repository.changedLines(real(base), real(head), paths),
    blob: (id) => {
      const text = texts.get(id);
      return text === undefined
        ? repository.blob(id)
        : Promise.resolve(known(new TextEncoder().encode(text)));
    },
  };
}
