import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { inTime } from "./in-time.ts";
import type { Body, Budget } from "./webhook-signature.ts";
import {
  createBudget,
  isSignature,
  isSignedWith,
  readBody,
  requireSecrets,
} from "./webhook-signature.ts";

/** A webhook whose signature was right. */
export interface Delivery {
  /** GitHub's GUID: the same when a delivery is sent again. */
  readonly id: string;
  readonly event: string;
  /** The body as it was sent. */
  readonly payload: string;
}

export interface WebhookServerOptions {
  /** One, or two while one replaces the other. */
  readonly secrets: readonly string[];
  /** Makes a delivery durable. Where it throws, GitHub is told that the delivery failed. */
  readonly accept: (delivery: Delivery) => Promise<"added" | "duplicate">;
  /** What `GET /healthz` shows of a process that lives. */
  readonly health: () => object;
  /** Can work be done? `GET /readyz` shows it; throwing is being unready. */
  readonly readiness: () => Promise<{ readonly ready: boolean }>;
  readonly logger: WebhookLogger;
  /** Told of the status that a webhook was answered with. */
  readonly answered?: (status: number) => void;
  readonly path?: string;
  /** Of one body; GitHub sends no more than 25 MB. */
  readonly maxBytes?: number;
  /** Of all bodies that are being read together. */
  readonly maxBytesTogether?: number;
  /** How long a client may take over a request, in milliseconds. */
  readonly requestTimeout?: number;
  /** How long it may take to make a delivery durable, in milliseconds; it is known again if that ends later. */
  readonly acceptWithin?: number;
}

/** A pino logger is one. */
interface WebhookLogger {
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface WebhookServer {
  /** Resolves to the port, which is a free one where 0 is asked for. */
  listen(port: number, host: string): Promise<number>;
  /**
   * Takes no more connections, answers what has been asked, and breaks off what is not answered
   * after `within` milliseconds.
   */
  close(within?: number): Promise<void>;
}

const megabytes = 1024 * 1024;
const jsonType = /^application\/json\s*(;|$)/i;
const guid = /^[\w-]{1,100}$/;
const eventName = /^[a-z_]{1,100}$/;
/**
 * So long a connection may idle. Proxies and senders keep theirs for a minute: whoever closes first loses the webhook
 * that is sent just then.
 */
const idleConnection = 75_000;
/** GitHub waits ten seconds, and notes no status of what was not answered by then. */
const beforeGithubGivesUp = 8_000;
/** How long the rest of a refused body is read, so that the client gets to see the answer. */
const linger = 2_000;

/** The server that GitHub's webhooks come to: counts, verifies, persists, answers. */
export function createWebhookServer(options: WebhookServerOptions): WebhookServer {
  const { secrets, path = "/api/github/webhooks", requestTimeout = 30_000, logger } = options;
  requireSecrets(secrets);
  const budget = createBudget(options.maxBytesTogether ?? 256 * megabytes);
  let draining = false;

  const route = async (request: IncomingMessage): Promise<Answer> => {
    const url = request.url?.split("?", 1)[0];
    if (url === path) {
      if (request.method !== "POST")
        return { status: 405, text: "POST", headers: { allow: "POST" } };
      const answer = await receive(request, options, budget);
      options.answered?.(answer.status);
      return answer;
    }
    const reads = request.method === "GET" || request.method === "HEAD";
    if (reads && url === "/healthz") return json(200, { live: true, ...options.health() });
    if (reads && url === "/readyz") return draining ? json(503, { ready: false }) : ready(options);
    return { status: 404, text: "not found" };
  };

  const server = createServer(
    {
      requestTimeout,
      headersTimeout: Math.min(10_000, requestTimeout),
      connectionsCheckingInterval: Math.min(1_000, requestTimeout),
      keepAliveTimeout: idleConnection,
    },
    (request, response) => {
      route(request)
        .catch((error: unknown): Answer => {
          logger.error({ err: error }, "a request failed");
          return { status: 500, text: "internal error" };
        })
        .then((answer) => send(request, response, answer, draining))
        .catch((error: unknown) => logger.error({ err: error }, "an answer failed"));
    },
  );

  return {
    listen: (port, host) => listen(server, port, host),
    close: (within = 10_000) => {
      draining = true;
      return drain(server, within);
    },
  };
}

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
}

