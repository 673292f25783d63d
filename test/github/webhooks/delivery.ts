import type { App, Installation } from "../state/nouns.ts";

/** One attempt to deliver a webhook. Attempts at the same event share a GUID. */
export type Delivery = {
  readonly id: number;
  readonly guid: string;
  readonly event: string;
  readonly action: string | null;
  readonly app: App;
  readonly installation: Installation;
  readonly repositoryId: number | null;
  readonly redelivery: boolean;
  /** The body as signed and sent. */
  readonly payload: string;
  url: string;
  requestHeaders: Record<string, string>;
  deliveredAt: string;
  /** Seconds. */
  duration: number;
  /** 0 while under way; GitHub shows timeouts and refused connections without an HTTP status as well. */
  statusCode: number;
  status: string;
  response: { headers: Record<string, string>; payload: string };
};
