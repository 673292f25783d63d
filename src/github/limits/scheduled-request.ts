import type { Priority } from "../../core/model/priority.ts";
import type { Headers, RateLimitAnswer } from "./hourly-budget.ts";
import type { RequestCost } from "./request-cost.ts";

/** What is known of a request before it is sent. */
export interface ScheduledRequest {
  readonly installation: number;
  readonly priority: Priority;
  readonly cost: RequestCost;
  /**
   * Of a request that changes nothing: what is asked, and the place after which it must have been asked to
   * share the answer of another one that is under way.
   */
  readonly read?: { readonly key: string; readonly since: number };
}

/** An answer, with what it says of limits. */
export interface Answer<T> {
  readonly value: T;
  readonly headers: Headers;
  /** Of a GraphQL answer. */
  readonly errors?: readonly { readonly type?: string; readonly message: string }[];
  readonly rateLimit?: RateLimitAnswer | null | undefined;
}
