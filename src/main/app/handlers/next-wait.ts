import type { Decision } from "../../../core/model/decision.ts";
import type { Waiting } from "../queues/waited.ts";

/** What a verdict came to, and what the one before it waited for. */
export interface LastLook {
  readonly decisions: readonly Decision[];
  readonly head: string;
  readonly before: Waiting | undefined;
  /** In milliseconds. */
  readonly now: number;
  /** How long after the wait began the first look is, in milliseconds. */
  readonly first: number;
}

/** When a verdict is to be judged again (milliseconds), and what it waits for until then. */
export interface NextLook {
  readonly at: number;
  readonly waits?: Waiting;
}

/** Each look at what is still waited for comes so many times later than the one before. */
const FARTHER = 3;

/**
 * When to judge again without being asked: when the verdict changes by itself, and while it waits for CI
 * now and then, since the webhook that tells of it may be lost. These looks grow rarer, so that what takes
 * long costs little. Undefined where nothing is to come.
 */
export function lookAgain({ decisions, head, before, now, first }: LastLook): NextLook | undefined {
  const turns = decisions.flatMap(({ validUntil }) =>
    validUntil === undefined ? [] : [Date.parse(validUntil)],
  );
  if (!decisions.some(waitsForCi)) {
    return turns.length === 0 ? undefined : { at: Math.min(...turns) };
  }
  const waits = before?.head === head ? before : { head, since: now };
  return { at: Math.min(...turns, nextWait(waits, now, first)), waits };
}

function nextWait({ since }: Waiting, now: number, first: number): number {
  let distance = first;
  while (since + distance <= now) distance *= FARTHER;
  return since + distance;
}

function waitsForCi({ components }: Decision): boolean {
  return components.some(({ findings }) =>
    findings.some(({ outcome, turn }) => outcome === "pending" && turn === "ci"),
  );
}
