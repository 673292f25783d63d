/** A file in Git LFS as git holds it. */
export interface LfsPointer {
  /** SHA-256 of the content, 64 hexadecimal digits. */
  readonly oid: string;
  /** Bytes of the content. */
  readonly size: number;
}

/** git-lfs reads nothing longer as a pointer (docs/spec.md: less than 1024 bytes). */
export const MAX_POINTER_BYTES = 1023;

const SPECIFICATIONS: ReadonlySet<string> = new Set([
  "https://git-lfs.github.com/spec/v1",
  "https://hawser.github.com/spec/v1",
]);
const KEY = /^[a-z0-9.-]+$/;
const EXTENSION = /^ext-[0-9]-[a-z0-9.-]+$/;
const OID = /^sha256:([0-9a-f]{64})$/;
const SIZE = /^(?:0|[1-9][0-9]{0,15})$/;

/**
 * Reads a Git LFS pointer; undefined for any other file. Order and line ends may differ from what git-lfs
 * writes: it reads such pointers too. An empty file is its own pointer and is left to git.
 */
export function parseLfsPointer(bytes: Uint8Array): LfsPointer | undefined {
  if (bytes.length > MAX_POINTER_BYTES) return undefined;
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const lines = text.replace(/\r?\n$/, "").split(/\r?\n/);
  const fields = new Map<string, string>();
  for (const line of lines) {
    const space = line.indexOf(" ");
    const key = line.slice(0, space);
    if (space < 0 || !KEY.test(key) || fields.has(key)) return undefined;
    fields.set(key, line.slice(space + 1));
  }
  const [first, ...others] = [...fields.keys()];
  const oid = OID.exec(fields.get("oid") ?? "")?.[1];
  const size = fields.get("size") ?? "";
  if (first !== "version" || !SPECIFICATIONS.has(fields.get("version") ?? "")) return undefined;
  if (oid === undefined || !SIZE.test(size)) return undefined;
  const strangers = others.filter((key) => key !== "oid" && key !== "size" && !EXTENSION.test(key));
  if (strangers.length > 0) return undefined;
  return { oid, size: Number(size) };
}
