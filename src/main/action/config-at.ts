import { posix } from "node:path";
import { type Fact, known, mapFact } from "../../core/model/fact.ts";
import type { Listing } from "../../core/model/tree.ts";
import type { ChangeSource } from "../../ports/change-source.ts";
import type { Repository } from "../../ports/repository.ts";
import { CONFIG_PATH } from "../../gather/policy.ts";

/** The same content with the policy where the workflow says that it stands. */
export function configAt(repository: Repository, path: string): Repository {
  if (path === CONFIG_PATH) return repository;
  return {
    ...repository,
    async records(revision): Promise<Fact<Listing>> {
      const [own, found] = await Promise.all([
        repository.records(revision),
        repository.files(revision, folderOf(path)),
      ]);
      if (own.state === "unavailable") return own;
      if (found.state === "unavailable") return found;
      const listing = new Map(own.value);
      listing.delete(CONFIG_PATH);
      const entry = found.value.get(path);
      if (entry !== undefined) listing.set(CONFIG_PATH, { ...entry, path: CONFIG_PATH });
      return known(listing);
    },
  };
}

/** The same change: who edits the policy there edits the policy. */
export function configChangedAt(source: ChangeSource, path: string): ChangeSource {
  return {
    read: async () =>
      mapFact(await source.read(), (change) => ({
        ...change,
        changedFiles: mapFact(change.changedFiles, (files) =>
          files.map((file) => (file.path === path ? { ...file, path: CONFIG_PATH } : file)),
        ),
      })),
  };
}

/** What people should know where the policy stands elsewhere. */
export function configNotes(path: string): readonly string[] {
  return path === CONFIG_PATH
    ? []
    : [`The policy is read from ${path}, which is called ${CONFIG_PATH} here.`];
}

function folderOf(path: string): string {
  const folder = posix.dirname(path);
  return folder === "." ? "" : folder;
}
