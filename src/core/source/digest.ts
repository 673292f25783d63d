import { createHash } from "node:crypto";

/** The id that git gives a text (gitformat-pack: a header, then the bytes). */
export function blobId(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}

/** A digest of names and their content ids, independent of their order: `sha256:` and 64 hex digits. */
export function digestOf(entries: Iterable<readonly [name: string, id: string]>): string {
  const sorted = [...entries].toSorted(([one], [other]) =>
    one < other ? -1 : one > other ? 1 : 0,
  );
  const text = sorted.map(([name, id]) => `${name}\0${id}\n`).join("");
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}

/** The digest of a file's bytes: `sha256:` and 64 hex digits. */
export function bytesDigest(bytes: Uint8Array): string {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}
