import type { BlobAnswer } from "./object-answers.ts";

/** A blob's bytes, where GitHub gave all of them as text. */
export function textOf({ text, isBinary, isTruncated }: BlobAnswer): Uint8Array | undefined {
  return text === null || isTruncated || isBinary === true
    ? undefined
    : new TextEncoder().encode(text);
}
