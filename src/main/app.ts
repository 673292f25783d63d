import { readFileSync } from "node:fs";
import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { readAppEnvironment } from "./app/app-environment.ts";
import { makeDataDirectory } from "./app/data-directory.ts";
import { NotStarted } from "./app/not-started.ts";

const MINUTES = 60_000;

const read = readAppEnvironment(process.env, (path) => readFileSync(path, "utf8"));
if ("problems" in read) {
  const list = read.problems.map((problem) => `  ${problem}\n`).join("");
  process.stderr.write(`Not started: the environment has to be mended.\n${list}`);
  process.exit(2);
}
const { settings } = read;

// What it writes others need not read, in a folder that was there before as well.
process.umask(0o077);
await makeDataDirectory(settings.dataDirectory).catch(giveUp);
enableCompileCache(join(settings.dataDirectory, "compiled"));
const [{ catalogue }, { startApp }, { startTracing }] = await Promise.all([
  import("../generated/catalogue.ts"),
  import("./app/start-app.ts"),
  import("../telemetry/start-tracing.ts"),
]);
const tracing = await startTracing(process.env);
const app = await startApp({
  ...settings,
  catalogue,
  sweepEvery: 5 * MINUTES,
  lookEvery: 24 * 60 * MINUTES,
  waitFirst: 5 * MINUTES,
  apart: 2_000,
}).catch(giveUp);

let stopping = false;
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, () => {
    // Whoever asks twice does not want to wait: what runs is done again after the next start.
    if (stopping) process.exit(130);
    stopping = true;
    app
      .stop()
      .then(() => tracing.stop())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          process.stderr.write(`${String(error)}\n`);
          process.exit(1);
        },
      );
  });
}

// Whoever waits for this may ask it to stop at once.
const { port: listening, operationsPort: metrics } = app;
process.stdout.write(`${JSON.stringify({ listening, metrics })}\n`);

/** Says why it was not started: in words where they say all, else with all that is known of a defect. */
function giveUp(error: unknown): never {
  if (!(error instanceof NotStarted)) throw error;
  process.stderr.write(`Not started.\n  ${error.message}\n`);
  process.exit(1);
}
