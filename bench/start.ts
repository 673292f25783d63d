import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { generateAppKey } from "../test/github/start-github.ts";
import { freePort, startAppProcess } from "../test/support/app-process.ts";
import { type Figures, median } from "./figures.ts";

/** From the start of the App's process until it takes webhooks; with metrics, and GitHub out of reach. */
export async function run([rounds = "11"]: readonly string[] = []): Promise<Figures> {
  const directory = mkdtempSync(join(tmpdir(), "mltrl-bench-"));
  const environment = {
    APP_ID: "1",
    PRIVATE_KEY: generateAppKey(),
    WEBHOOK_SECRET: "a secret",
    GITHUB_API_URL: "http://127.0.0.1:9",
    METRICS_PORT: "0",
    LOG_LEVEL: "silent",
  };
  try {
    const first = await start(directory, environment);
    const later: number[] = [];
    for (let round = 0; round < Number(rounds); round += 1) {
      later.push(await start(directory, environment));
    }
    return {
      name: "start",
      subject: `the App from the start of its process until it listens, ${rounds} later starts; median`,
      rows: [
        { label: "first start", value: first, unit: "ms" },
        { label: "later starts", value: median(later), unit: "ms", budget: { atMost: 1000 } },
      ],
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function start(directory: string, environment: Record<string, string>): Promise<number> {
  const port = await freePort();
  const begun = performance.now();
  const app = startAppProcess({ directory, port, environment });
  await app.listening;
  const took = performance.now() - begun;
  await app.stop();
  return took;
}
