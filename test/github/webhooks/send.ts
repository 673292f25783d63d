import { createHmac } from "node:crypto";
import { Agent, request } from "node:http";
import type { Delivery } from "./delivery.ts";

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Headers of a delivery: "Webhook events and payloads", "Delivery headers". */
export function deliveryHeaders(delivery: Delivery): Record<string, string> {
  const { app } = delivery;
  const secret = app.hook.secret;
  return {
    Accept: "*/*",
    "Content-Type": "application/json",
    "User-Agent": "GitHub-Hookshot/5tand1n",
    "X-GitHub-Delivery": delivery.guid,
    "X-GitHub-Event": delivery.event,
    "X-GitHub-Hook-ID": String(app.hook.id),
    "X-GitHub-Hook-Installation-Target-ID": String(app.id),
    "X-GitHub-Hook-Installation-Target-Type": "integration",
    ...(secret === null
      ? {}
      : {
          "X-Hub-Signature": `sha1=${createHmac("sha1", secret).update(delivery.payload).digest("hex")}`,
          "X-Hub-Signature-256": `sha256=${createHmac("sha256", secret).update(delivery.payload).digest("hex")}`,
        }),
  };
}

/** "Your server should respond with a 2XX response within 10 seconds." */
const patience = 10_000;

/** Sends a delivery once and notes how it went. There is no second try. */
export async function send(delivery: Delivery): Promise<void> {
  const started = performance.now();
  const body = Buffer.from(delivery.payload);
  await new Promise<void>((resolve) => {
    const finish = (statusCode: number, status: string): void => {
      delivery.statusCode = statusCode;
      delivery.status = status;
      delivery.duration = Math.round(performance.now() - started) / 1000;
      resolve();
    };
    const outgoing = request(
      delivery.url,
      {
        method: "POST",
        agent,
        headers: { ...delivery.requestHeaders, "Content-Length": body.length },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => {
          const code = response.statusCode ?? 0;
          const headers = Object.entries(response.headers).map(([name, value]) => [
            name,
            String(value),
          ]);
          delivery.response = {
            headers: Object.fromEntries(headers) as Record<string, string>,
            payload: Buffer.concat(chunks).toString(),
          };
          finish(code, code < 400 ? "OK" : `Invalid HTTP Response: ${code}`);
        });
        response.on("error", () => finish(0, "failed to connect to host"));
      },
    );
    outgoing.setTimeout(patience, () => {
      finish(0, "timed out");
      outgoing.destroy();
    });
    outgoing.on("error", () =>
      finish(0, delivery.status === "timed out" ? "timed out" : "failed to connect to host"),
    );
    outgoing.end(body);
  });
}
