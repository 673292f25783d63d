import type { HeldUp } from "../../github/limits/held-up.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Telemetry } from "../../ports/telemetry.ts";

/** An installation at its limit has many jobs, and one line a minute says as much, in milliseconds. */
const TOLD_EVERY = 60_000;

/** A pino logger is one. */
interface LimitLog {
  warn(fields: object, message: string): void;
}

/** Counts requests that limits hold up, and tells now and then whose jobs have to come again. */
export function watchLimits(
  telemetry: Pick<Telemetry, "heldUp">,
  log: LimitLog,
  clock: Clock,
): (request: HeldUp) => void {
  const told = new Map<number, number>();
  return ({ installation, cost: { bucket }, reason, wait, putBack }) => {
    telemetry.heldUp(bucket, reason);
    const last = told.get(installation) ?? Number.NEGATIVE_INFINITY;
    if (!putBack || clock.now() < last + TOLD_EVERY) return;
    told.set(installation, clock.now());
    log.warn({ installation, bucket, reason, wait }, "GitHub's limits hold an installation up");
  };
}
