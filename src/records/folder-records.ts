import { createHash } from "node:crypto";
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { messageOf } from "../core/errors.ts";
import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { RecordListing, RecordStore } from "../ports/record-store.ts";

/**
 * Records as files of a folder, for repositories that the App may not write to. One process writes to it;
 * nothing is done between looking and writing, so that no other task of it comes between.
 */
export function folderRecords(folder: string): RecordStore {
  const listing = (): RecordListing => {
    const names = namesIn(folder);
    return {
      tip: names.at(-1),
      records: names.map((name) => ({ name, id: idOf(readFileSync(join(folder, name))) })),
    };
  };
  return {
    list: () => attempt(listing),
    text: ({ name }) => attempt(() => readFileSync(join(folder, name), "utf8")),
    append: ({ name, text }, after) =>
      attempt(() => {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        if (namesIn(folder).at(-1) !== after) return "moved";
        write(folder, name, text);
        return "appended";
      }),
  };
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".json"))
      .toSorted();
  } catch (error) {
    if (Error.isError(error) && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

/** A file appears with all of its content or not at all, and never in place of another. */
function write(folder: string, name: string, text: string): void {
  const draft = join(folder, `${name}.draft`);
  rmSync(draft, { force: true });
  const file = openSync(draft, "wx", 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  linkSync(draft, join(folder, name));
  rmSync(draft);
}

function idOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function attempt<T>(work: () => T): Promise<Fact<T>> {
  try {
    return Promise.resolve(known(work()));
  } catch (error) {
    const detail = messageOf(error);
    return Promise.resolve(unavailable("upstream", `the folder of records: ${detail}`));
  }
}
