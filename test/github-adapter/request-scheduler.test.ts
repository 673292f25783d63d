import { describe, expect, test } from "@jest/globals";
import { UpstreamError } from "../../src/core/errors.ts";
import { createRequestScheduler } from "../../src/github/request-scheduler.ts";

const START = Date.parse("2026-06-01T12:00:00Z");
const OK = { headers: {} };

function scheduler(from = START) {
  const time = { now: from };
  const created = createRequestScheduler({ now: () => time.now });
  const run: typeof created.run = (installation, send) => created.run(installation, send);
  const refuseIfLimited: typeof created.refuseIfLimited = (...answer) =>
    created.refuseIfLimited(...answer);
  return { time, run, refuseIfLimited };
}

function httpError(status: number, headers: Record<string, unknown> = {}, message = "no"): Error {
  return Object.assign(new Error(message), { status, response: { headers } });
}

async function failure(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  return new Error("it did not fail");
}

/** What a request does that fails like this. */
function fails(fault: unknown): () => Promise<never> {
  return async () => {
    await Promise.resolve();
    throw fault as Error;
  };
}

const inSeconds = (seconds: number): string => String(START / 1000 + seconds);

describe("an answer about limits closes the installation", () => {
  test.each<[string, Error, number]>([
    ["retry-after", httpError(403, { "retry-after": "30" }), 30_000],
    ["retry-after of 429", httpError(429, { "retry-after": "5" }), 5000],
    ["retry-after before reset", httpError(403, { "retry-after": "5", "x-ratelimit-remaining": "0", "x-ratelimit-reset": inSeconds(60) }), 5000], // prettier-ignore
    ["nothing left until", httpError(403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": inSeconds(90) }), 90_000], // prettier-ignore
    ["nothing left until just now", httpError(403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": inSeconds(-5) }), 1000], // prettier-ignore
    [
      "nothing left, until nobody knows when",
      httpError(403, { "x-ratelimit-remaining": "0" }),
      60_000,
    ],
    ["too many requests without a hint", httpError(429), 60_000],
    ["a secondary limit without a hint", httpError(403, {}, "You have exceeded a secondary rate limit"), 60_000], // prettier-ignore
    ["a limit of 429 without headers", Object.assign(new Error("no"), { status: 429 }), 60_000],
  ])("%s", async (_, error, pause) => {
    const { run, time } = scheduler();
    expect(await failure(run(1, fails(error)))).toMatchObject({
      name: "UpstreamError",
      retryAfter: pause,
      cause: error,
    });
    let sent = 0;
    const send = () => Promise.resolve({ ...OK, sent: (sent += 1) });
    time.now += pause - 1;
    expect(await failure(run(1, send))).toMatchObject({ name: "UpstreamError", retryAfter: 1 });
    expect(sent).toBe(0);
    time.now += 1;
    await expect(run(1, send)).resolves.toMatchObject({ sent: 1 });
  });

  test("and no other one", async () => {
    const { run } = scheduler();
    await failure(run(1, fails(httpError(403, { "retry-after": "30" }))));
    await expect(run(2, () => Promise.resolve(OK))).resolves.toBe(OK);
  });

  test("and a shorter pause does not open it earlier", async () => {
    const { run } = scheduler();
    const both = [
      run(1, fails(httpError(403, { "retry-after": "60" }))),
      run(1, fails(httpError(403, { "retry-after": "1" }))),
    ];
    await Promise.allSettled(both);
    expect(await failure(run(1, () => Promise.resolve(OK)))).toMatchObject({ retryAfter: 60_000 });
  });
});

describe("a successful GraphQL answer that is about limits", () => {
  const reset = { "x-ratelimit-reset": String(START / 1000 + 90) };
  test.each<[string, { type?: string; message: string }, Record<string, unknown>, number]>([
    ["RATE_LIMITED", { type: "RATE_LIMITED", message: "x" }, reset, 90_000],
    ["RATE_LIMIT", { type: "RATE_LIMIT", message: "x" }, reset, 90_000],
    ["points are said to remain", { type: "RATE_LIMIT", message: "x" }, { ...reset, "x-ratelimit-remaining": "7" }, 90_000], // prettier-ignore
    ["without a reset", { type: "RATE_LIMITED", message: "x" }, {}, 60_000],
    ["secondary", { message: "You have exceeded a secondary rate limit" }, {}, 60_000],
    [
      "secondary with retry-after",
      { message: "secondary rate limit" },
      { "retry-after": "7" },
      7000,
    ],
    ["secondary, whatever the primary's reset", { message: "secondary rate limit" }, { ...reset, "x-ratelimit-remaining": "100" }, 60_000], // prettier-ignore
  ])("closes the installation: %s", async (_, error, headers, retryAfter) => {
    const { run, refuseIfLimited } = scheduler();
    expect(() => refuseIfLimited(1, [error], headers)).toThrow(UpstreamError);
    expect(await failure(run(1, () => Promise.resolve(OK)))).toMatchObject({ retryAfter });
    await expect(run(2, () => Promise.resolve(OK))).resolves.toBe(OK);
  });

  test("any other error does not", async () => {
    const { run, refuseIfLimited } = scheduler();
    refuseIfLimited(1, [{ type: "NOT_FOUND", message: "no" }], reset);
    await expect(run(1, () => Promise.resolve(OK))).resolves.toBe(OK);
  });
});

describe("other faults", () => {
  test.each<[string, unknown]>([
    ["a server's", httpError(502)],
    ["a lost connection", new Error("socket hang up")],
    ["what is no error", "boom"],
  ])("%s: worth trying again", async (_, error) => {
    const { run } = scheduler();
    const found = await failure(run(1, fails(error)));
    expect(found).toMatchObject({ name: "UpstreamError", cause: error, retryAfter: undefined });
  });

  test.each([404, 422, 401, 403])("%i is a refusal for a reason", async (status) => {
    const { run } = scheduler();
    const error = httpError(status);
    expect(await failure(run(1, fails(error)))).toBe(error);
    await expect(run(1, () => Promise.resolve(OK))).resolves.toBe(OK);
  });
});

/** Requests that are under way until they are told to end. */
function held(count: number, run: ReturnType<typeof scheduler>["run"], installation = 1) {
  const state = { sent: 0, most: 0, now: 0 };
  const end: (() => void)[] = [];
  const all = Array.from({ length: count }, () =>
    run(installation, async () => {
      state.sent += 1;
      state.now += 1;
      state.most = Math.max(state.most, state.now);
      await new Promise<void>((resolve) => end.push(resolve));
      state.now -= 1;
      return OK;
    }),
  );
  return { state, end, all };
}

let fail: (error: Error) => void = () => undefined;

describe("many requests at once", () => {
  test("of one installation are capped, and each gets its turn", async () => {
    const { run } = scheduler();
    const { state, end, all } = held(150, run);
    expect(state.sent).toBe(60);
    while (state.sent < 150 || end.length > 0) {
      end.splice(0).forEach((each) => each());
      await new Promise((resolve) => setImmediate(resolve));
    }
    await Promise.all(all);
    expect(state).toEqual({ sent: 150, most: 60, now: 0 });
  });

  test("of one installation do not hold up another's", async () => {
    const { run } = scheduler();
    const first = held(100, run, 1);
    await expect(run(2, () => Promise.resolve(OK))).resolves.toBe(OK);
    expect(first.state.sent).toBe(60);
  });

  test("that wait are not sent once a limit was met", async () => {
    const { run } = scheduler();
    const first = run(1, () => new Promise<typeof OK>((_, reject) => (fail = reject)));
    const rest = held(60, run);
    expect(rest.state.sent).toBe(59);
    fail(httpError(429, { "retry-after": "30" }));
    expect(await failure(first)).toMatchObject({ retryAfter: 30_000 });
    expect(await failure(rest.all[59] ?? first)).toMatchObject({ retryAfter: 30_000 });
    expect(rest.state.sent).toBe(59);
  });
});
