import { lstat, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Writes a file of the work tree; never through a link, which may lead anywhere. */
export async function writeInside(root: string, path: string, text: string): Promise<void> {
  await refuseLinks(root, path);
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

/** The same for a file that must not be there yet: false where it is, and nothing is written then. */
export async function createInside(root: string, path: string, text: string): Promise<boolean> {
  await refuseLinks(root, path);
  await mkdir(dirname(join(root, path)), { recursive: true });
  try {
    await writeFile(join(root, path), text, { flag: "wx" });
    return true;
  } catch (error) {
    if (Error.isError(error) && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

async function refuseLinks(root: string, path: string): Promise<void> {
  const parts = path.split("/");
  for (let i = 1; i <= parts.length; i += 1) {
    const part = parts.slice(0, i).join("/");
    const found = await lstat(join(root, part)).catch(() => undefined);
    if (found?.isSymbolicLink() === true) {
      throw new Error(`${part} is a symbolic link; only plain files are written under .mltrl`);
    }
  }
}
