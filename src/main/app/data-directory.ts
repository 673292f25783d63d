import { mkdirSync } from "node:fs";
import { orNotStarted } from "./not-started.ts";

/** Makes the folder where the App keeps what it has: not where others may read, as payloads of private repositories are in it, nor where they may write, as code is. */
export async function makeDataDirectory(path: string): Promise<void> {
  await inDataDirectory(path, () => void mkdirSync(path, { recursive: true, mode: 0o700 }));
}

/** Opens what lies in that folder. */
export function inDataDirectory<Opened>(
  path: string,
  open: () => Opened | Promise<Opened>,
): Promise<Opened> {
  const folder = JSON.stringify(path);
  return orNotStarted(open, (why, code) =>
    // What has no code we said ourselves, with what to do about it.
    code === undefined
      ? `DATA_DIRECTORY: ${why}`
      : `DATA_DIRECTORY: ${folder} cannot be used: ${why}. It has to be a folder on a local disk with room left, where the App's user may write.`,
  );
}
