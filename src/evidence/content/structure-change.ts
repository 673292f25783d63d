import type {
  ArtifactContent,
  ContentChange,
  ContentPart,
} from "../../core/model/artifact-content.ts";

/**
 * What a change asks of the version where the kind of artifact tells it. Croissant (1.1, dataset
 * versioning) is normative: MAJOR where records went or were edited, MINOR where some were added. A
 * file with another checksum may be any of the two, so that it asks for nothing by itself. A model with
 * other inputs or outputs breaks whoever calls it.
 */
export function structureChange(
  before: ArtifactContent,
  after: ArtifactContent,
  { added, removed }: { readonly added: readonly string[]; readonly removed: readonly string[] },
): ContentChange["asks"] {
  const then = before.structure ?? new Map<string, string>();
  const now = after.structure ?? new Map<string, string>();
  const gone = [...then].filter(([name, is]) => now.get(name) !== is).map(([name]) => name);
  const come = [...now.keys()].filter((name) => !then.has(name));
  if (after.source === "mlmodel") return signatureChange(then.size > 0, gone, come);
  if (after.source !== "croissant") return undefined;
  const [lost] = [...gone, ...removed.filter((name) => !isIn(after, before.parts.get(name)))];
  if (lost !== undefined) {
    return { bump: "major", because: `${lost} is removed or is another, which edits records` };
  }
  const [fresh] = [
    ...come,
    ...(after.live === true ? [] : added.filter((name) => !isIn(before, after.parts.get(name)))),
  ];
  return fresh === undefined
    ? undefined
    : { bump: "minor", because: `${fresh} is added, which adds records` };
}

/** A model that had no signature promised nothing; parameters that come have defaults. */
function signatureChange(
  hadOne: boolean,
  gone: readonly string[],
  come: readonly string[],
): ContentChange["asks"] {
  const breaking = [...gone, ...come.filter((name) => hadOne && name !== "params")];
  if (breaking.length > 0) {
    return { bump: "major", because: `its signature has other ${breaking.join(" and ")}` };
  }
  return hadOne && come.length > 0
    ? { bump: "minor", because: "its signature has new params" }
    : undefined;
}

/** A file that only has another name is the same data in other packaging. */
function isIn({ parts }: ArtifactContent, part: ContentPart | undefined): boolean {
  return [...parts.values()].some(({ checksum }) => checksum === part?.checksum);
}
