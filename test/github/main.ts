import { once } from "node:events";
import { fstatSync, mkdtempSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createClock } from "./clock.ts";
import { createFaults } from "./faults.ts";
import { createGitHubServer } from "./http/create-server.ts";
import { createLedger } from "./ledger.ts";
import { createRateLimits } from "./rate-limit.ts";
import { createSecondaryLimits } from "./secondary-limits.ts";
import { createWorld } from "./state/world.ts";
import { createStorage } from "./storage/create-storage.ts";
import { createDispatcher } from "./webhooks/dispatcher.ts";

// Starts the stand-in, prints where it listens as one line of JSON, and ends with whoever started it.

const { values } = parseArgs({ options: { port: { type: "string", default: "0" } } });
const directory = mkdtempSync(join(tmpdir(), "github-stand-in-"));
const world = createWorld(directory, createClock());
const faults = createFaults();
const dispatcher = createDispatcher(world, faults);
const rateLimits = createRateLimits(world);
const server = createGitHubServer({
  world,
  faults,
  dispatcher,
  rateLimits,
  secondaryLimits: createSecondaryLimits(world),
  ledger: createLedger(),
});

const end = (): void => {
  for (const { objects } of world.repositories.values()) objects.close();
  rmSync(directory, { recursive: true, force: true });
  process.exit(0);
};
process.on("SIGTERM", end);
process.on("SIGINT", end);
// A starter that dies closes the pipe to our standard input; nobody is left orphaned.
const input = fstatSync(0);
if (input.isFIFO() || input.isSocket()) process.stdin.resume().on("end", end);

const storage = createStorage(world);
await listen(storage, 0);
world.storageUrl = urlOf(storage);
await listen(server, Number(values.port));
world.url = urlOf(server);
process.stdout.write(`${JSON.stringify({ url: world.url, pid: process.pid })}\n`);

async function listen(what: Server, port: number): Promise<void> {
  what.listen(port, "127.0.0.1");
  await once(what, "listening");
}

function urlOf(what: Server): string {
  return `http://127.0.0.1:${(what.address() as AddressInfo).port}`;
}
