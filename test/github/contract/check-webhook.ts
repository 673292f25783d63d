import { events, webhookKey } from "./events.ts";
import { problemsOf, type Finding, type Problem } from "./problem.ts";
import { isRecord } from "./record.ts";
import { specification } from "./specification.ts";
import { mismatches } from "./validate.ts";

/** A webhook as it was delivered. */
export interface Webhook {
  /** The header `X-GitHub-Event`. */
  readonly event: string;
  readonly payload: unknown;
}

/** What is the matter with a webhook that has no schema. */
function nameFinding(event: string, action: unknown): Finding {
  const takesAction = (events[event]?.length ?? 0) > 0;
  if (takesAction && typeof action !== "string") {
    return { kind: "missing", where: "payload.action", what: "is required" };
  }
  const name = typeof action === "string" ? `${event}.${action}` : event;
  const what = `${name} is none the contract covers`;
  return { kind: "unknown", where: "event", what };
}

/** Holds a webhook's payload to what GitHub says it delivers. */
export function checkWebhook({ event, payload }: Webhook): Problem[] {
  const action = isRecord(payload) ? payload["action"] : undefined;
  const actionName = typeof action === "string" ? action : undefined;
  const subject = actionName === undefined ? `webhook ${event}` : `webhook ${event}.${actionName}`;
  const schema = specification.webhooks[webhookKey(event, actionName)];
  if (schema === undefined) return problemsOf(subject, [nameFinding(event, action)]);
  return problemsOf(subject, mismatches(schema, payload, "payload"));
}
