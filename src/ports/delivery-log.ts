/** One attempt of GitHub's to deliver a webhook to the App. */
export interface DeliveryAttempt {
  readonly id: number;
  /** The same for all attempts at one event. */
  readonly guid: string;
  /** ISO 8601. */
  readonly at: string;
  readonly event: string;
  readonly action: string | undefined;
  /** Whether the App acknowledged it. */
  readonly taken: boolean;
}

/** GitHub's log of what it tried to deliver to the App. It delivers nothing again by itself. */
export interface DeliveryLog {
  /** Attempts by pages, the latest first: all, or those that were answered with an error. */
  attempts(which: "all" | "refused"): AsyncIterable<readonly DeliveryAttempt[]>;
  /** Asks for another attempt; one that GitHub does not know any more is none. */
  repeat(attempt: number): Promise<void>;
}
