import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type Fact, known, unavailable } from "../../core/model/fact.ts";

/** The bytes of a file that somebody named; unavailable with a reason in words where it cannot be opened. */
export async function readNamedBytes(path: string, folder: string): Promise<Fact<Buffer>> {
  try {
    return known(await readFile(resolve(folder, path)));
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return unavailable("missing", `${path} could not be opened: ${reasonOf(error)}`);
  }
}

/** The same as text. */
export async function readNamedFile(path: string, folder: string): Promise<Fact<string>> {
  const bytes = await readNamedBytes(path, folder);
  return bytes.state === "known" ? known(bytes.value.toString("utf8")) : bytes;
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return Error.isError(error) && "code" in error && "syscall" in error;
}

function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  if (code === "ENOENT") return "there is no such file";
  return code === "EISDIR" ? "it is a folder; name the files in it" : message;
}
