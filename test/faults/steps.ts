import type { Moment } from "./killable-app.ts";
import {
  afterRequest,
  asItNotesTheEnd,
  asWebhookArrives,
  asWebhookIsAcknowledged,
  beforeRequest,
  whileItHandlesDeliveries,
} from "./moments.ts";
import type { Passing } from "./tapped-line.ts";

/** A step of a webhook's way through the App. */
export interface Step {
  readonly name: string;
  /** The queue of a job that is under way when the App dies there, where that is certain. */
  readonly queue?: string;
  /** The moment to die in a round of the load, from 0. */
  readonly at: (round: number) => Moment;
}

/** A verdict is being read. */
export const reads = ({ path, body }: Passing): boolean =>
  path === "/graphql" && body.includes("query EvaluatePullRequest");

/** A check run is created, and brought to its end. */
export const creates = ({ method, path }: Passing): boolean =>
  method === "POST" && path.endsWith("/check-runs");
const updates = ({ method, path }: Passing): boolean =>
  method === "PATCH" && /\/check-runs\/\d+$/.test(path);

/** The way of a webhook, from its arrival to the end of the last job that it led to. */
export const STEPS: readonly Step[] = [
  { name: "as a webhook arrives", at: (round) => asWebhookArrives(2 + 2 * round) },
  { name: "as a webhook is acknowledged", at: (round) => asWebhookIsAcknowledged(1 + 2 * round) },
  { name: "while a delivery is handled", queue: "deliveries", at: () => whileItHandlesDeliveries },
  // The first of a round: pull requests that are read at about the same time share a request.
  { name: "while a verdict is being read", queue: "gates", at: () => beforeRequest(reads, 1) },
  {
    name: "before a check run is created",
    queue: "gates",
    at: (round) => beforeRequest(creates, 1 + round),
  },
  {
    name: "after a check run was created",
    queue: "gates",
    at: (round) => afterRequest(creates, 1 + round),
  },
  { name: "after a check run was updated", queue: "gates", at: () => afterRequest(updates, 1) },
  { name: "before a verdict is noted as done", at: (round) => asItNotesTheEnd(creates, 1 + round) },
];
