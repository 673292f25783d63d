import { describe, expect, test } from "@jest/globals";
import { UpstreamError } from "../../../src/core/errors.ts";
import type { Priority } from "../../../src/core/model/priority.ts";
import { costOf } from "../../../src/github/limits/request-cost.ts";
import type { HeldUp } from "../../../src/github/limits/held-up.ts";
import { createRequestScheduler } from "../../../src/github/limits/request-scheduler.ts";
import type { Answer } from "../../../src/github/limits/scheduled-request.ts";
import { createManualClock } from "../../queue/manual-clock.ts";

const START = Date.parse("2026-06-01T12:00:00Z");
const READ = costOf("GET /repos/{owner}/{repo}");
const WRITE = costOf("POST /repos/{owner}/{repo}/check-runs");
const QUERY = costOf("POST /graphql", "query Q { x }");

const HOUR = {
  "x-ratelimit-limit": "5000",
  "x-ratelimit-remaining": "4000",
  "x-ratelimit-reset": String(START / 1000 + 1800),
};

interface Asking {
  readonly installation?: number;
  readonly cost?: typeof READ;
  readonly priority?: Priority;
  readonly read?: { readonly key: string; readonly since: number };
}

function aScheduler() {
  const clock = createManualClock(START);
  const heldUp: HeldUp[] = [];
  const scheduler = createRequestScheduler(clock, (request) => heldUp.push(request));
  const run = <T>(send: () => Promise<Answer<T>>, asking: Asking = {}): Promise<T> =>
    scheduler.run({ installation: 1, priority: "usual", cost: READ, ...asking }, send);
  return { clock, scheduler, heldUp, run };
}

function answer<T>(value: T, more: Partial<Answer<T>> = {}): () => Promise<Answer<T>> {
  return () => Promise.resolve({ value, headers: {}, ...more });
}

function httpError(status: number, headers: Record<string, unknown> = {}, message = "no"): Error {
  return Object.assign(new Error(message), { status, response: { headers } });
}

/** What a request does that fails like this. */
function fails(fault: unknown): () => Promise<never> {
  return async () => {
    await Promise.resolve();
    throw fault as Error;
  };
}

async function failure(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  return new Error("it did not fail");
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("an answer about limits", () => {
  test.each<[string, Error, number]>([
    ["with when to come again", httpError(403, { "retry-after": "30" }), 30_000],
    ["with the hour's reset", httpError(403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(START / 1000 + 90) }), 90_000], // prettier-ignore
    ["without a hint", httpError(403, {}, "You have exceeded a secondary rate limit"), 60_000],
  ])("%s has whoever asks come again, and sends nothing until then", async (_, error, pause) => {
    const { run, clock, heldUp } = aScheduler();
    expect(await failure(run(fails(error)))).toMatchObject({
      name: "UpstreamError",
      retryAfter: pause,
      cause: error,
    });
    let sent = 0;
    const send = () => Promise.resolve({ value: (sent += 1), headers: {} });
    clock.advance(pause - 1);
    expect(await failure(run(send))).toMatchObject({ name: "UpstreamError", retryAfter: 1 });
    expect(sent).toBe(0);
    clock.advance(1);
    await expect(run(send)).resolves.toBe(1);
    expect(heldUp.map(({ reason, wait, putBack }) => ({ reason, wait, putBack }))).toEqual([
      { reason: "refused", wait: pause, putBack: true },
      { reason: "pause", wait: 1, putBack: true },
    ]);
  });

  test("of GraphQL may be one that succeeded", async () => {
    const { run } = aScheduler();
    const limited = answer("x", { errors: [{ message: "secondary rate limit" }] });
    expect(await failure(run(limited, { cost: QUERY }))).toMatchObject({ retryAfter: 60_000 });
    expect(await failure(run(answer("x")))).toMatchObject({ retryAfter: 60_000 });
  });

  test("of GraphQL about something else is an answer", async () => {
    const { run } = aScheduler();
    const other = answer("x", { errors: [{ type: "NOT_FOUND", message: "no" }] });
    await expect(run(other, { cost: QUERY })).resolves.toBe("x");
  });

  test("closes no other installation", async () => {
    const { run } = aScheduler();
    await failure(run(fails(httpError(403, { "retry-after": "30" }))));
    await expect(run(answer("x"), { installation: 2 })).resolves.toBe("x");
  });
});

describe("other faults", () => {
  test.each<[string, unknown]>([
    ["a server's", httpError(502)],
    ["a lost connection", new Error("socket hang up")],
    ["what is no error", "boom"],
  ])("%s: worth trying again", async (_, error) => {
    const { run } = aScheduler();
    const found = await failure(run(fails(error)));
    expect(found).toBeInstanceOf(UpstreamError);
    expect(found).toMatchObject({ cause: error, retryAfter: undefined });
  });

  test.each([404, 422, 401, 403])("%i is a refusal for a reason", async (status) => {
    const { run } = aScheduler();
    const error = httpError(status);
    expect(await failure(run(fails(error)))).toBe(error);
    await expect(run(answer("x"))).resolves.toBe("x");
  });
});

const left = (remaining: number) => ({ headers: { ...HOUR, "x-ratelimit-remaining": `${remaining}` } }); // prettier-ignore

