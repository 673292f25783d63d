import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SeenOrganizations } from "../ports/seen-organizations.ts";

/** Which accounts were seen to have a policy, in a file of the directory that this process owns. */
export function seenOrganizations(directory: string): SeenOrganizations {
  const file = join(directory, "organizations.json");
  const seen = new Map<number, string>(readEntries(file));
  return {
    lastSeen: (installation) => seen.get(installation),
    saw(installation, repository) {
      if (seen.get(installation) === repository) return;
      if (repository === undefined) seen.delete(installation);
      else seen.set(installation, repository);
      replaceFile(file, JSON.stringify([...seen]));
    },
  };
}

function readEntries(file: string): [number, string][] {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as [number, string][];
  } catch (error) {
    if (Error.isError(error) && "code" in error && error.code === "ENOENT") return [];
    // Without it a lost policy would look like none.
    throw new Error(
      `${file} cannot be read; put it back from a copy, or remove it and start again`,
      {
        cause: error,
      },
    );
  }
}

/** The old content or the new one, whatever happens in between. */
function replaceFile(file: string, text: string): void {
  const draft = `${file}.new`;
  const handle = openSync(draft, "w", 0o600);
  try {
    writeFileSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(draft, file);
}
