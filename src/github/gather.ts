import { setTimeout as sleep } from "node:timers/promises";
import { waitIn } from "../core/errors.ts";

/** Asks for one thing; who asks for the same before it is sent for gets the same answer. */
export type Ask<Wish, Answer> = (wish: Wish) => Promise<Answer>;

/** What wishes are gathered by. */
export interface Gathering<Wish, Answer> {
  /** Wishes of one lane share requests: those that one request can ask. */
  readonly laneOf: (wish: Wish) => string;
  readonly keyOf: (wish: Wish) => string;
  /** On whose behalf it is; what one of them asks for may be too much for a request. */
  readonly callerOf: (wish: Wish) => string;
  /** Sends for wishes of one lane; the answers stand in their order. */
  readonly send: (wishes: readonly Wish[]) => Promise<readonly Answer[]>;
  /** Whether somebody of the lane is known to come soon, who is waited for. */
  readonly hasMore: (wish: Wish) => boolean;
  /** So many go with one request at most. */
  readonly most: number;
}

/** So long, in milliseconds, the first of a lane waits for others. */
const WINDOW = 5;

/**
 * While a request of the lane is under way, or somebody is known to come, the others gather, though nobody
 * waits longer than this, in milliseconds. A storm takes seconds to come in, so that a window alone would
 * make many small requests of it; who comes alone waits for nobody.
 */
const PATIENCE = 1000;

interface Waiting<Wish, Answer> extends PromiseWithResolvers<Answer> {
  readonly wish: Wish;
}

interface Lane<Wish, Answer> {
  readonly waiting: Map<string, Waiting<Wish, Answer>>;
  underWay: Promise<void> | undefined;
}

/**
 * Lets those who ask at about the same time share one request. Where it fails, each of them asks apart the
 * next time: what is too much of one of them does not go on failing the others.
 */
export function gather<Wish, Answer>(gathering: Gathering<Wish, Answer>): Ask<Wish, Answer> {
  const { laneOf, keyOf, callerOf, hasMore, most } = gathering;
  const lanes = new Map<string, Lane<Wish, Answer>>();
  const apart = new Set<string>();

  const send = async (wishes: readonly Wish[]): Promise<readonly Answer[]> => {
    const callers = new Set(wishes.map(callerOf));
    try {
      const answers = await gathering.send(wishes);
      for (const caller of callers) apart.delete(caller);
      return answers;
    } catch (error) {
      if (callers.size > 1 && !isLimit(error)) for (const caller of callers) apart.add(caller);
      throw error;
    }
  };
  /** Lets others come, for a while. */
  const othersOf = async ({ waiting, underWay }: Lane<Wish, Answer>): Promise<void> => {
    const end = performance.now() + PATIENCE;
    if (underWay) await Promise.race([underWay, sleep(PATIENCE, undefined, { ref: false })]);
    const isWorthIt = (): boolean =>
      waiting.size < most && waiting.values().some(({ wish }) => hasMore(wish));
    while (isWorthIt() && performance.now() < end) await sleep(WINDOW);
  };
  const depart = async (name: string, lane: Lane<Wish, Answer>): Promise<void> => {
    await sleep(WINDOW);
    await othersOf(lane);
    const leaving = [...lane.waiting].slice(0, most);
    for (const [key] of leaving) lane.waiting.delete(key);
    if (lane.waiting.size > 0) void depart(name, lane);
    const answered = answer(
      send,
      leaving.map(([, waiting]) => waiting),
    );
    lane.underWay = answered;
    await answered;
    if (lane.underWay !== answered) return;
    lane.underWay = undefined;
    if (lane.waiting.size === 0) lanes.delete(name);
  };

  return (wish) => {
    const caller = callerOf(wish);
    const name = apart.has(caller) ? `${laneOf(wish)} ${caller}` : laneOf(wish);
    const lane = lanes.get(name) ?? { waiting: new Map(), underWay: undefined };
    lanes.set(name, lane);
    const key = keyOf(wish);
    const same = lane.waiting.get(key);
    if (same) return same.promise;
    const waiting = { wish, ...Promise.withResolvers<Answer>() };
    lane.waiting.set(key, waiting);
    if (lane.waiting.size === 1) void depart(name, lane);
    return waiting.promise;
  };
}

/** GitHub bids everybody wait: nobody's wish was too much. */
function isLimit(error: unknown): boolean {
  return waitIn(error) !== undefined;
}

/** Gives everybody their answer, or the failure to all of them; fails itself never. */
async function answer<Wish, Answer>(
  send: (wishes: readonly Wish[]) => Promise<readonly Answer[]>,
  leaving: readonly Waiting<Wish, Answer>[],
): Promise<void> {
  try {
    const answers = await send(leaving.map(({ wish }) => wish));
    for (const [i, { resolve }] of leaving.entries()) resolve(answers[i] as Answer);
  } catch (error) {
    for (const { reject } of leaving) reject(error);
  }
}
