import { setTimeout as sleep } from "node:timers/promises";
import { ApiError } from "../api-error.ts";
import { type Actor, actingUser } from "../auth/actor.ts";
import type { Faults, FaultyRequest } from "../faults.ts";
import { budgetHeaders, type Resource } from "../rate-limit.ts";
import { type Answer, jsonAnswer } from "./exchange.ts";
import type { ServerParts } from "./server-parts.ts";

/** An answer that breaks off, though its status and its length are right. */
const CUT: Answer = {
  status: 200,
  headers: { "content-type": "application/json; charset=utf-8" },
  content: '{"data": {"repository": {"databaseId": 1',
};

/** Faults of GitHub itself: slow, broken or gone. */
export async function serverFault(
  faults: Faults,
  request: FaultyRequest,
): Promise<Answer | "hang-up" | undefined> {
  await silence(faults, request);
  if (faults.meets(request, "drop-connection") !== undefined) return "hang-up";
  if (faults.meets(request, "truncate") !== undefined) return CUT;
  const broken = faults.meets(request, "error");
  if (broken === undefined) return undefined;
  const status = broken.status ?? 500;
  if (status === 502) {
    return {
      status,
      headers: { "content-type": "text/html" },
      content: "<html><body>Server Error</body></html>",
    };
  }
  return jsonAnswer(status, { message: "Server Error" });
}

/** Holds back the answer to a request, to git's as well, for as long as a fault says. */
export async function silence(faults: Faults, request: FaultyRequest): Promise<void> {
  const slow = faults.meets(request, "hang");
  if (slow !== undefined) await sleep(slow.milliseconds ?? 1000);
}

/** Faults in the standing of the caller: limits used up, a token refused. */
export function limitFault(
  parts: ServerParts,
  actor: Actor,
  request: FaultyRequest,
  resource: Resource,
): Answer | undefined {
  const { faults } = parts;
  if (faults.meets(request, "unauthorized") !== undefined)
    throw new ApiError(401, "Bad credentials");
  const secondary = faults.meets(request, "secondary-limit");
  if (secondary !== undefined) {
    const after = secondary.retryAfter === undefined ? 60 : secondary.retryAfter;
    return secondaryAnswer(secondary.status ?? 403, after);
  }
  const primary = faults.meets(request, "primary-limit");
  if (primary === undefined) return undefined;
  const now = Math.floor(parts.world.clock.now().getTime() / 1000);
  const reset = now + (primary.retryAfter ?? 60);
  const headers = budgetHeaders({ limit: 5000, remaining: 0, used: 5000, reset }, resource);
  const who = actingUser(actor)?.id ?? 0;
  const message = `API rate limit exceeded for installation ID ${who}.`;
  // GraphQL says so in the body of a successful answer.
  if (resource === "graphql")
    return jsonAnswer(200, { errors: [{ type: "RATE_LIMITED", message }] }, headers);
  return jsonAnswer(primary.status ?? 403, { message }, headers);
}

const TOO_MUCH =
  "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.";

/** What whoever asks for too much at once is told; GitHub does not say what it was, the stand-in does. */
export function secondaryAnswer(status: number, after: number | null, exceeded = ""): Answer {
  const headers = {
    ...(after === null ? {} : { "retry-after": String(after) }),
    ...(exceeded === "" ? {} : { "x-stand-in-exceeded": exceeded }),
  };
  // GraphQL may say so in the body of a successful answer.
  if (status === 200) return jsonAnswer(status, { errors: [{ message: TOO_MUCH }] }, headers);
  return jsonAnswer(
    status,
    {
      message: TOO_MUCH,
      documentation_url:
        "https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits",
    },
    headers,
  );
}
