/** As much text as is held at once, in bytes. */
const CHUNK_BYTES = 65_536;

/** Why bytes are not text in the encoding that they claim. */
export class EncodingError extends Error {
  override readonly name = "EncodingError";
}

/**
 * Bytes as text, piece by piece. A byte order mark decides over `encoding`; what does not decode is
 * an {@link EncodingError}, since replaced characters would hide a damaged report.
 */
export function* textChunks(bytes: Uint8Array, encoding = "utf-8"): Generator<string, void, void> {
  const name = markedEncoding(bytes) ?? encoding;
  const decoder = decoderOf(name);
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
    const end = start + CHUNK_BYTES;
    yield decode(decoder, bytes.subarray(start, end), end < bytes.length);
  }
}

/** The encoding that a byte order mark names (Unicode Standard, 23.8). */
export function markedEncoding(bytes: Uint8Array): string | undefined {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  return undefined;
}

function decode(
  decoder: InstanceType<typeof TextDecoder>,
  bytes: Uint8Array,
  stream: boolean,
): string {
  try {
    return decoder.decode(bytes, { stream });
  } catch {
    throw new EncodingError(`the bytes are not valid ${decoder.encoding}`);
  }
}

function decoderOf(name: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(name, { fatal: true });
  } catch {
    throw new EncodingError(`the encoding ${JSON.stringify(name.slice(0, 40))} is not known`);
  }
}
