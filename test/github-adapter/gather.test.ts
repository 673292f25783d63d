import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "@jest/globals";
import { UpstreamError } from "../../src/core/errors.ts";
import { gather } from "../../src/github/gather.ts";

interface Wish {
  readonly lane: string;
  readonly name: string;
}

/** Answers each wish with its name; notes what was sent together. */
function gathering({ fails = [], more = () => false, takes = 0, most = 3 }: Options = {}) {
  const sent: string[][] = [];
  const failures = [...fails];
  const ask = gather<Wish, string>({
    laneOf: ({ lane }) => lane,
    keyOf: ({ name }) => name,
    callerOf: ({ name }) => name,
    hasMore: more,
    most,
    async send(wishes) {
      const names = wishes.map(({ name }) => name);
      sent.push(names);
      await sleep(takes);
      const failure = failures.shift();
      if (failure !== undefined) throw failure;
      return names;
    },
  });
  const all = (...names: string[]): Promise<string[]> =>
    Promise.all(names.map((name) => ask({ lane: "a", name })));
  return { ask, all, sent };
}

interface Options {
  /** What the first requests fail with. */
  readonly fails?: readonly Error[];
  readonly more?: () => boolean;
  /** How long a request takes, in milliseconds. */
  readonly takes?: number;
  readonly most?: number;
}

describe("what is asked at about the same time", () => {
  test("goes together, each with its own answer, and what is the same once", async () => {
    const { all, sent } = gathering();
    expect(await all("one", "two", "one")).toEqual(["one", "two", "one"]);
    expect(sent).toEqual([["one", "two"]]);
  });

  test("goes in as many requests as it takes", async () => {
    const { all, sent } = gathering();
    expect(await all("1", "2", "3", "4", "5")).toEqual(["1", "2", "3", "4", "5"]);
    expect(sent).toEqual([["1", "2", "3"], ["4", "5"]]); // prettier-ignore
  });

  test("of another lane goes apart", async () => {
    const { ask, sent } = gathering();
    await Promise.all([ask({ lane: "a", name: "one" }), ask({ lane: "b", name: "two" })]);
    expect(sent).toEqual([["one"], ["two"]]);
  });

  test("as somebody who is known to come waits for them", async () => {
    let coming = true;
    const { ask, sent } = gathering({ more: () => coming });
    const first = ask({ lane: "a", name: "one" });
    await sleep(40);
    expect(sent).toEqual([]);
    const second = ask({ lane: "a", name: "two" });
    coming = false;
    expect(await Promise.all([first, second])).toEqual(["one", "two"]);
    expect(sent).toEqual([["one", "two"]]);
  });

  test("while a request is under way goes with the next", async () => {
    const { ask, sent } = gathering({ takes: 150 });
    const first = ask({ lane: "a", name: "one" });
    await sleep(40);
    const second = ask({ lane: "a", name: "two" });
    await sleep(40);
    await Promise.all([first, second, ask({ lane: "a", name: "three" })]);
    expect(sent).toEqual([["one"], ["two", "three"]]);
  });

  test("is asked anew once it was sent for", async () => {
    const { all, sent } = gathering();
    await all("one");
    await all("one");
    expect(sent).toEqual([["one"], ["one"]]);
  });
});

test("nobody waits for longer than a second for somebody who does not come", async () => {
  const { all, sent } = gathering({ more: () => true });
  const start = performance.now();
  await all("one");
  expect(performance.now() - start).toBeGreaterThan(900);
  expect(sent).toEqual([["one"]]);
});

describe("a request that fails", () => {
  test("fails for all, who ask apart the next time, and together again once that went well", async () => {
    const { all, sent } = gathering({ fails: [new Error("too much")] });
    await expect(all("one", "two")).rejects.toThrow("too much");
    await all("one", "two");
    await all("one", "two");
    expect(sent).toEqual([["one", "two"], ["one"], ["two"], ["one", "two"]]);
  });

  test("by a limit was too much of nobody", async () => {
    const limit = new UpstreamError("limited", { retryAfter: 1000 });
    const { all, sent } = gathering({ fails: [limit] });
    await expect(all("one", "two")).rejects.toThrow("limited");
    await all("one", "two");
    expect(sent).toEqual([["one", "two"], ["one", "two"]]); // prettier-ignore
  });
});
