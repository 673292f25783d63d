import { mkdir, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { known, unavailable } from "../core/model/fact.ts";
import type { ArtifactFolder } from "../ports/report-files.ts";

/** A folder on disk that is uploaded as it is: what is in it from before would be as well. */
export function artifactFolder(folder: string): ArtifactFolder {
  return {
    async open() {
      await mkdir(folder, { recursive: true });
      const [first] = await readdir(folder);
      return first === undefined
        ? known(undefined)
        : unavailable(
            "invalid",
            `expected an empty folder to write to, and ${folder} holds ${first}: name another, or take away what an earlier run left`,
          );
    },
    async write(path, content) {
      const at = join(folder, path);
      await mkdir(dirname(at), { recursive: true });
      await writeFile(at, content, { flag: "wx" });
    },
  };
}
