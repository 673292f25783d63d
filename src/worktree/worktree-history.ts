import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { FileHistory, FileVersion } from "../ports/file-history.ts";
import type { ObjectReader } from "./object-reader.ts";
import type { Git } from "./run-git.ts";

/** A path with a line break in it cannot be asked for by name. */
const ASKABLE = /^[^\0\r\n]+$/;

/** File histories of a clone. */
export function worktreeHistory(git: Git, objects: ObjectReader): FileHistory {
  return {
    async versions(revision, path): Promise<Fact<readonly FileVersion[]>> {
      if (!ASKABLE.test(path)) return unavailable("invalid", `${path} is not a path`);
      const log = await git([
        "log",
        "--first-parent",
        "--no-renames",
        "--reverse",
        "--format=%H %cI",
        "--end-of-options",
        revision,
        "--",
        path,
      ]);
      if (log.state === "unavailable") return log;
      const lines = log.value
        .toString("latin1")
        .split("\n")
        .filter((line) => line !== "");
      const versions: FileVersion[] = [];
      for (const line of lines) {
        const [commit = "", date = ""] = line.split(" ");
        const object = await objects.read(`${commit}:${path}`);
        if (object.state === "unavailable") return object;
        const text =
          object.value?.type === "blob" ? object.value.bytes.toString("utf8") : undefined;
        versions.push({ date: new Date(date).toISOString(), text });
      }
      return known(versions);
    },
  };
}
