import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { type Fact, unavailable } from "../core/model/fact.ts";

/** A process of git that answers one line of input after the other, in order. */
export interface BatchProcess<T> {
  ask(line: string): Promise<Fact<T>>;
  /** The same of many lines at once; answers in order. */
  askAll(lines: readonly string[]): Promise<readonly Fact<T>[]>;
  /** Ends the process; whoever still waits is told so. */
  close(): Promise<void>;
}

export interface BatchOptions {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Takes what git writes, as it comes, and gives answers. */
export type AnswerParser<T> = (answer: (fact: Fact<T>) => void) => (chunk: Buffer) => void;

/** A process that is started when something is asked of it. */
export function batchProcess<T>(
  args: readonly string[],
  { folder, environment }: BatchOptions,
  parser: AnswerParser<T>,
): BatchProcess<T> {
  let child: ChildProcessByStdio<Writable, Readable, null> | undefined;
  let gone: Promise<void> = Promise.resolve();
  let ended: string | undefined;
  let unsent: string[] = [];
  let waiting: ((fact: Fact<T>) => void)[] = [];
  let answered = 0;

  const end = (reason: string): void => {
    ended ??= reason;
    const left = waiting.slice(answered);
    waiting = [];
    answered = 0;
    for (const answer of left) answer(unavailable("upstream", ended));
  };
  const start = (): NonNullable<typeof child> => {
    const started = spawn("git", args, {
      cwd: folder,
      env: environment,
      stdio: ["pipe", "pipe", "ignore"],
      windowsHide: true,
    });
    const parse = parser((fact) => {
      waiting[answered]?.(fact);
      answered += 1;
      if (answered === waiting.length) {
        waiting = [];
        answered = 0;
      }
    });
    started.stdout.on("data", parse);
    started.stdin.on("error", () => {}); // the end of the process says more
    gone = new Promise((resolve) => {
      started.on("error", () => {
        end("git could not be started: is it installed?");
        resolve();
      });
      started.on("close", (code) => {
        end(`git ${args[0] ?? ""} ended (${String(code)}) before it had answered`);
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

  const put = (line: string, answer: (fact: Fact<T>) => void): void => {
    if (ended !== undefined) {
      answer(unavailable("upstream", ended));
      return;
    }
    waiting.push(answer);
    unsent.push(`${line}\n`);
    if (unsent.length === 1) queueMicrotask(send);
  };

  return {
    ask: (line) => new Promise((resolve) => put(line, resolve)),
    askAll: (lines) =>
      new Promise((resolve) => {
        const answers: Fact<T>[] = [];
        if (lines.length === 0) resolve(answers);
        for (const line of lines) {
          put(line, (fact) => {
            if (answers.push(fact) === lines.length) resolve(answers);
          });
        }
      }),
    async close() {
      if (child === undefined) end("the repository was closed");
      child?.stdin.end();
      child?.stdout.resume();
      await gone;
    },
  };
}
