import { describe, expect, test } from "@jest/globals";
import type { ArtifactContent, ContentPart } from "../../../src/core/model/artifact-content.ts";
import { compareContent } from "../../../src/evidence/content/compare-content.ts";

type Parts = Readonly<Record<string, string | ContentPart>>;

function content(
  parts: Parts,
  more: Partial<Omit<ArtifactContent, "structure">> & { structure?: Record<string, string> } = {},
): ArtifactContent {
  const { structure, ...rest } = more;
  return {
    source: "git",
    parts: new Map(
      Object.entries(parts).map(([name, part]) => [
        name,
        typeof part === "string" ? { checksum: part } : part,
      ]),
    ),
    ...(structure && { structure: new Map(Object.entries(structure)) }),
    ...rest,
  };
}

const dvc = (checksum: string, hashing = "md5 of DVC 3"): ArtifactContent =>
  content({ "": { checksum, hashing } }, { source: "dvc" });
const lfs = (checksum: string, size = 9): ContentPart => ({ checksum, hashing: "Git LFS", size });
const croissant = (parts: Parts, structure: Record<string, string> = {}, live = false) =>
  content(parts, { source: "croissant", structure, live });
const mlmodel = (parts: Parts, structure: Record<string, string> = {}) =>
  content(parts, { source: "mlmodel", structure });

type Row = [
  what: string,
  before: ArtifactContent,
  after: ArtifactContent,
  state: string,
  says?: string,
  bump?: string,
];

