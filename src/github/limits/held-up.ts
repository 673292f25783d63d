import { UpstreamError } from "../../core/errors.ts";
import type { Priority } from "../../core/model/priority.ts";
import type { WaitReason } from "./installation-limits.ts";
import type { RequestCost } from "./request-cost.ts";

/** A request that could not be sent at once. */
export interface HeldUp {
  readonly installation: number;
  readonly cost: RequestCost;
  readonly priority: Priority;
  /** Also where so much was under way that it got no turn, and where GitHub refused it. */
  readonly reason: WaitReason | "crowd" | "refused";
  /** Milliseconds. */
  readonly wait: number;
  /** It was not sent: whoever asked comes again. */
  readonly putBack: boolean;
}

const USED_UP = "GitHub's rate limit for this installation is used up";

const WORDS: Readonly<Record<HeldUp["reason"], string>> = {
  refused: USED_UP,
  pause: USED_UP,
  hour: `${USED_UP}, but for what is kept for merge queues and releases`,
  pace: "this installation asks GitHub for more in a minute than GitHub allows",
  crowd: "too many requests of this installation are under way",
};

/** What whoever asked is told: to come again, and when. */
export function comeAgain(reason: HeldUp["reason"], wait: number, cause?: unknown): UpstreamError {
  return new UpstreamError(WORDS[reason], { cause, retryAfter: wait });
}
