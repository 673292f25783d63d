import { createHash, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { AdminDesk } from "./admin-desk.ts";
import { type Answer, ORDERS } from "./admin-orders.ts";

export interface OperationsOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** What orders have to bring; without one none is taken. */
  readonly token: string | undefined;
  readonly metrics: { readonly contentType: string; text(): Promise<string> };
  readonly desk: AdminDesk;
  readonly log: {
    info(fields: object, message: string): void;
    error(fields: object, message: string): void;
  };
}

/** Where numbers are shown and orders are taken: a port of its own, since that for webhooks is open to the world. */
export interface OperationsServer {
  readonly port: number;
  close(): Promise<void>;
}

export async function startOperationsServer(options: OperationsOptions): Promise<OperationsServer> {
  const { host, port, log } = options;
  const server = createServer({ requestTimeout: 30_000 }, (request, response) => {
    route(request, options)
      .catch((error: unknown): Answer => {
        log.error({ err: error }, "an order or a look at the numbers failed");
        return { status: 500, body: { error: "it failed; the log of the App says why" } };
      })
      .then((answer) => send(response, answer))
      .catch((error: unknown) => log.error({ err: error }, "an answer failed"));
  });
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  server.once("error", reject);
  server.listen(port, host, () => {
    server.off("error", reject);
    resolve((server.address() as AddressInfo).port);
  });
  return {
    port: await promise,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

async function route(request: IncomingMessage, options: OperationsOptions): Promise<Answer> {
  const { url = "/" } = request;
  // Node leaves the body of an answer to HEAD out.
  const method = request.method === "HEAD" ? "GET" : request.method;
  request.resume(); // no order has a body
  const path = url.replace(/\?.*$/s, "");
  if (path === "/metrics") {
    if (method !== "GET") return { status: 405, body: { error: "/metrics takes GET" }, allow: "GET, HEAD" }; // prettier-ignore
    return { status: 200, body: await options.metrics.text(), type: options.metrics.contentType };
  }
  if (!path.startsWith("/admin/")) return { status: 404, body: { error: "not found" } };
  const refusal = refusalOf(request, options.token);
  if (refusal !== undefined) return refusal;
  for (const { method: wanted, path: form, carryOut } of ORDERS) {
    const [whole, ...parts] = form.exec(path) ?? [];
    if (method !== wanted || whole === undefined || !parts.every(isDecodable)) continue;
    const answer = await carryOut(options.desk, parts.map(decodeURIComponent));
    if (wanted !== "GET") options.log.info({ order: `${method} ${path}`, status: answer.status }, "an order of an administrator"); // prettier-ignore
    return answer;
  }
  return { status: 404, body: { error: "there is no such order" } };
}

/** Whether percent signs stand for characters. */
function isDecodable(part: string): boolean {
  try {
    return decodeURIComponent(part) !== "";
  } catch {
    return false;
  }
}

function refusalOf(request: IncomingMessage, token: string | undefined): Answer | undefined {
  if (token === undefined) {
    return {
      status: 403,
      body: {
        error: "this App takes no orders: set ADMIN_TOKEN where it runs, and start it again",
      },
    };
  }
  const [, brought = ""] = /^bearer (.+)$/i.exec(request.headers.authorization ?? "") ?? [];
  if (timingSafeEqual(digest(brought), digest(token))) return undefined;
  return { status: 401, body: { error: "the token is missing, or not the App's ADMIN_TOKEN" } };
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

function send(
  response: ServerResponse,
  { status, body, type = "application/json", allow }: Answer,
): void {
  const text = typeof body === "string" ? body : `${JSON.stringify(body)}\n`;
  response.writeHead(status, {
    "content-type": type,
    "cache-control": "no-store",
    ...(allow !== undefined && { allow }),
    "content-length": Buffer.byteLength(text),
  });
  response.end(text);
}
