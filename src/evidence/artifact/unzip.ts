import { buffer } from "node:stream/consumers";
import { type Entry, fromBufferPromise, type ZipFile } from "yauzl";
import { messageOf } from "../../core/errors.ts";
import { type Fact, known, type Unavailable, unavailable } from "../../core/model/fact.ts";
import { isInside, MAX_BYTES } from "../manifest.ts";

/** What an archive may hold. */
const MAX_FILES = 1100;
/** Reports are text and shrink well, but not as well as what is made to fill a disk. */
const MAX_RATIO = 250;
/** A file that stays below this many bytes does no harm, however well it shrank. */
const HARMLESS_BYTES = 1024 * 1024;

const STORED = 0;
const DEFLATED = 8;

/** The kind of a file in the mode that an archive made on Unix keeps; nothing where it keeps none. */
const KIND = 0o170_000;
const REGULAR = 0o100_000;
const FOLDER = 0o040_000;

/** The files of a zip archive by their paths. Whatever could do harm is refused, and with it the whole archive. */
export async function unzip(bytes: Uint8Array): Promise<Fact<ReadonlyMap<string, Uint8Array>>> {
  try {
    const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const zip = await fromBufferPromise(view, { strictFileNames: true, autoClose: false });
    if (zip.entryCount > MAX_FILES) {
      return unavailable("invalid", `it holds ${zip.entryCount} files; at most ${MAX_FILES} are read`); // prettier-ignore
    }
    const entries: Entry[] = [];
    for await (const entry of zip.eachEntry()) entries.push(entry);
    const fault = whyUnsafe(entries);
    return fault ?? known(await contentsOf(entries, zip));
  } catch (error) {
    // The library throws on whatever is no archive, and on names and sizes that lie.
    const why = messageOf(error);
    return unavailable("invalid", `it is no zip archive that can be opened safely: ${why}`);
  }
}

function whyUnsafe(entries: readonly Entry[]): Unavailable | undefined {
  const seen = new Set<string>();
  let total = 0;
  for (const entry of entries) {
    const { fileName, uncompressedSize, compressedSize } = entry;
    const refuse = (why: string): Unavailable =>
      unavailable("invalid", `${fileName} in it ${why}, and nothing of it is read`);
    if (!isInside(fileName.replace(/\/$/, ""))) return refuse("leads out of its folder");
    if (seen.has(fileName)) return refuse("is there twice");
    seen.add(fileName);
    if (!isFile(entry)) return refuse("is a link or a device");
    if (entry.isEncrypted()) return refuse("is encrypted");
    if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) {
      return refuse(`is packed by method ${entry.compressionMethod}; expected deflated or stored`);
    }
    total += uncompressedSize;
    if (uncompressedSize > HARMLESS_BYTES && uncompressedSize > MAX_RATIO * compressedSize) {
      return refuse(`unfolds to more than ${MAX_RATIO} times its size, as only bombs do`);
    }
  }
  return total > MAX_BYTES
    ? unavailable("invalid", `it unfolds to ${total} bytes; at most ${MAX_BYTES} are read`)
    : undefined;
}

/** The upper half of the attributes is the mode of Unix; other systems leave it empty. */
function isFile({ externalFileAttributes, fileName }: Entry): boolean {
  const kind = (externalFileAttributes >>> 16) & KIND;
  return kind === 0 || kind === (isFolder(fileName) ? FOLDER : REGULAR);
}

/** Folders stand in an archive by themselves, with nothing in them. */
function isFolder(fileName: string): boolean {
  return fileName.endsWith("/");
}

/** A file that holds more than it is said to is an error of its stream. */
async function contentsOf(
  entries: readonly Entry[],
  zip: ZipFile,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for (const entry of entries.filter(({ fileName }) => !isFolder(fileName))) {
    const stream = await zip.openReadStreamPromise(entry);
    files.set(entry.fileName, await buffer(stream));
  }
  return files;
}