function json(status: number, body: object): Answer {
  const headers = { "content-type": "application/json", "cache-control": "no-store" };
  return { status, text: JSON.stringify(body), headers };
}

async function ready({ readiness, logger }: WebhookServerOptions): Promise<Answer> {
  try {
    const state = await readiness();
    return json(state.ready ? 200 : 503, state);
  } catch (error) {
    logger.error({ err: error }, "not ready");
    return json(503, { ready: false });
  }
}

const bodyAnswers: Readonly<Record<Exclude<Body["outcome"], "read">, Answer>> = {
  "too large": { status: 413, text: "the body is too large" },
  "no room": { status: 503, text: "too many large requests", headers: { "retry-after": "5" } },
  "broken off": { status: 400, text: "the body ended early" },
};

async function receive(
  request: IncomingMessage,
  options: WebhookServerOptions,
  budget: Budget,
): Promise<Answer> {
  const { secrets, accept, maxBytes = 25 * megabytes, logger } = options;
  const { acceptWithin = beforeGithubGivesUp } = options;
  const {
    "content-type": type = "",
    "x-github-event": event,
    "x-github-delivery": id,
    "x-hub-signature-256": signature,
  } = request.headers;
  if (!jsonType.test(type))
    return { status: 415, text: "the content type must be application/json" };
  if (typeof event !== "string" || !eventName.test(event))
    return { status: 400, text: "header x-github-event is missing or malformed" };
  if (typeof id !== "string" || !guid.test(id))
    return { status: 400, text: "header x-github-delivery is missing or malformed" };
  // Before the body is read: who cannot sign shall not fill our memory.
  if (typeof signature !== "string" || !isSignature(signature))
    return { status: 401, text: "header x-hub-signature-256 is missing or malformed" };

  const body = await readBody(request, maxBytes, budget);
  if (body.outcome !== "read") return bodyAnswers[body.outcome];
  try {
    if (!isSignedWith(secrets, body.bytes, signature)) {
      logger.warn({ delivery: id, event }, "a webhook was signed with another secret");
      return { status: 401, text: "the signature does not fit" };
    }
    const delivery = { id, event, payload: body.bytes.toString("utf8") };
    const outcome = await inTime(accept(delivery), acceptWithin);
    return outcome === "added" ? { status: 202, text: "accepted" } : { status: 200, text: "known" };
  } catch (error) {
    logger.error({ err: error, delivery: id, event }, "a webhook could not be stored");
    return { status: 503, text: "not stored; send it again", headers: { "retry-after": "60" } };
  } finally {
    body.release();
  }
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  { status, text, headers = {} }: Answer,
  draining: boolean,
): void {
  const unread = !request.complete && !request.destroyed;
  if (draining || unread) response.setHeader("connection", "close");
  response.writeHead(status, {
    "content-type": "text/plain",
    ...headers,
    "content-length": Buffer.byteLength(text),
  });
  if (!unread) {
    response.end(text);
    return;
  }
  // Closing on a client that still sends would reset the connection under our answer.
  response.write(text);
  request.resume();
  const timer = setTimeout(() => response.end(), linger);
  request.once("close", () => {
    clearTimeout(timer);
    response.end();
  });
}

function listen(server: Server, port: number, host: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  server.once("error", reject);
  server.listen(port, host, () => {
    server.off("error", reject);
    resolve((server.address() as AddressInfo).port);
  });
  return promise;
}

async function drain(server: Server, within: number): Promise<void> {
  if (!server.listening) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  // A connection whose last answer went out before the draining began idles open.
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  const deadline = setTimeout(() => server.closeAllConnections(), within);
  await promise;
  clearInterval(sweep);
  clearTimeout(deadline);
}
