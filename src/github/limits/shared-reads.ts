import { type Priority, rankOf } from "../../core/model/priority.ts";

/** Lets requests that ask the same share one answer. */
export interface SharedReads {
  /** A place in the order in which things are asked: what is asked from now on comes after it. */
  now(): number;
  /** Asks, or waits for the answer that somebody waits for already. */
  share<T>(read: Read, ask: (sent: () => void) => Promise<T>): Promise<T>;
}

interface Read {
  /** What is asked: equal where the answers are. */
  readonly key: string;
  readonly priority: Priority;
  /** The answer must not have been asked for before this: what led to the question may be younger. */
  readonly since: number;
}

interface Asked {
  readonly order: number;
  readonly priority: Priority;
  readonly answer: Promise<unknown>;
  sent: boolean;
}

export function createSharedReads(): SharedReads {
  const underWay = new Map<string, Asked>();
  let order = 0;
  return {
    now: () => order,
    share<T>({ key, priority, since }: Read, ask: (sent: () => void) => Promise<T>): Promise<T> {
      const found = underWay.get(key);
      // One that still waits for its turn may wait for longer than a more urgent one has to.
      const inTime = found?.sent === true || (found && rankOf(found.priority) >= rankOf(priority));
      if (found && inTime === true && found.order > since) return found.answer as Promise<T>;
      order += 1;
      const { promise, resolve, reject } = Promise.withResolvers<T>();
      const asked: Asked = { order, priority, answer: promise, sent: false };
      underWay.set(key, asked);
      const end = (): void => {
        if (underWay.get(key) === asked) underWay.delete(key);
      };
      ask(() => (asked.sent = true))
        .finally(end)
        .then(resolve, reject);
      return promise;
    },
  };
}
