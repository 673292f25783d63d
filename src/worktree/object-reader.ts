import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { type Fact, known, unavailable } from "../core/model/fact.ts";

/** An object of a git repository. */
export interface GitObject {
  readonly id: string;
  readonly type: "blob" | "tree" | "commit" | "tag";
  readonly bytes: Buffer;
}

/** Reads objects by id or revision, all through one process. */
export interface ObjectReader {
  /** The object that a name stands for; undefined where there is none. */
  read(name: string): Promise<Fact<GitObject | undefined>>;
  /** Ends the process; whoever still waits is told so. */
  close(): Promise<void>;
}

export interface ObjectReaderOptions {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Larger objects are not kept in memory. */
  readonly maxBytes: number;
}

type Answer = (fact: Fact<GitObject | undefined>) => void;

/** Starts `git cat-file --batch` when the first object is asked for. */
export function objectReader({ folder, environment, maxBytes }: ObjectReaderOptions): ObjectReader {
  let child: ChildProcessByStdio<Writable, Readable, null> | undefined;
  let gone: Promise<void> = Promise.resolve();
  let ended: string | undefined;
  let unsent: string[] = [];
  const waiting: Answer[] = [];

  const fail = (reason: string): void => {
    ended ??= reason;
    for (const answer of waiting.splice(0)) answer(unavailable("upstream", ended));
  };
  const start = (): NonNullable<typeof child> => {
    const started = spawn("git", ["cat-file", "--batch"], {
      cwd: folder,
      env: environment,
      stdio: ["pipe", "pipe", "ignore"],
      windowsHide: true,
    });
    const parse = answerParser(maxBytes, (fact) => waiting.shift()?.(fact));
    started.stdout.on("data", parse);
    started.stdin.on("error", () => {}); // the end of the process says more
    gone = new Promise((resolve) => {
      started.on("error", () => {
        fail("git could not be started: is it installed?");
        resolve();
      });
      started.on("close", (code) => {
        fail(`git cat-file ended (${String(code)}) before it had answered`);
        resolve();
      });
    });
    return started;
  };
  /** What is asked for in one turn goes out in one write. */
  const send = (): void => {
    child ??= start();
    child.stdin.write(unsent.join(""));
    unsent = [];
  };

  return {
    read: (name) =>
      new Promise((resolve) => {
        if (/[\0\n]/.test(name)) resolve(known(undefined));
        else if (ended === undefined) {
          waiting.push(resolve);
          unsent.push(`${name}\n`);
          if (unsent.length === 1) queueMicrotask(send);
        } else resolve(unavailable("upstream", ended));
      }),
    async close() {
      child?.stdin.end();
      child?.stdout.resume();
      await gone;
      fail("the repository was closed");
    },
  };
}

/** Cuts the stream of answers: a line that names an object, its bytes, and a line feed. */
function answerParser(maxBytes: number, answer: Answer): (chunk: Buffer) => void {
  let header: Buffer[] = [];
  let object: { id: string; type: GitObject["type"]; size: number } | undefined;
  let body: Buffer[] = [];
  let missing = 0;

  const finish = (): void => {
    if (object === undefined) return;
    const { id, type, size } = object;
    const bytes = body.length === 1 && body[0] ? body[0] : Buffer.concat(body);
    answer(
      size > maxBytes
        ? unavailable("invalid", `the object ${id} has ${size} bytes; at most ${maxBytes} are read`)
        : known({ id, type, bytes: bytes.subarray(0, size) }),
    );
    object = undefined;
    body = [];
  };

  return (chunk) => {
    for (let at = 0; at < chunk.length;) {
      if (object === undefined) {
        const end = chunk.indexOf(0x0a, at);
        header.push(chunk.subarray(at, end === -1 ? chunk.length : end));
        if (end === -1) return;
        at = end + 1;
        const line = Buffer.concat(header).toString("latin1");
        header = [];
        const found = /^([0-9a-f]{40,64}) (blob|tree|commit|tag) (\d+)$/.exec(line);
        if (found) {
          object = {
            id: found[1] ?? "",
            type: found[2] as GitObject["type"],
            size: Number(found[3]),
          };
          missing = object.size + 1; // with the line feed behind it
        } else answer(known(undefined));
      } else {
        const part = chunk.subarray(at, at + missing);
        if (object.size <= maxBytes) body.push(part);
        at += part.length;
        missing -= part.length;
        if (missing === 0) finish();
      }
    }
  };
}
