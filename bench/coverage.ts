import { execFile } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { COVERAGE_FORMATS } from "../src/core/model/coverage.ts";
import { reportOf } from "./coverage-reports.ts";
import type { Figure, Figures } from "./figures.ts";
import type { Parsed } from "./parse-coverage-once.ts";

const MEGABYTE = 1024 * 1024;
const SIZE = 30;
/** What a report of that size may cost. */
const SECONDS = 2;
const MEMORY = 300;

/** A large report of every format, each read in a process of its own, whose memory counts as a whole. */
export async function run(): Promise<Figures> {
  const folder = await mkdtemp(join(tmpdir(), "mltrl-bench-coverage-"));
  try {
    const rows: Figure[] = [];
    for (const format of COVERAGE_FORMATS) {
      const path = join(folder, format);
      await pipeline(Readable.from(reportOf(format, SIZE * MEGABYTE)), createWriteStream(path));
      const { size } = await stat(path);
      const parsed = await parseOnce(path);
      const label = `${format}, ${Math.round(size / MEGABYTE)} MB, ${parsed.files} files`;
      rows.push(
        { label, unit: "s", value: parsed.seconds, budget: { atMost: SECONDS } },
        {
          label: `${format}: memory`,
          unit: "MB",
          value: parsed.memory,
          budget: { atMost: MEMORY },
        },
      );
      await rm(path);
    }
    return { name: "coverage", subject: "one report, read in a process of its own", rows };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function parseOnce(path: string): Promise<Parsed> {
  const script = new URL("parse-coverage-once.ts", import.meta.url).pathname;
  const { stdout } = await promisify(execFile)(process.execPath, [script, path]);
  return JSON.parse(stdout) as Parsed;
}
