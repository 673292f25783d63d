import * as z from "zod";
import { fail, pass } from "../model/finding.ts";
import type { TreeEntry } from "../model/tree.ts";
import { defineKind } from "./define-kind.ts";
import { anyNameLike } from "./file-names.ts";

const README = ["readme*"];
const MEGABYTE = 1_000_000;

/** Research code may be rough and is still tidy: it introduces itself, names what it needs, holds no bulk. */
export const codebaseOrganised = defineKind({
  kind: "codebase-organised",
  needs: ["files", "rootFiles"],
  params: z.strictObject({
    manifests: z
      .array(z.string())
      .min(1)
      .meta({ description: "File names of which one must be there, as patterns" }),
    "maximum-megabytes": z.number().positive().meta({
      description: "Size of a file in git, in megabytes",
      stricter: "lower",
    }),
  }),
  judge({ files, rootFiles }, params) {
    const all = [...rootFiles, ...files].filter(({ type }) => type === "blob");
    const names = [...new Set(all.map(({ path }) => nameOf(path)))];
    const large = all.filter(({ size = 0 }) => size > params["maximum-megabytes"] * MEGABYTE);
    const bulky = [...new Map(large.map((file) => [file.path, file])).values()].toSorted(
      (a, b) => (b.size ?? 0) - (a.size ?? 0),
    );
    const faults = [
      ...(names.some(anyNameLike(README)) ? [] : ["no README"]),
      ...(names.some(anyNameLike(params.manifests))
        ? []
        : [`none of ${params.manifests.join(", ")}`]),
      ...(bulky.length > 0 ? [`${bulky.length} files over ${params["maximum-megabytes"]} MB`] : []),
    ];
    return faults.length === 0
      ? pass(`a README, a list of dependencies and no file over ${params["maximum-megabytes"]} MB`)
      : fail(`the code base has ${faults.join(", ")}`, ...bulky.slice(0, 10).map(seen));
  },
});

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function seen({ path, size = 0 }: TreeEntry) {
  return { path, seen: `${(size / MEGABYTE).toFixed(1)} MB` };
}
