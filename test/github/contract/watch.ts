import { checkGraphqlBody } from "./check-graphql.ts";
import { checkRequest } from "./check-request.ts";
import { checkResponse } from "./check-response.ts";
import { checkWebhook, type Webhook } from "./check-webhook.ts";
import type { Problem } from "./problem.ts";

/** A request and its response, as a ledger keeps them. */
export interface Exchange {
  readonly method: string;
  /** Path and query of the URL, without the host. */
  readonly path: string;
  /** The request's header `Accept`; needed only where it asks for something other than JSON. */
  readonly accept?: string | undefined;
  /** Parsed from JSON. */
  readonly requestBody?: unknown;
  readonly status: number;
  /** Parsed where it is JSON, else the text. */
  readonly responseBody?: unknown;
}

function checkExchange(exchange: Exchange): Problem[] {
  const { method, path, accept, requestBody, status, responseBody } = exchange;
  if (method.toUpperCase() === "POST" && path === "/graphql") return checkGraphqlBody(requestBody);
  return [
    ...checkRequest({ method, path, body: requestBody }),
    ...checkResponse({ method, path, accept, status, body: responseBody }),
  ];
}

/** All that is off GitHub's contract in what was seen between GitHub and an App, in order. */
export function watch(seen: Iterable<Exchange | Webhook>): Problem[] {
  return [...seen].flatMap((item) => ("event" in item ? checkWebhook(item) : checkExchange(item)));
}
