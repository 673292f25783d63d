import type { Conclusion } from "../core/model/conclusion.ts";

/**
 * What happens inside, for those who run the App. Telling costs next to nothing, waits for nothing and
 * throws nothing.
 */
export interface Telemetry {
  /** A webhook came in and was answered with a status. */
  received(status: number): void;
  /** A job of a queue was carried out, or not. */
  worked(queue: string, outcome: JobOutcome, seconds: number): void;
  /** A limit of GitHub's lets a job of a queue wait for so long. */
  waits(queue: string, seconds: number): void;
  /** A request to GitHub was held up, for a moment or such that its job comes again. */
  heldUp(bucket: Bucket, reason: string): void;
  /** A part of a verdict took so long. */
  took(stage: Stage, seconds: number): void;
  /** A check was given a conclusion. */
  judged(conclusion: Conclusion): void;
  /** From the first webhook that asked for a verdict to the verdict. */
  answered(seconds: number): void;
  /** GitHub was asked; the status is 0 where no answer came. */
  requested(request: RequestMade): void;
  /** Something was looked for in what is kept, and was there or not. */
  lookedUp(cache: string, found: boolean): void;
}

/** `waits`: a limit of GitHub's was met, and no try was used up. */
export type JobOutcome = "done" | "failed" | "waits";

/** Reading the change, gathering facts, judging them, showing the verdict. */
export type Stage = "read" | "gather" | "judge" | "publish";

export interface RequestMade {
  readonly bucket: Bucket;
  readonly class: InstallationClass;
  readonly status: number;
  readonly seconds: number;
}

/** What GitHub counts requests in; `app` has those that the App makes as itself. */
export type Bucket = "rest-read" | "rest-write" | "content" | "graphql" | "app";

/** How much GitHub allows an installation, since there may be any number of installations. */
export type InstallationClass = "base" | "scaled" | "enterprise" | "app" | "unknown";
