import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "mltrl-kill-"));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

/** Runs the child; resolves to the signal that ended it. */
async function run(round: string, step: string): Promise<unknown> {
  const program = fileURLToPath(new URL("./kill-child.ts", import.meta.url));
  const child = spawn(process.execPath, [program, directory, round, step], {
    stdio: "inherit",
    timeout: 15_000,
  });
  const [, signal] = await once(child, "exit");
  return signal;
}

/** What was noted of one sort, in order, each with the line it stands on. */
function notes(sort: string): readonly { readonly text: string; readonly line: number }[] {
  return readFileSync(join(directory, "notes"), "utf8")
    .split("\n")
    .map((text, line) => ({ text, line }))
    .filter(({ text }) => text === sort || text.startsWith(`${sort} `))
    .map(({ text, line }) => ({ text: text.slice(sort.length + 1), line }));
}

describe("a process that is killed three times, then left to finish", () => {
  test.each([
    "after an answer",
    "after a fold",
    "before a commit",
    "after a commit",
    "as a handler begins",
    "while a handler runs",
    "before a completion",
    "before a failure",
  ])(
    "%s, handles all that it has answered for",
    async (step) => {
      const signals: unknown[] = [];
      for (const round of ["0", "1", "2"]) signals.push(await run(round, step));
      signals.push(await run("3", ""));
      expect(signals).toEqual(["SIGKILL", "SIGKILL", "SIGKILL", null]);

      const answered = notes("answered").filter(({ text }) => !text.startsWith("gate"));
      const handled = new Set(notes("handled").map(({ text }) => text));
      expect(answered.length).toBeGreaterThan(20);
      expect(answered.filter(({ text }) => !handled.has(text))).toEqual([]);

      // A demand of the gate is met by a run that saw it or a later one, and says so if it must write.
      const met = notes("handled")
        .filter(({ text }) => text.startsWith("gate"))
        .map(({ text }) => text.split(" "));
      const unmet = notes("answered")
        .filter(({ text }) => text.startsWith("gate"))
        .map(({ text }) => text.split(" "))
        .filter(
          ([, version, rewrite]) =>
            !met.some(
              ([, seen, rewritten]) =>
                Number(seen) >= Number(version) && (rewrite === "false" || rewritten === "true"),
            ),
        );
      expect(unmet).toEqual([]);

      expect(notes("dead").filter(({ text }) => text !== "0")).toEqual([]);
      expect(notes("twice-at-once")).toEqual([]);
      expect(notes("trouble")).toEqual([]);
      expect(notes("finished").length).toBe(1);
    },
    20_000,
  );
});
