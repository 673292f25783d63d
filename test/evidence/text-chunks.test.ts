import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { EncodingError, textChunks } from "../../src/evidence/text-chunks.ts";

const decode = (bytes: Uint8Array, encoding?: string): string =>
  [...textChunks(bytes, encoding)].join("");

describe("bytes are read as", () => {
  test.each<[what: string, bytes: Uint8Array, encoding: string | undefined, text: string]>([
    ["UTF-8", Uint8Array.of(0xc3, 0xa9), undefined, "é"],
    ["UTF-8 with a mark", Uint8Array.of(0xef, 0xbb, 0xbf, 0xc3, 0xa9), undefined, "é"],
    ["UTF-16, whatever is declared", Uint8Array.of(0xff, 0xfe, 0xe9, 0), "iso-8859-1", "é"],
    ["UTF-16 the other way round", Uint8Array.of(0xfe, 0xff, 0, 0xe9), undefined, "é"],
    ["Latin 1", Uint8Array.of(0xe9), "ISO-8859-1", "é"],
  ])("%s", (_, bytes, encoding, text) => {
    expect(decode(bytes, encoding)).toBe(text);
  });
});

describe("bytes are not read", () => {
  test.each<[what: string, bytes: Uint8Array, encoding: string | undefined, message: string]>([
    ["that are not UTF-8", Uint8Array.of(0x41, 0xc3), undefined, "the bytes are not valid utf-8"],
    [
      "that are half of UTF-16",
      Uint8Array.of(0xff, 0xfe, 0x41),
      undefined,
      "the bytes are not valid utf-16le",
    ],
    [
      "in an encoding of their own",
      Uint8Array.of(0x41),
      "x-none",
      'the encoding "x-none" is not known',
    ],
  ])("%s", (_, bytes, encoding, message) => {
    expect(() => decode(bytes, encoding)).toThrow(new EncodingError(message));
  });
});

test("characters that lie across two pieces stay whole", () => {
  fc.assert(
    fc.property(fc.nat(6), fc.constantFrom("é", "€", "𝄞"), (shift, character) => {
      const text = "a".repeat(65_536 - shift) + character.repeat(3);
      expect(decode(new TextEncoder().encode(text)) === text).toBe(true);
    }),
  );
});
