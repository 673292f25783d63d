import { describe, expect, test } from "@jest/globals";
import { parseCroissantContent } from "../../../src/evidence/content/croissant-content.ts";

const SHA = "ab".repeat(32);
const FILE = { "@type": "cr:FileObject", "@id": "a.csv", contentUrl: "data/a.csv", sha256: SHA };

/** A file in the shape of Croissant 1.1, made by hand after its specification. */
const dataset = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  "@context": { "@vocab": "https://schema.org/", cr: "http://mlcommons.org/croissant/" },
  "@type": "sc:Dataset",
  conformsTo: "http://mlcommons.org/croissant/1.1",
  name: "scans",
  version: "1.2.0",
  distribution: [
    FILE,
    { "@type": "cr:FileObject", "@id": "inner.csv", containedIn: { "@id": "a.csv" } },
    { "@type": "cr:FileSet", "@id": "images", includes: "*.png" },
  ],
  recordSet: [
    {
      "@type": "cr:RecordSet",
      "@id": "cases",
      field: [{ "@type": "cr:Field", "@id": "cases/age", dataType: "sc:Integer" }],
    },
  ],
  ...changes,
});
const read = (value: unknown) => parseCroissantContent(JSON.stringify(value), "croissant.json");

describe("a Croissant file", () => {
  test("says what a dataset consists of", () => {
    expect(read(dataset())).toEqual({
      state: "known",
      value: {
        source: "croissant",
        live: false,
        parts: new Map([["a.csv", { checksum: SHA, hashing: "sha256" }]]),
        structure: new Map([
          ["file set images", ""],
          ["record set cases", ""],
          ["field cases: cases/age", '"sc:Integer"'],
        ]),
        version: { text: "1.2.0", place: { path: "croissant.json" } },
      },
    });
  });

  test.each<[what: string, changes: Record<string, unknown>, expected: unknown]>([
    ["a version as a number", { version: 1.5 }, { version: { text: "1.5" } }],
    ["no version", { version: undefined }, { parts: new Map([["a.csv", expect.anything()]]) }],
    ["one file outside a list", { distribution: FILE }, { structure: expect.anything() }],
    [
      "whole addresses as types, capitals and names for ids",
      { distribution: [{ "@type": "http://mlcommons.org/croissant/FileObject", name: "n", sha256: SHA.toUpperCase() }] }, // prettier-ignore
      { parts: new Map([["n", { checksum: SHA, hashing: "sha256" }]]) },
    ],
    [
      "MD5 of older files",
      { distribution: [{ ...FILE, sha256: undefined, md5: "cd".repeat(16) }] },
      { parts: new Map([["a.csv", { checksum: "cd".repeat(16), hashing: "md5" }]]) },
    ],
    ["growth", { isLiveDataset: true, distribution: [{ ...FILE, sha256: undefined }] }, { live: true, parts: new Map() }], // prettier-ignore
  ])("may have %s", (_, changes, expected) => {
    expect(read(dataset(changes))).toMatchObject({ state: "known", value: expected });
  });

  test("of an older form is known by its context", () => {
    expect(read(dataset({ conformsTo: undefined }))).toMatchObject({ value: { source: "croissant" } }); // prettier-ignore
  });

  test.each<[what: string, changes: Record<string, unknown>, reason: string]>([
    ["an address for a checksum", { distribution: [{ ...FILE, sha256: "https://acme.example/issues/80" }] }, 'the file object "a.csv" of croissant.json has no sha256 of 64'], // prettier-ignore
    ["a file object of nothing", { distribution: [{ "@type": "cr:FileObject" }] }, '"without a name"'], // prettier-ignore
    ["no file objects", { distribution: [] }, "lists no file object with a checksum"],
    ["too many fields", { recordSet: [{ field: Array.from({ length: 20_001 }, (_, i) => ({ "@id": `f${i}` })) }] }, "more than 20000"], // prettier-ignore
  ])("with %s is invalid", (_, changes, reason) => {
    expect(read(dataset(changes))).toMatchObject({
      cause: "invalid",
      reason: expect.stringContaining(reason),
    });
  });

  test.each<[what: string, text: string]>([
    ["no JSON", "{"],
    ["another JSON", "[]"],
    ["a card of another kind", JSON.stringify({ "@type": "sc:Dataset", distribution: [] })],
    ["nothing to distribute", JSON.stringify({ conformsTo: "http://mlcommons.org/croissant/1.0" })],
  ])("is not there in %s", (_, text) => {
    expect(parseCroissantContent(text, "data.json")).toEqual({ state: "known", value: undefined });
  });
});
