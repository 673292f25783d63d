import { createServer, type IncomingMessage } from "node:http";

import { type Answer, json, send } from "./http-answer.ts";
import { drain, listen } from "./listening.ts";
import { receiveWebhook, type WebhookOptions } from "./receive-webhook.ts";
import { createBudget } from "./request-body.ts";
import { requireSecrets } from "./webhook-signature.ts";

export interface WebhookServerOptions extends WebhookOptions {
  /** What `GET /healthz` shows of a process that lives. */
  readonly health: () => object;
  /** Can work be done? `GET /readyz` shows it; throwing is being unready. */
  readonly readiness: () => Promise<{ readonly ready: boolean }>;
  /** Told of the status that a webhook was answered with. */
  readonly answered?: (status: number) => void;
  readonly path?: string;
  /** Of all bodies that are being read together. */
  readonly maxBytesTogether?: number;
  /** How long a client may take over a request, in milliseconds. */
  readonly requestTimeout?: number;
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

/** Of all bodies that are being read together, in bytes. */
const allBodies = 256 * 1024 * 1024;
/**
 * So long a connection may idle. Proxies and senders keep theirs for a minute: whoever closes first loses the webhook
 * that is sent just then.
 */
const idleConnection = 75_000;

/** The server that GitHub's webhooks come to: counts, verifies, persists, answers. */
export function createWebhookServer(options: WebhookServerOptions): WebhookServer {
  const { secrets, path = "/api/github/webhooks", requestTimeout = 30_000, logger } = options;
  requireSecrets(secrets);
  const budget = createBudget(options.maxBytesTogether ?? allBodies);
  let draining = false;

  const looks: Readonly<Record<string, () => Answer | Promise<Answer>>> = {
    "/healthz": () => json(200, { live: true, ...options.health() }),
    "/readyz": () => (draining ? json(503, { ready: false }) : ready(options)),
  };
  const route = async (request: IncomingMessage): Promise<Answer> => {
    const url = request.url?.split("?", 1)[0] ?? "";
    const look = looks[url];
    if (url !== path && look === undefined) return { status: 404, text: "not found" };
    const methods = look === undefined ? ["POST"] : ["GET", "HEAD"];
    if (!methods.includes(request.method ?? "")) return refusedMethod(methods);
    if (look !== undefined) return look();
    const answer = await receiveWebhook(request, options, budget);
    options.answered?.(answer.status);
    return answer;
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
        .then((answer) => (draining ? lastOf(answer) : answer))
        .then((answer) => send(request, response, answer))
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

/** The last answer of its connection. */
function lastOf(answer: Answer): Answer {
  return { ...answer, headers: { ...answer.headers, connection: "close" } };
}

function refusedMethod(allowed: readonly string[]): Answer {
  const allow = allowed.join(", ");
  return { status: 405, text: `this takes ${allow}`, headers: { allow } };
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
