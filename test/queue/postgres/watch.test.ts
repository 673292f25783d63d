import { expect, test } from "@jest/globals";
import { watch } from "../../../src/queue/postgres/watch.ts";
import { createManualClock } from "../manual-clock.ts";

const SECOND = 1_000;

/** Watches a database that answers as the list says, a second after the other; returns what came of it. */
async function watched(answers: readonly ("away" | readonly string[])[]) {
  const clock = createManualClock();
  const woken: string[] = [];
  const reported: unknown[] = [];
  const left = [...answers];
  const query = () => {
    const answer = left.shift();
    return answer === "away" || answer === undefined
      ? Promise.reject(new Error("connect ECONNREFUSED"))
      : Promise.resolve({ rows: answer.map((name) => ({ name })) });
  };
  const end = watch({
    pool: { query } as never,
    schema: "mltrl",
    clock,
    leases: () => new Map([["gates", 60_000]]),
    wake: (queue) => woken.push(queue),
    report: (error) => reported.push(error),
  });
  for (const _ of answers) {
    clock.advance(SECOND);
    await new Promise(setImmediate);
  }
  await end();
  return { woken, reported: reported.length };
}

test("an outage is told once, and work goes on after it", async () => {
  expect(await watched(["away", "away", "away", ["gates"]])).toEqual({
    woken: ["gates"],
    reported: 1,
  });
});

test("each outage is told", async () => {
  expect(await watched(["away", [], "away", "away", []])).toEqual({ woken: [], reported: 2 });
});
