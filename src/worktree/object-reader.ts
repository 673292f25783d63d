import { type Fact, known, unavailable } from "../core/model/fact.ts";
import { type AnswerParser, type BatchOptions, batchProcess } from "./batch-process.ts";

/** An object of a git repository. */
export interface GitObject {
  readonly id: string;
  readonly type: ObjectType;
  readonly bytes: Buffer;
}

export type ObjectType = "blob" | "tree" | "commit" | "tag";

/** Reads objects by id or revision, all through one process, and sizes through another. */
export interface ObjectReader {
  /** The object that a name stands for; undefined where there is none. */
  read(name: string): Promise<Fact<GitObject | undefined>>;
  /** The sizes of objects in bytes, in order; undefined where one is not told. */
  sizes(ids: readonly string[]): Promise<readonly (number | undefined)[]>;
  /** Ends the processes. */
  close(): Promise<void>;
}

export interface ObjectReaderOptions extends BatchOptions {
  /** Larger objects are not kept in memory. */
  readonly maxBytes: number;
}

export function objectReader({ maxBytes, ...options }: ObjectReaderOptions): ObjectReader {
  const objects = batchProcess(["cat-file", "--batch"], options, objectParser(maxBytes));
  const sizes = batchProcess(["cat-file", "--batch-check=%(objectsize)"], options, sizeParser);
  return {
    read: (name) => (/[\0\n]/.test(name) ? Promise.resolve(known(undefined)) : objects.ask(name)),
    sizes: async (ids) => {
      const answers = await sizes.askAll(ids);
      return answers.map((size) => (size.state === "known" ? size.value : undefined));
    },
    async close() {
      await Promise.all([objects.close(), sizes.close()]);
    },
  };
}

interface Header {
  readonly id: string;
  readonly type: ObjectType;
  readonly size: number;
}

/** A line such as `<id> blob 12`, or undefined where it says that there is no such object. */
function headerOf(line: string): Header | undefined {
  if (!/^[0-9a-f]{40,64} (?:blob|tree|commit|tag) \d+$/.test(line)) return undefined;
  const [id, type, size] = line.split(" ") as [string, ObjectType, string];
  return { id, type, size: Number(size) };
}

const sizeParser: AnswerParser<number | undefined> = (answer) => {
  let rest = "";
  return (chunk) => {
    const text = rest + chunk.toString("latin1");
    const end = text.lastIndexOf("\n") + 1;
    rest = text.slice(end);
    for (const line of text.slice(0, Math.max(0, end - 1)).split("\n")) {
      if (line !== "") answer(known(/^\d+$/.test(line) ? Number(line) : undefined));
    }
  };
};

/** Cuts a stream of objects: a line that names one, its bytes, and a line feed. */
function objectParser(maxBytes: number): AnswerParser<GitObject | undefined> {
  return (answer) => {
    let line: Buffer[] = [];
    let header: Header | undefined;
    let body: Buffer[] = [];
    let missing = 0;

    const finish = ({ id, type, size }: Header): void => {
      const [only] = body;
      const bytes = body.length === 1 && only ? only : Buffer.concat(body);
      answer(
        size > maxBytes
          ? unavailable(
              "invalid",
              `the object ${id} has ${size} bytes; at most ${maxBytes} are read`,
            )
          : known({ id, type, bytes: bytes.subarray(0, size) }),
      );
      header = undefined;
      body = [];
    };

    return (chunk) => {
      for (let at = 0; at < chunk.length;) {
        if (header === undefined) {
          const end = chunk.indexOf(0x0a, at);
          line.push(chunk.subarray(at, end === -1 ? chunk.length : end));
          if (end === -1) return;
          at = end + 1;
          header = headerOf(Buffer.concat(line).toString("latin1"));
          line = [];
          if (header === undefined) answer(known(undefined));
          else missing = header.size + 1; // with the line feed behind it
        } else {
          const part = chunk.subarray(at, at + missing);
          if (header.size <= maxBytes) body.push(part);
          at += part.length;
          missing -= part.length;
          if (missing === 0) finish(header);
        }
      }
    };
  };
}
