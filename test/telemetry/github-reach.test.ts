import { expect, test } from "@jest/globals";
import { createGithubReach } from "../../src/telemetry/github-reach.ts";

function world() {
  let now = 0;
  const reach = createGithubReach({ now: () => now });
  const ask = (status: number, after: number): boolean => {
    now += after * 1000;
    reach.requested({ bucket: "rest-read", class: "base", status, seconds: 0 });
    return reach.isReachable();
  };
  return { reach, ask };
}

test("GitHub is within reach until every request of a minute has failed", () => {
  const { reach, ask } = world();
  expect(reach.isReachable()).toBe(true);
  expect(ask(0, 0)).toBe(true);
  expect(ask(502, 59)).toBe(true);
  expect(ask(0, 1)).toBe(false);
  expect(ask(200, 1)).toBe(true);
  expect(ask(503, 1)).toBe(true);
});

test("one request that failed long ago says nothing", () => {
  const { ask } = world();
  expect(ask(0, 0)).toBe(true);
  expect(ask(404, 600)).toBe(true);
  expect(ask(0, 600)).toBe(true);
});
