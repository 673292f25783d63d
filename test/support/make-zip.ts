import { crc32, deflateRawSync } from "node:zlib";

/** A file of an archive; what is not given is as it should be. */
export interface ZippedFile {
  readonly name: string;
  readonly content?: string | Uint8Array;
  /** 0 is stored, 8 deflated, 14 LZMA. */
  readonly method?: number;
  /** As Unix has it; of a link 0o120777. */
  readonly mode?: number;
  /** Bit 0 says that it is encrypted. */
  readonly flags?: number;
  /** What the archive says of its size. */
  readonly size?: number;
  /** What the archive says of its size in it. */
  readonly packedSize?: number;
}

const UTF8 = 0x800;
const UNIX = 3 << 8;

/**
 * A zip archive (APPNOTE.TXT 6.3: local headers, central directory, its end). It is written by hand since
 * no library makes those that must be refused.
 */
export function makeZip(files: readonly ZippedFile[], count = files.length): Uint8Array {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const { method = 8, mode = 0o100_644, flags = 0 } = file;
    const content = Buffer.from(file.content ?? "");
    const packed = method === 8 ? deflateRawSync(content) : content;
    const name = Buffer.from(file.name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags | UTF8, 2);
    common.writeUInt16LE(method, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(file.packedSize ?? packed.length, 14);
    common.writeUInt32LE(file.size ?? content.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([signature(0x04034b50), common, name, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE((mode << 16) >>> 0, 6);
    rest.writeUInt32LE(offset, 10);
    const madeBy = Buffer.alloc(2);
    madeBy.writeUInt16LE(UNIX | 20, 0);
    directory.push(Buffer.concat([signature(0x02014b50), madeBy, common, rest, name]));
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(count, 4);
  end.writeUInt16LE(count, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, central, signature(0x06054b50), end]);
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value, 0);
  return bytes;
}
