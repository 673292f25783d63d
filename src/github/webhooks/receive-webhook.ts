import type { IncomingHttpHeaders, IncomingMessage } from "node:http";

import { inTime } from "../in-time.ts";
import type { Answer } from "./http-answer.ts";
import { type Body, type Budget, readBody } from "./request-body.ts";
import { isSignature, isSignedWith } from "./webhook-signature.ts";

/** A webhook whose signature was right. */
export interface Delivery {
  /** GitHub's GUID: the same when a delivery is sent again. */
  readonly id: string;
  readonly event: string;
  /** The body as it was sent. */
  readonly payload: string;
}

export interface WebhookOptions {
  /** One, or two while one replaces the other. */
  readonly secrets: readonly string[];
  /** Makes a delivery durable. Where it throws, GitHub is told that the delivery failed. */
  readonly accept: (delivery: Delivery) => Promise<"added" | "duplicate">;
  readonly logger: WebhookLogger;
  /** Of one body; GitHub sends no more than 25 MB. */
  readonly maxBytes?: number;
  /** How long it may take to make a delivery durable, in milliseconds; it is known again if that ends later. */
  readonly acceptWithin?: number;
}

/** A pino logger is one. */
export interface WebhookLogger {
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

const jsonType = /^application\/json\s*(;|$)/i;
const guid = /^[\w-]{1,100}$/;
const eventName = /^[a-z_]{1,100}$/;
const longestBody = 25 * 1024 * 1024;
/** GitHub waits ten seconds, and notes no status of what was not answered by then. */
const beforeGithubGivesUp = 8_000;

const bodyAnswers: Readonly<Record<Exclude<Body["outcome"], "read">, Answer>> = {
  "too large": { status: 413, text: "the body is too large" },
  "no room": { status: 503, text: "too many large requests", headers: { "retry-after": "5" } },
  "broken off": { status: 400, text: "the body ended early" },
};

/** Answers to a webhook, as soon as its signature was verified and it was made durable. */
export async function receiveWebhook(
  request: IncomingMessage,
  { secrets, accept, logger, ...limits }: WebhookOptions,
  budget: Budget,
): Promise<Answer> {
  const { maxBytes = longestBody, acceptWithin = beforeGithubGivesUp } = limits;
  const headers = readHeaders(request.headers);
  // Before the body is read: who cannot sign shall not fill our memory.
  if ("status" in headers) return headers;
  const { id, event, signature } = headers;
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

interface WebhookHeaders {
  readonly id: string;
  readonly event: string;
  readonly signature: string;
}

/** What the headers of a webhook say, or the answer to one that lacks them. */
function readHeaders(headers: IncomingHttpHeaders): WebhookHeaders | Answer {
  const {
    "content-type": type = "",
    "x-github-event": event,
    "x-github-delivery": id,
    "x-hub-signature-256": signature,
  } = headers;
  if (!jsonType.test(type))
    return { status: 415, text: "the content type must be application/json" };
  if (typeof event !== "string" || !eventName.test(event))
    return { status: 400, text: "header x-github-event is missing or malformed" };
  if (typeof id !== "string" || !guid.test(id))
    return { status: 400, text: "header x-github-delivery is missing or malformed" };
  if (typeof signature !== "string" || !isSignature(signature))
    return { status: 401, text: "header x-hub-signature-256 is missing or malformed" };
  return { id, event, signature };
}