describe("what is left of the hour", () => {
  test("is kept for releases and merge queues, by the headers of an answer", async () => {
    const { run, scheduler, clock } = aScheduler();
    await run(answer("x", left(700)));
    expect(await failure(run(answer("y")))).toMatchObject({ retryAfter: 1_800_000 });
    await expect(run(answer("y"), { priority: "release" })).resolves.toBe("y");
    await run(answer("x", left(200)), { priority: "queue" });
    expect(await failure(run(answer("y"), { priority: "release" }))).toMatchObject({
      message: expect.stringContaining("kept for merge queues"),
    });
    await expect(run(answer("y"), { priority: "queue" })).resolves.toBe("y");
    const reset = START + 1_800_000;
    expect(scheduler.hours()).toEqual([
      { installation: 1, resource: "core", limit: 5000, remaining: 200, reset },
    ]);
    clock.advance(1_800_000);
    expect(scheduler.hours()).toEqual([]);
  });

  test("is kept by those of a refusal", async () => {
    const { run } = aScheduler();
    await failure(run(fails(httpError(404, left(700).headers))));
    expect(await failure(run(answer("y")))).toMatchObject({ retryAfter: 1_800_000 });
  });

  test("is kept by the body of a GraphQL answer", async () => {
    const { run } = aScheduler();
    const rateLimit = { limit: 5000, remaining: 7, resetAt: "2026-06-01T12:30:00Z" };
    await run(answer("x", { rateLimit }), { cost: QUERY });
    expect(await failure(run(answer("y"), { cost: QUERY }))).toMatchObject({
      retryAfter: 1_800_000,
    });
    await expect(run(answer("y"))).resolves.toBe("y");
  });
});

describe("writes that follow each other fast", () => {
  test("wait for a moment; for longer nobody waits, and whoever is sent away comes back in turn", async () => {
    const { run, clock, heldUp } = aScheduler();
    const written: number[] = [];
    const write = (): Promise<unknown> =>
      run(
        () => {
          written.push(clock.now() - START);
          return Promise.resolve({ value: "x", headers: HOUR });
        },
        { cost: WRITE },
      );
    await write();
    const all = Promise.allSettled(Array.from({ length: 55 }, write));
    await settle();
    expect(written).toHaveLength(51);
    expect(clock.alarms()).toEqual([500, 1000]);
    clock.advance(500);
    await settle();
    clock.advance(500);
    const results = (await all).flatMap((each) => (each.status === "rejected" ? [each.reason] : [])); // prettier-ignore
    expect(written.slice(51)).toEqual([500, 1000]);
    expect(results.map(({ retryAfter }: UpstreamError) => retryAfter)).toEqual([1500, 2000, 2500]);
    expect(heldUp.map(({ reason, putBack }) => `${reason} ${putBack}`)).toEqual([
      "pace false",
      "pace false",
      "pace true",
      "pace true",
      "pace true",
    ]);
  });
});

/** Requests that are under way until they are told to end. */
function held(count: number, run: ReturnType<typeof aScheduler>["run"], asking: Asking = {}) {
  const state = { sent: 0, most: 0, now: 0 };
  const end: (() => void)[] = [];
  const all = Array.from({ length: count }, () =>
    run(async () => {
      state.sent += 1;
      state.now += 1;
      state.most = Math.max(state.most, state.now);
      await new Promise<void>((resolve) => end.push(resolve));
      state.now -= 1;
      return { value: "x", headers: {} };
    }, asking),
  );
  return { state, end, all };
}

describe("many requests at once", () => {
  test("of one installation are capped, and each gets its turn", async () => {
    const { run } = aScheduler();
    const { state, end, all } = held(150, run, { priority: "queue" });
    await settle();
    expect(state.sent).toBe(60);
    while (state.sent < 150 || end.length > 0) {
      end.splice(0).forEach((each) => each());
      await settle();
    }
    await Promise.all(all);
    expect(state).toEqual({ sent: 150, most: 60, now: 0 });
  });

  test("do not hold up another installation's, nor a merge queue", async () => {
    const { run } = aScheduler();
    const first = held(100, run);
    await settle();
    expect(first.state.sent).toBe(50);
    await expect(run(answer("x"), { installation: 2 })).resolves.toBe("x");
    await expect(run(answer("x"), { priority: "queue" })).resolves.toBe("x");
  });

  test("hold no one up for more than a moment", async () => {
    const { run, clock, heldUp } = aScheduler();
    const { state, all } = held(51, run);
    await settle();
    clock.advance(1000);
    expect(await failure(all[50] ?? Promise.resolve())).toMatchObject({ retryAfter: 1000 });
    expect(state.sent).toBe(50);
    expect(heldUp).toMatchObject([{ reason: "crowd", putBack: true }]);
  });

  test("that wait are not sent once a limit was met", async () => {
    const { run } = aScheduler();
    const { promise, reject } = Promise.withResolvers<never>();
    const first = run(() => promise);
    const rest = held(50, run);
    await settle();
    expect(rest.state.sent).toBe(49);
    reject(httpError(429, { "retry-after": "30" }));
    expect(await failure(first)).toMatchObject({ retryAfter: 30_000 });
    expect(await failure(rest.all[49] ?? first)).toMatchObject({ retryAfter: 30_000 });
    expect(rest.state.sent).toBe(49);
  });
});

describe("reads that ask the same", () => {
  test("share one request of an installation, and one of another's is its own", async () => {
    const { run, scheduler } = aScheduler();
    const read = { key: "a", since: scheduler.mark(1) };
    const of = [1, 1, 2].map((installation) => held(1, run, { installation, read }));
    await settle();
    expect(of.map(({ state }) => state.sent)).toEqual([1, 0, 1]);
    for (const { end } of of) end[0]?.();
    expect(await Promise.all(of.flatMap(({ all }) => all))).toEqual(["x", "x", "x"]);
  });

  test("share none that was asked before whoever asks began", async () => {
    const { run, scheduler } = aScheduler();
    const read = () => ({ key: "a", since: scheduler.mark(1) });
    const [first, second] = [held(1, run, { read: read() }), held(1, run, { read: read() })];
    await settle();
    expect([first.state.sent, second.state.sent]).toEqual([1, 1]);
  });
});
