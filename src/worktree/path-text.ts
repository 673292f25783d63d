import { isUtf8 } from "node:buffer";

/**
 * A path that git gave as bytes. Bytes that are not UTF-8 are written as `\xff`, so that two such names
 * never become the same text.
 */
export function pathText(bytes: Buffer, start = 0, end = bytes.length): string {
  const text = bytes.toString("utf8", start, end);
  return text.includes("\uFFFD") ? exactText(bytes.subarray(start, end)) : text;
}

function exactText(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString("utf8");
  return [...bytes]
    .map((byte) =>
      byte < 0x80
        ? String.fromCodePoint(byte)
        : String.raw`\x${byte.toString(16).padStart(2, "0")}`,
    )
    .join("");
}

/** The parts of a list that ends every entry with a zero byte. */
export function zeroSeparated(bytes: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(0, start);
    if (end === -1) break;
    parts.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return parts;
}