describe("content is", () => {
  test.each<Row>([
    ["the same file", content({ "": "a" }), content({ "": "a" }), "same"],
    ["another file", content({ "": "a" }), content({ "": "b" }), "changed", ""],
    [
      "another folder",
      content({ a: "1", b: "2", c: "3" }),
      content({ a: "1", b: "9", d: "4", e: "5" }),
      "changed",
      "1 file changed (b); 2 files added (d and 1 more); 1 file removed (c)",
    ],
    ["the same by DVC", dvc("a"), dvc("a"), "same"],
    ["the same by DVC, re-hashed without another checksum", dvc("a"), dvc("a", "md5 of DVC 2"), "same"], // prettier-ignore
    ["other data by DVC", dvc("a"), dvc("b"), "changed", ""],
    [
      "re-hashed by DVC",
      dvc("a", "md5 of DVC 2"),
      dvc("b"),
      "incomparable",
      "it was re-hashed (md5 of DVC 2, now md5 of DVC 3), which cannot be compared",
    ],
    [
      "moved to DVC",
      content({ "": "a" }),
      dvc("b"),
      "incomparable",
      "it was kept in git and is kept by DVC now, which cannot be compared",
    ],
    [
      "pinned by another algorithm",
      content({ "": { checksum: "1", hashing: "md5" } }, { source: "digest" }),
      content({ "": { checksum: "2", hashing: "sha256" } }, { source: "digest" }),
      "incomparable",
      "it was re-hashed (md5, now sha256), which cannot be compared",
    ],
    ["the same in Git LFS", content({ "": lfs("a") }), content({ "": lfs("a") }), "same"],
    ["other content in Git LFS", content({ "": lfs("a") }), content({ "": lfs("b") }), "changed", ""], // prettier-ignore
    [
      "moved to Git LFS",
      content({ "": { checksum: "g", size: 9 } }),
      content({ "": lfs("a") }),
      "incomparable",
      "it moved from git to Git LFS, which cannot be compared",
    ],
    [
      "the file itself where a pointer stood",
      content({ w: lfs("a") }),
      content({ w: { checksum: "g", size: 9 } }),
      "incomparable",
      "its Git LFS pointer became the file itself, which cannot be compared",
    ],
    [
      "another file itself where a pointer stood",
      content({ w: lfs("a") }),
      content({ w: { checksum: "g", size: 10 } }),
      "changed",
      "1 file changed (w); w was a Git LFS pointer and is the file itself now: commit it with Git LFS installed",
    ],
    [
      "re-hashed in one part and changed in another",
      content({ a: "1", b: { checksum: "2", hashing: "x" } }),
      content({ a: "9", b: "3" }),
      "changed",
      "1 file changed (a)",
    ],
  ])("%s", (...row) => {
    const [, before, after, state, says] = row;
    expect(compareContent(before, after)).toEqual({ state, ...(says !== undefined && { says }) });
  });

  test.each<Row>([
    ["a Croissant file with other bytes", croissant({ a: "1" }), croissant({ a: "2" }), "changed", "1 file changed (a)"], // prettier-ignore
    [
      "one with more files",
      croissant({ a: "1" }),
      croissant({ a: "1", b: "2" }),
      "changed",
      "1 file added (b); b is added, which adds records",
      "minor",
    ],
    [
      "one with fewer files",
      croissant({ a: "1", b: "2" }),
      croissant({ a: "1" }),
      "changed",
      "1 file removed (b); b is removed or is another, which edits records",
      "major",
    ],
    [
      "one in other packaging",
      croissant({ a: "1", b: "2" }),
      croissant({ a: "1", c: "2" }),
      "changed",
      "1 file added (c); 1 file removed (b)",
    ],
    [
      "one with another field",
      croissant({ a: "1" }, { "field r: x": '"sc:Text"' }),
      croissant({ a: "1" }, { "field r: x": '"sc:Text"', "field r: y": '"sc:Text"' }),
      "changed",
      "field r: y is added, which adds records",
      "minor",
    ],
    [
      "one with a field of another type",
      croissant({ a: "1" }, { "field r: x": '"sc:Text"' }),
      croissant({ a: "1" }, { "field r: x": '"sc:Float"' }),
      "changed",
      "field r: x is removed or is another, which edits records",
      "major",
    ],
    [
      "a live one that grows",
      croissant({ a: "1" }, {}, true),
      croissant({ a: "1", b: "2" }, {}, true),
      "same",
      "1 file added (b); a live dataset grows without a new version",
    ],
    [
      "a live one with an old file changed",
      croissant({ a: "1" }, {}, true),
      croissant({ a: "9", b: "2" }, {}, true),
      "changed",
      "1 file changed (a); 1 file added (b)",
    ],
    [
      "a live one with a file removed",
      croissant({ a: "1", b: "2" }, {}, true),
      croissant({ a: "1" }, {}, true),
      "changed",
      "1 file removed (b); b is removed or is another, which edits records",
      "major",
    ],
    ["a model with other weights", mlmodel({ w: "1" }, { inputs: "x" }), mlmodel({ w: "2" }, { inputs: "x" }), "changed", "1 file changed (w)"], // prettier-ignore
    [
      "a model with another signature",
      mlmodel({ w: "1" }, { inputs: "x", outputs: "y" }),
      mlmodel({ w: "2" }, { inputs: "z", outputs: "y" }),
      "changed",
      "1 file changed (w); its signature has other inputs",
      "major",
    ],
    [
      "a model without its signature",
      mlmodel({ w: "1" }, { inputs: "x", outputs: "y" }),
      mlmodel({ w: "1" }, {}),
      "changed",
      "its signature has other inputs and outputs",
      "major",
    ],
    [
      "a model with new parameters",
      mlmodel({ w: "1" }, { inputs: "x" }),
      mlmodel({ w: "1" }, { inputs: "x", params: "p" }),
      "changed",
      "its signature has new params",
      "minor",
    ],
    ["a model whose first signature it is", mlmodel({ w: "1" }), mlmodel({ w: "2" }, { inputs: "x" }), "changed", "1 file changed (w)"], // prettier-ignore
  ])("that of %s", (...row) => {
    const [, before, after, state, says, bump] = row;
    const change = compareContent(before, after);
    expect([change.state, change.says, change.asks?.bump]).toEqual([state, says, bump]);
  });
});
