import { expect, test } from "@jest/globals";
import { createTokenCache } from "../../../src/github/caches/token-cache.ts";

test("a token is kept for less than the hour that it is good for, or until it is refused", () => {
  const clock = { time: 0, now: () => clock.time };
  const tokens = createTokenCache(clock);
  expect(tokens.get("77")).toBeUndefined();
  tokens.set("77", "one");
  clock.time = 55 * 60_000 - 1;
  expect(tokens.get("77")).toBe("one");
  clock.time = 55 * 60_000;
  expect(tokens.get("77")).toBeUndefined();
  tokens.set("77", "another");
  tokens.clear();
  expect(tokens.get("77")).toBeUndefined();
});
