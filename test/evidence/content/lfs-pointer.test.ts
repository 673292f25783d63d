import { describe, expect, test } from "@jest/globals";
import { parseLfsPointer } from "../../../src/evidence/content/lfs-pointer.ts";

const OID = "4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393";
const VERSION = "version https://git-lfs.github.com/spec/v1\n";
const REST = `oid sha256:${OID}\nsize 12345\n`;
const read = (text: string) => parseLfsPointer(new TextEncoder().encode(text));

describe("a Git LFS pointer", () => {
  test.each<[what: string, text: string]>([
    ["as git-lfs writes it", VERSION + REST],
    ["of the old specification", `version https://hawser.github.com/spec/v1\n${REST}`],
    ["with an extension", `${VERSION}ext-0-fold sha256:${OID}\n${REST}`],
    ["without its last line feed", (VERSION + REST).slice(0, -1)],
    ["in another order", `${VERSION}size 12345\noid sha256:${OID}\n`],
    ["with the line ends of Windows", (VERSION + REST).replaceAll("\n", "\r\n")],
  ])("%s", (_, text) => {
    expect(read(text)).toEqual({ oid: OID, size: 12345 });
  });

  test.each<[what: string, text: string]>([
    ["an empty file", ""],
    ["text", "weights\n"],
    ["another version", `version https://git-lfs.github.com/spec/v2\n${REST}`],
    ["no version in front", REST + VERSION],
    ["no oid", `${VERSION}size 1\n`],
    ["another hash", `${VERSION}oid md5:${OID}\nsize 1\n`],
    ["capitals", `${VERSION}oid sha256:${OID.toUpperCase()}\nsize 1\n`],
    ["no size", `${VERSION}oid sha256:${OID}\n`],
    ["a negative size", `${VERSION}oid sha256:${OID}\nsize -1\n`],
    ["a size in letters", `${VERSION}oid sha256:${OID}\nsize big\n`],
    ["a key of its own", `${VERSION}name x\n${REST}`],
    ["a key twice", `${VERSION}${REST}size 12345\n`],
    ["a line without a value", `${VERSION}oid\nsize 1\n`],
    ["too much", `${VERSION}ext-0-x ${"y".repeat(1000)}\n${REST}`],
  ])("%s is none", (_, text) => {
    expect(read(text)).toBeUndefined();
  });
});
