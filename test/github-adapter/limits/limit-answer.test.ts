import { describe, expect, test } from "@jest/globals";
import {
  type LimitAnswer,
  limitInAnswer,
  limitInError,
  pauseAfter,
} from "../../../src/github/limits/limit-answer.ts";

const NOW = Date.parse("2026-06-01T12:00:00Z");
const inSeconds = (seconds: number): string => String(NOW / 1000 + seconds);

function httpError(status: number, headers: Record<string, unknown> = {}, message = "no"): Error {
  return Object.assign(new Error(message), { status, response: { headers } });
}

const SECONDARY = "You have exceeded a secondary rate limit. Please wait.";

describe("a failed request is about limits", () => {
  test.each<[string, unknown, LimitAnswer | undefined]>([
    ["retry-after", httpError(403, { "retry-after": "30" }), { kind: "secondary", pause: 30_000 }],
    ["retry-after of 429", httpError(429, { "retry-after": "5" }), { kind: "secondary", pause: 5000 }], // prettier-ignore
    ["retry-after before reset", httpError(403, { "retry-after": "5", "x-ratelimit-remaining": "0", "x-ratelimit-reset": inSeconds(60) }), { kind: "secondary", pause: 5000 }], // prettier-ignore
    ["nothing left until", httpError(403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": inSeconds(90) }), { kind: "primary", pause: 90_000 }], // prettier-ignore
    ["nothing left until, by a clock ahead", httpError(403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": inSeconds(90), date: "Mon, 01 Jun 2026 12:01:00 GMT" }), { kind: "primary", pause: 30_000 }], // prettier-ignore
    ["nothing left until just now", httpError(403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": inSeconds(-5) }), { kind: "primary", pause: 1000 }], // prettier-ignore
    ["nothing left, until nobody knows when", httpError(403, { "x-ratelimit-remaining": "0" }), { kind: "primary", pause: undefined }], // prettier-ignore
    ["too many without a hint", httpError(429), { kind: "secondary", pause: undefined }],
    ["a secondary limit without a hint", httpError(403, {}, SECONDARY), { kind: "secondary", pause: undefined }], // prettier-ignore
    ["429 without headers", Object.assign(new Error("no"), { status: 429 }), { kind: "secondary", pause: undefined }], // prettier-ignore
    ["not: a right is missing", httpError(403, { "x-ratelimit-remaining": "7" }), undefined],
    ["not: nothing is found", httpError(404, { "x-ratelimit-remaining": "0" }), undefined],
    ["not: a server's fault", httpError(502), undefined],
    ["not: no error of HTTP", "boom", undefined],
  ])("%s", (_, error, limit) => {
    expect(limitInError(error, NOW)).toEqual(limit);
  });
});

describe("an answer that succeeded is about limits", () => {
  const reset = { "x-ratelimit-reset": inSeconds(90) };
  const limited = { type: "RATE_LIMITED", message: "x" };
  test.each<
    [string, { type?: string; message: string }[], Record<string, unknown>, LimitAnswer | undefined]
  >([
    // prettier-ignore
    ["RATE_LIMITED", [limited], reset, { kind: "primary", pause: 90_000 }],
    ["RATE_LIMIT", [{ type: "RATE_LIMIT", message: "x" }], reset, { kind: "primary", pause: 90_000 }], // prettier-ignore
    ["points are said to remain", [limited], { ...reset, "x-ratelimit-remaining": "7" }, { kind: "primary", pause: 90_000 }], // prettier-ignore
    ["with retry-after", [limited], { ...reset, "retry-after": "4" }, { kind: "primary", pause: 4000 }], // prettier-ignore
    ["without a reset", [limited], {}, { kind: "primary", pause: undefined }],
    ["secondary", [{ message: SECONDARY }], {}, { kind: "secondary", pause: undefined }],
    ["secondary with retry-after", [{ message: SECONDARY }], { "retry-after": "7" }, { kind: "secondary", pause: 7000 }], // prettier-ignore
    ["secondary, whatever the hour's reset", [{ message: SECONDARY }], { ...reset, "x-ratelimit-remaining": "9" }, { kind: "secondary", pause: undefined }], // prettier-ignore
    ["not: something is not found", [{ type: "NOT_FOUND", message: "no" }], reset, undefined],
    ["not: nothing is wrong", [], reset, undefined],
  ])("%s", (_, errors, headers, limit) => {
    expect(limitInAnswer(errors, headers, NOW)).toEqual(limit);
  });
});

test.each([
  [1, 60_000],
  [2, 120_000],
  [3, 240_000],
  [4, 480_000],
  [5, 900_000],
  [60, 900_000],
])("without a hint refusal number %i makes a pause of %i ms", (refusals, pause) => {
  expect(pauseAfter(refusals)).toBe(pause);
});
