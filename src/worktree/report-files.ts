import { constants } from "node:fs";
import { lstat, open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { FileOnDisk, ReportFiles } from "../ports/report-files.ts";

/** The most entries of folders that are looked at. */
const MAX_ENTRIES = 200_000;

/** Folders of tools, in which nobody keeps reports and many keep thousands of files. */
const SKIPPED: ReadonlySet<string> = new Set([".git", "node_modules"]);

/** Reports below a folder. A repository within it is another one's work tree and is left alone. */
export function reportFilesIn(root: string): ReportFiles {
  return {
    async list(wanted, isLookedFor) {
      const found: FileOnDisk[] = [];
      const folders: string[] = [];
      for (const folder of wanted) if (await isFolderInside(root, folder)) folders.push(folder);
      let entries = 0;
      for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
        const inside = await readdir(join(root, folder), { withFileTypes: true });
        if (folder !== "" && inside.some(({ name }) => name === ".git")) continue;
        entries += inside.length;
        if (entries > MAX_ENTRIES) {
          return unavailable("invalid", `more than ${MAX_ENTRIES} files stand where reports are looked for: name the folder that they are in`); // prettier-ignore
        }
        for (const entry of inside) {
          const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
          if (entry.isDirectory() && !SKIPPED.has(entry.name)) folders.push(path);
          if (!entry.isFile() || !isLookedFor(path)) continue;
          found.push({ path, bytes: (await lstat(join(root, path))).size });
        }
      }
      return known(found.toSorted((one, other) => (one.path < other.path ? -1 : 1)));
    },
    async read(path) {
      if (!(await isFolderInside(root, path.split("/").slice(0, -1).join("/")))) return noFile(path); // prettier-ignore
      return readPlainFile(join(root, path), path);
    },
  };
}

/** Whether a folder is reached without a link on the way, so that it lies inside wherever links lead. */
async function isFolderInside(root: string, folder: string): Promise<boolean> {
  const parts = folder === "" ? [] : folder.split("/");
  for (let i = 0; i <= parts.length; i += 1) {
    const found = await lstat(join(root, ...parts.slice(0, i))).catch(() => undefined);
    if (found?.isDirectory() !== true) return false;
  }
  return true;
}

async function readPlainFile(at: string, path: string): Promise<Fact<Uint8Array>> {
  try {
    const file = await open(at, constants.O_RDONLY | constants.O_NOFOLLOW);
    try {
      return (await file.stat()).isFile() ? known(await file.readFile()) : noFile(path);
    } finally {
      await file.close();
    }
  } catch {
    return noFile(path);
  }
}

function noFile(path: string): Fact<never> {
  return unavailable("missing", `${path} is no plain file that can be read`);
}
