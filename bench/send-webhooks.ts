import { createHmac, randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

/** What is to be sent; the one argument of this process, as JSON. */
export interface Sending {
  readonly port: number;
  readonly secret: string;
  readonly event: string;
  readonly body: string;
  readonly seconds: number;
  /** So many a second, whether or not those before are answered; undefined: each as soon as one is. */
  readonly rate?: number;
  /** How many may be under way where no rate is given. */
  readonly senders: number;
}

/** What came of it; the one line that this process writes, as JSON. */
export interface Sent {
  readonly sent: number;
  /** Not answered with a success. */
  readonly failed: number;
  /** From the first until the last was answered. */
  readonly seconds: number;
  /** Milliseconds until the answer, from the moment for which each was planned. */
  readonly median: number;
  readonly p99: number;
  readonly slowest: number;
}

const sending = JSON.parse(process.argv[2] ?? "{}") as Sending;
const agent = new Agent({ keepAlive: true });
const body = Buffer.from(sending.body);
const signature = `sha256=${createHmac("sha256", sending.secret).update(body).digest("hex")}`;
const waits: number[] = [];
let failed = 0;

const start = performance.now();
await (sending.rate === undefined ? sendInTurn() : sendAtRate(sending.rate));
const seconds = (performance.now() - start) / 1000;
agent.destroy();
waits.sort((a, b) => a - b);
const sent: Sent = {
  sent: waits.length,
  failed,
  seconds,
  median: quantile(0.5),
  p99: quantile(0.99),
  slowest: quantile(1),
};
process.stdout.write(`${JSON.stringify(sent)}\n`);

/** As many as are answered: how much can be taken in. */
async function sendInTurn(): Promise<void> {
  const end = start + sending.seconds * 1000;
  const sender = async (): Promise<void> => {
    while (performance.now() < end) await send(performance.now());
  };
  await Promise.all(Array.from({ length: sending.senders }, sender));
}

/** By the clock, like many repositories that know nothing of each other: a server that stalls delays none. */
async function sendAtRate(rate: number): Promise<void> {
  const all: Promise<void>[] = [];
  for (let next = 0; next < rate * sending.seconds;) {
    const due = Math.min(rate * sending.seconds, ((performance.now() - start) / 1000) * rate);
    for (; next < due; next += 1) all.push(send(start + (next / rate) * 1000));
    await sleep(1);
  }
  await Promise.all(all);
}

async function send(planned: number): Promise<void> {
  const status = await post().catch(() => 0);
  if (status < 200 || status >= 300) failed += 1;
  waits.push(performance.now() - planned);
}

function post(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const headers = {
    "content-type": "application/json",
    "content-length": body.length,
    "x-github-event": sending.event,
    "x-github-delivery": randomUUID(),
    "x-hub-signature-256": signature,
  };
  const { port } = sending;
  const path = "/api/github/webhooks";
  const asked = request({ agent, host: "127.0.0.1", port, path, method: "POST", headers });
  asked.on("error", reject);
  asked.on("response", (response) => {
    response.resume();
    response.on("error", reject);
    response.on("end", () => resolve(response.statusCode ?? 0));
  });
  asked.end(body);
  return promise;
}

function quantile(share: number): number {
  return waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? Number.NaN;
}
