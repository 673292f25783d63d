import { statSync } from "node:fs";
import { resolve } from "node:path";
import { type Fact, known, unavailable } from "../../core/model/fact.ts";
import type { RecordStore } from "../../ports/record-store.ts";
import { folderRecords } from "../../records/folder-records.ts";

/** The records of a folder that somebody named: a mistyped one is not taken to be a chain of none. */
export function keptRecords(path: string, folder: string): Fact<RecordStore> {
  const place = resolve(folder, path);
  return statSync(place, { throwIfNoEntry: false })?.isDirectory()
    ? known(folderRecords(place))
    : unavailable(
        "missing",
        `there is no folder ${path}: --records takes that of the repository's id, below records/ of the App's data directory`,
      );
}
