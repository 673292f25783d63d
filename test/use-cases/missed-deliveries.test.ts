import { describe, expect, test } from "@jest/globals";
import type { DeliveryAttempt, DeliveryLog } from "../../src/ports/delivery-log.ts";
import { missedDeliveries } from "../../src/use-cases/missed-deliveries.ts";

const minute = (n: number): string => new Date(Date.UTC(2026, 5, 1, 10, n)).toISOString();

/** An attempt in the minute of its number, at the event of a letter. */
function attempt(id: number, guid: string, changes: Partial<DeliveryAttempt> = {}) {
  return { id, guid, at: minute(id), event: "push", action: undefined, taken: false, ...changes };
}

/** A log whose pages have two attempts, and what was read of it. */
function logOf(attempts: readonly DeliveryAttempt[], refused: readonly DeliveryAttempt[] = []) {
  const read: string[] = [];
  const log: DeliveryLog = {
    async *attempts(which) {
      const list = (which === "all" ? attempts : refused).toSorted((a, b) => b.id - a.id);
      for (let from = 0; from < list.length; from += 2) {
        read.push(which);
        await Promise.resolve();
        yield list.slice(from, from + 2);
      }
    },
    repeat: () => Promise.reject(new Error("nothing is repeated while it is read")),
  };
  return { log, read };
}

const isHandled = (event: string): boolean => event !== "star";

async function missed(log: DeliveryLog, pages = 9, since = minute(0)): Promise<number[]> {
  const found = await missedDeliveries(log, { since, pages, isHandled });
  return found.map(({ id }) => id);
}

describe("deliveries to repeat", () => {
  test.each<[string, readonly DeliveryAttempt[], number[]]>([
    ["none where all were taken", [attempt(1, "a", { taken: true })], []],
    ["those that were not, the oldest first", [attempt(2, "b"), attempt(1, "a")], [1, 2]],
    ["not one that a later attempt brought", [attempt(1, "a"), attempt(2, "a", { taken: true })], []],
    ["not one that came before a failed repetition", [attempt(1, "a", { taken: true }), attempt(2, "a")], []],
    ["each event once, by its last attempt", [attempt(1, "a"), attempt(3, "a"), attempt(2, "b")], [2, 3]],
    ["none of events that the App does not handle", [attempt(1, "a", { event: "star" })], []],
  ])("%s", async (_, attempts, expected) => {
    expect(await missed(logOf(attempts).log)).toEqual(expected);
  }); // prettier-ignore

  test("are looked for no further back than to what is done", async () => {
    const { log, read } = logOf([1, 2, 3, 4, 5, 6].map((id) => attempt(id, String(id))));
    expect(await missed(log, 9, minute(4))).toEqual([4, 5, 6]);
    expect(read).toEqual(["all", "all"]);
  });

  test("of a long log are found by GitHub's filter as well", async () => {
    const all = [1, 2, 3, 4, 5, 6].map((id) => attempt(id, String(id), { taken: id !== 2 }));
    const { log, read } = logOf(all, [attempt(2, "2")]);
    expect(await missed(log, 2)).toEqual([2]);
    expect(read).toEqual(["all", "all", "refused"]);
  });
});
