import type { ArtifactContent, ContentPart } from "../../core/model/artifact-content.ts";
import type { Artifact } from "../../core/model/card.ts";
import { type Fact, known, mapFact, unavailable } from "../../core/model/fact.ts";
import type { TreeEntry } from "../../core/model/tree.ts";
import { literalPattern } from "../../core/source/glob.ts";
import {
  MAX_CROISSANT_BYTES,
  parseCroissantContent,
} from "../../evidence/content/croissant-content.ts";
import type { View } from "../view.ts";
import { lockedContent, trackedContent } from "./dvc-content.ts";
import { mlflowContent } from "./mlflow-content.ts";

/**
 * What an artifact consists of in one state of the repository: what stands at its path in git, what a
 * file of another tool there says that it is, or the digest that pins it elsewhere. Undefined where
 * there is nothing at its path.
 */
export async function artifactContent(
  artifact: Artifact,
  view: View,
): Promise<Fact<ArtifactContent | undefined>> {
  const { path, digest, name, place } = artifact;
  if (path === undefined) {
    return digest === undefined
      ? unavailable("missing", `"${name}" has neither a path nor a digest`, place)
      : known(pinned(digest));
  }
  const folder = path.replace(/\/+$/, "");
  const found = await entriesAt(folder, view);
  if (found.state === "unavailable") return found;
  const file = found.value.get(folder);
  const tracked = found.value.get(`${folder}.dvc`);
  if (file?.path.endsWith(".dvc") === true) return trackedContent(file, view);
  const mlmodel = isMlmodel(folder) ? file : found.value.get(`${folder}/MLmodel`);
  if (mlmodel !== undefined) return mlflowContent(mlmodel, view);
  if (file !== undefined) {
    const described = /\.json(?:ld)?$/i.test(file.path) && (file.size ?? 0) <= MAX_CROISSANT_BYTES;
    const croissant = described ? await view.parsed(file.path, parseCroissantContent) : undefined;
    if (croissant?.state === "unavailable") return croissant;
    return known(croissant?.value ?? inGit([file], folder));
  }
  const inside = [...found.value.values()].filter(({ path: each }) =>
    each.startsWith(`${folder}/`),
  );
  if (inside.length > 0) return known(inGit(inside, folder));
  return tracked === undefined ? lockedContent(folder, view) : trackedContent(tracked, view);
}

function isMlmodel(path: string): boolean {
  return path === "MLmodel" || path.endsWith("/MLmodel");
}

/** Files at a path, below it, and the `.dvc` file beside it. */
async function entriesAt(path: string, view: View): Promise<Fact<ReadonlyMap<string, TreeEntry>>> {
  const literal = literalPattern(path);
  const below = [`${literal}/**`];
  if (path.includes("/")) {
    return mapFact(await view.files([literal, `${literal}.dvc`, ...below]), byPath);
  }
  // To look for one file of the root folder the whole tree need not be read.
  const root = await view.root();
  if (root.state === "unavailable") return root;
  if (root.value.some((entry) => entry.path === path)) return known(byPath(root.value));
  return mapFact(await view.files(below), (entries) => byPath([...root.value, ...entries]));
}

function byPath(entries: readonly TreeEntry[]): ReadonlyMap<string, TreeEntry> {
  return new Map(
    entries.filter(({ type }) => type === "blob").map((entry) => [entry.path, entry] as const),
  );
}

function inGit(files: readonly TreeEntry[], folder: string): ArtifactContent {
  const parts = files.map(({ path, id, size }): [string, ContentPart] => [
    path.slice(folder.length + 1),
    { checksum: id, path, ...(size !== undefined && { size }) },
  ]);
  return { source: "git", parts: new Map(parts) };
}

/** Hexadecimal digits may be written in either case. */
function pinned(digest: string): ArtifactContent {
  const colon = digest.indexOf(":");
  const checksum = digest.slice(colon + 1);
  return {
    source: "digest",
    parts: new Map([
      [
        "",
        {
          checksum: /^[0-9a-f]+$/i.test(checksum) ? checksum.toLowerCase() : checksum,
          hashing: digest.slice(0, Math.max(colon, 0)).toLowerCase(),
        },
      ],
    ]),
  };
}
