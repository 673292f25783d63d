import type {
  ArtifactContent,
  ContentChange,
  ContentPart,
} from "../../core/model/artifact-content.ts";
import { structureChange } from "./structure-change.ts";

const KEPT: { readonly [Source in ArtifactContent["source"]]: string } = {
  git: "in git",
  dvc: "by DVC",
  "dvc.lock": "by a DVC pipeline",
  croissant: "by a Croissant file",
  mlmodel: "as an MLflow model",
  digest: "elsewhere, by its digest",
};
const LFS = "Git LFS";

/** How the content of an artifact differs from what it was, and what that asks of its version. */
export function compareContent(before: ArtifactContent, after: ArtifactContent): ContentChange {
  if (before.source !== after.source) {
    return incomparable(
      `it was kept ${KEPT[before.source]} and is kept ${KEPT[after.source]} now, which cannot be compared`,
    );
  }
  const names = [...new Set([...before.parts.keys(), ...after.parts.keys()])].toSorted();
  const added = names.filter((name) => !before.parts.has(name));
  const removed = names.filter((name) => !after.parts.has(name));
  const both = names.flatMap((name) => {
    const [was, is] = [before.parts.get(name), after.parts.get(name)];
    return was === undefined || is === undefined || was.checksum === is.checksum
      ? []
      : [{ name, was, is }];
  });
  const changed = both.filter(({ was, is }) => !isIncomparable(was, is));
  const differs = structureChange(before, after, { added, removed });
  const grows = after.live === true && before.live === true;
  const other = changed.length + removed.length + (grows ? 0 : added.length);
  const says = [
    ...countOf("changed", changed.map(({ name }) => name)), // prettier-ignore
    ...countOf("added", added),
    ...countOf("removed", removed),
    ...(differs === undefined ? [] : [differs.because]),
    ...pointersReplaced(both),
  ].join("; ");
  if (other > 0 || differs !== undefined) {
    return { state: "changed", says, ...(differs && { asks: differs }) };
  }
  const [first] = both;
  if (first !== undefined) return incomparable(whyIncomparable(first.was, first.is));
  return added.length > 0
    ? { state: "same", says: `${says}; a live dataset grows without a new version` }
    : { state: "same" };
}

/** Sizes differ: whatever hashed them, it is other content. */
function isIncomparable(was: ContentPart, is: ContentPart): boolean {
  if (was.hashing === is.hashing) return false;
  return was.size === undefined || is.size === undefined || was.size === is.size;
}

function whyIncomparable(was: ContentPart, is: ContentPart): string {
  const [before, now] = [was.hashing ?? "git", is.hashing ?? "git"];
  if (now === LFS) return "it moved from git to Git LFS, which cannot be compared";
  if (before === LFS) return "its Git LFS pointer became the file itself, which cannot be compared";
  return `it was re-hashed (${before}, now ${now}), which cannot be compared`;
}

/** Somebody without Git LFS commits what a pointer stood for, and everybody clones it from then on. */
function pointersReplaced(
  both: readonly { name: string; was: ContentPart; is: ContentPart }[],
): string[] {
  const replaced = both.filter(({ was, is }) => was.hashing === LFS && is.hashing !== LFS);
  return replaced.length === 0
    ? []
    : [
        `${named(replaced.map(({ name }) => name))} was a Git LFS pointer and is the file itself now: commit it with Git LFS installed`,
      ];
}

function countOf(word: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  if (names.length === 1 && names[0] === "") return [];
  return [`${names.length} ${names.length === 1 ? "file" : "files"} ${word} (${named(names)})`];
}

function named(names: readonly string[]): string {
  const [first = ""] = names;
  const more = names.length > 1 ? ` and ${names.length - 1} more` : "";
  return (first === "" ? "it" : first) + more;
}

function incomparable(says: string): ContentChange {
  return { state: "incomparable", says };
}
