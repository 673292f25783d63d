import { describe, expect, test } from "@jest/globals";

import { UpstreamError } from "../../src/core/errors.ts";
import { describeError } from "../../src/queue/describe-error.ts";
import { judgeFailure, judgeInterruption } from "../../src/queue/retry-wait.ts";

const context = { retries: undefined, now: 0, random: 0 };

describe("the wait after a failure", () => {
  test("doubles up to ten minutes, and ends after twelve runs", () => {
    const waits = Array.from({ length: 12 }, (_, index) =>
      judgeFailure(new Error("no"), index + 1, { ...context, random: 1 }),
    );
    expect(
      waits.map((verdict) => (verdict.kind === "again" ? verdict.wanted : verdict.kind)),
    ).toEqual([
      2_000,
      4_000,
      8_000,
      16_000,
      32_000,
      64_000,
      128_000,
      256_000,
      512_000,
      600_000,
      600_000,
      "dead",
    ]);
  });

  test("is spread over its second half", () => {
    const waits = [0, 0.5].map((random) => judgeFailure("no", 1, { ...context, random }));
    expect(waits).toEqual([
      { kind: "again", wanted: 1_000 },
      { kind: "again", wanted: 1_500 },
    ]);
  });

  test("is what the other side asks for, even after the last try", () => {
    const error = new UpstreamError("limited", { retryAfter: 90_000.5 });
    expect(judgeFailure(error, 99, context)).toEqual({ kind: "hold", held: 90_001 });
  });

  test("is nothing when a job was interrupted for the first time", () => {
    expect([1, 2, 12].map((tries) => judgeInterruption(tries, context))).toEqual([
      { kind: "again", wanted: 0 },
      { kind: "again", wanted: 1_000 },
      { kind: "dead" },
    ]);
  });
});

describe("the text of an error", () => {
  test("names the error where it has no message, and its causes", () => {
    const cause = new RangeError("", { cause: new Error("deep", { cause: "a text" }) });
    expect(describeError(new Error("shallow", { cause }))).toBe(
      "shallow\ncaused by: RangeError\ncaused by: deep",
    );
  });

  test("is bounded, though a cause be its own", () => {
    const error = new Error("x".repeat(3_000));
    error.cause = error;
    expect(describeError(error).length).toBe(4_000);
  });

  test("is made of anything", () => {
    expect([undefined, null, 7, "text"].map(describeError)).toEqual([
      "undefined",
      "null",
      "7",
      "text",
    ]);
  });
});
