import { type Fact, known } from "../core/model/fact.ts";
import type { Change } from "../core/model/change.ts";
import type { ChangedFile, Listing, TreeEntry } from "../core/model/tree.ts";
import { blobId } from "../core/source/digest.ts";
import type { Repository } from "../ports/repository.ts";
import type { JudgePorts } from "./judge.ts";

/** A file as it would be. */
export interface SimulatedFile {
  readonly path: string;
  readonly text: string;
}

/**
 * The same change with some files of its head written over. Nothing is written anywhere: the engine
 * cannot tell it from the real one.
 */
export function simulated(
  ports: JudgePorts,
  change: Change,
  files: readonly SimulatedFile[],
): JudgePorts {
  const ids = new Map(files.map(({ text }) => [blobId(text), text]));
  return {
    ...ports,
    source: { read: () => Promise.resolve(known(withFiles(change, files))) },
    repository: overlaid(ports.repository, change.head, files, ids),
  };
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

function overlaid(
  repository: Repository,
  head: string,
  files: readonly SimulatedFile[],
  texts: ReadonlyMap<string, string>,
): Repository {
  return {
    ...repository,
    async records(revision): Promise<Fact<Listing>> {
      const listing = await repository.records(revision);
      if (revision !== head || listing.state === "unavailable") return listing;
      const entries = files.map(({ path, text }): [string, TreeEntry] => [
        path,
        { path, type: "blob", id: blobId(text) },
      ]);
      return known(new Map([...listing.value, ...entries]));
    },
    blob: (id) => {
      const text = texts.get(id);
      return text === undefined
        ? repository.blob(id)
        : Promise.resolve(known(new TextEncoder().encode(text)));
    },
  };
}
