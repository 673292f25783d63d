import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { type Commit, type GitObject, parseObject, type Tree } from "./objects.ts";
import { gitEnvironment } from "./run-git.ts";

export type MaybePromise<T> = T | Promise<T>;

/** The objects of a fork network. Content never changes under an id, so what was read once is kept. */
export type ObjectStore = {
  readonly directory: string;
  /** At once if the object is known, else after asking git; undefined if there is none. */
  readonly read: (oid: string) => MaybePromise<GitObject | undefined>;
  readonly commit: (oid: string) => MaybePromise<Commit | undefined>;
  readonly tree: (oid: string) => MaybePromise<Tree | undefined>;
  readonly write: (type: "blob" | "tree" | "commit" | "tag", content: Buffer) => string;
  /** Results that follow from object ids alone (differences, merges), kept beside the objects. */
  readonly derived: Map<string, Promise<unknown>>;
  readonly close: () => void;
};

/** A result that follows from object ids alone: computed once for a key, forgotten only if that failed. */
export async function derive<T>(
  objects: ObjectStore,
  key: string,
  compute: () => Promise<T>,
): Promise<T> {
  const known = objects.derived.get(key) as Promise<T> | undefined;
  if (known !== undefined) return known;
  const computed = compute();
  objects.derived.set(key, computed);
  computed.catch(() => objects.derived.delete(key));
  return computed;
}

/** Opens the objects of the bare repository in `directory`. */
export function openObjectStore(directory: string): ObjectStore {
  const cache = new Map<string, GitObject>();
  const reader = createReader(directory);
  const read = (oid: string): MaybePromise<GitObject | undefined> => {
    const known = cache.get(oid);
    if (known !== undefined) return known;
    return reader.ask(oid).then((found) => {
      if (found === undefined) return undefined;
      const parsed = parseObject(oid, found.type, found.content);
      cache.set(oid, parsed);
      return parsed;
    });
  };
  const readAs = <K extends GitObject["kind"]>(
    kind: K,
    oid: string,
  ): MaybePromise<Extract<GitObject, { kind: K }> | undefined> => {
    const pick = (found: GitObject | undefined): Extract<GitObject, { kind: K }> | undefined =>
      found?.kind === kind ? (found as Extract<GitObject, { kind: K }>) : undefined;
    const found = read(oid);
    return found instanceof Promise ? found.then(pick) : pick(found);
  };
  return {
    directory,
    read,
    commit: (oid) => readAs("Commit", oid),
    tree: (oid) => readAs("Tree", oid),
    write: (type, content) => {
      const oid = writeLooseObject(directory, type, content);
      if (!cache.has(oid)) cache.set(oid, parseObject(oid, type, content));
      return oid;
    },
    derived: new Map(),
    close: () => reader.close(),
  };
}

function writeLooseObject(directory: string, type: string, content: Buffer): string {
  const whole = Buffer.concat([Buffer.from(`${type} ${content.length}\0`), content]);
  const oid = createHash("sha1").update(whole).digest("hex");
  const folder = join(directory, "objects", oid.slice(0, 2));
  const path = join(folder, oid.slice(2));
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, deflateSync(whole, { level: 1 }), { mode: 0o444 });
  }
  return oid;
}

type Found = { readonly type: string; readonly content: Buffer };

/** One `git cat-file --batch` for the life of the store; questions are answered in order. */
function createReader(directory: string): {
  ask: (oid: string) => Promise<Found | undefined>;
  close: () => void;
} {
  let child: ChildProcessWithoutNullStreams | undefined;
  const waiting: ((found: Found | undefined) => void)[] = [];
  let chunks: Buffer[] = [];
  let have = 0;
  let need = 0;

  const consume = (): void => {
    let buffer = Buffer.concat(chunks);
    for (;;) {
      const line = buffer.indexOf(0x0a);
      if (line === -1) break;
      const [, type = "", size] = buffer.toString("latin1", 0, line).split(" ");
      if (size === undefined) {
        buffer = buffer.subarray(line + 1);
        waiting.shift()?.(undefined); // "<name> missing"
        continue;
      }
      const end = line + 1 + Number(size);
      need = end + 1;
      if (buffer.length < need) break;
      const content = Buffer.from(buffer.subarray(line + 1, end));
      buffer = buffer.subarray(need);
      need = 0;
      waiting.shift()?.({ type, content });
    }
    chunks = [buffer];
    have = buffer.length;
  };

  const start = (): ChildProcessWithoutNullStreams => {
    const started = spawn("git", ["cat-file", "--batch"], {
      cwd: directory,
      env: gitEnvironment(),
    });
    started.stdout.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      have += chunk.length;
      if (have >= need) consume();
    });
    started.stdin.on("error", () => undefined); // closing while a question is on its way
    return started;
  };

  return {
    ask: async (oid) =>
      new Promise((resolve) => {
        child ??= start();
        waiting.push(resolve);
        child.stdin.write(`${oid}\n`);
      }),
    close: () => {
      child?.kill("SIGKILL");
    },
  };
}
