import { describe, expect, test } from "@jest/globals";
import type { Decision } from "../../../../src/core/model/decision.ts";
import type { Finding } from "../../../../src/core/model/finding.ts";
import { lookAgain } from "../../../../src/main/app/handlers/next-wait.ts";

const MINUTE = 60_000;
const HEAD = "abc";
const DEADLINE = new Date(360 * MINUTE).toISOString();

function decision(finding: Partial<Finding> = {}, validUntil?: string): Decision {
  return {
    components: [{ findings: [{ outcome: "pass", ...finding }] }],
    ...(validUntil !== undefined && { validUntil }),
  } as unknown as Decision;
}

const WAITS = decision({ outcome: "pending", turn: "ci" }, DEADLINE);

function look(
  decisions: readonly Decision[],
  minutes = 0,
  before?: { head: string; since: number },
) {
  const again = lookAgain({
    decisions,
    head: HEAD,
    before,
    now: minutes * MINUTE,
    first: 5 * MINUTE,
  });
  return again && { ...again, at: again.at / MINUTE };
}

describe("a verdict that waits for CI", () => {
  const waits = { head: HEAD, since: 0 };

  test.each([
    [0, 5],
    [4, 5],
    [5, 15],
    [14, 15],
    [15, 45],
    [45, 135],
    [135, 360],
    [359, 360],
  ])("after %d minutes is looked at again at %d, and when CI has had its time", (now, at) => {
    expect(look([WAITS], now, waits)).toEqual({ at, waits });
  });

  test("is looked at soon again where it waits on another head than before", () => {
    const again = look([WAITS], 60, { head: "older", since: 0 });
    expect(again).toEqual({ at: 65, waits: { head: HEAD, since: 60 * MINUTE } });
  });

  test("is one of several, each of which may turn by itself before", () => {
    const turns = decision({}, new Date(3 * MINUTE).toISOString());
    expect(look([turns, WAITS], 0)).toEqual({ at: 3, waits });
  });
});

test.each<Partial<Finding>>([
  { outcome: "pending", turn: "reviewers" },
  { outcome: "unknown", turn: "ci" },
  { outcome: "pass" },
])("%j waits for nothing that CI brings", (finding) => {
  expect(look([decision(finding)])).toBeUndefined();
  expect(look([decision(finding, DEADLINE)], 1, { head: HEAD, since: 0 })).toEqual({ at: 360 });
});
