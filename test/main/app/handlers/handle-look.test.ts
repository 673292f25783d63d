import { describe, expect, test } from "@jest/globals";
import { handleLook } from "../../../../src/main/app/handlers/handle-look.ts";
import type { Looked, Standing } from "../../../../src/ports/overview.ts";
import { job } from "../../../support/handler-world.ts";
import { learnBranch } from "../../../support/learnt.ts";
import {
  absent,
  listed,
  looked,
  merged,
  open,
  queue,
  SINCE,
  standing,
  sweepWorld,
} from "../../../support/sweep-world.ts";

const { signal } = new AbortController();

/** What GitHub shows at one look. */
const found = (each: Looked) => ({
  standing: () => Promise.resolve([standing(listed(5))]),
  look: () => Promise.resolve([each]),
});

describe("a look at repositories", () => {
  const data = { repositories: [listed(5)], since: SINCE };

  test("plans verdicts and merges that are missing, and comes again", async () => {
    const each = looked(5, {
      open: [open(1), open(2, "2026-06-01T11:00:00Z")],
      merged: [merged(4, "2026-06-01T11:30:00Z"), merged(3, "2026-06-01T10:55:00Z")],
    });
    const { surroundings, planned } = sweepWorld(found(each));
    await handleLook(surroundings)(job(data), signal);
    expect(planned()).toEqual([["gates", "5#1"], ["merges", "5#3@m3"], ["merges", "5#4@m4"]]); // prettier-ignore
    expect(surroundings.sweepMemory.settled(5)).toBeUndefined();
  });

  test("that finds nothing is the last until something happens", async () => {
    const { surroundings, planned } = sweepWorld(found(looked(5)));
    await handleLook(surroundings)(job(data), signal);
    const basis = "tree";
    expect(surroundings.sweepMemory.settled(5)).toEqual({ at: "2026-06-01T12:00:00Z", basis });
    const again = { ...surroundings, overview: { ...surroundings.overview, look: (all: readonly Standing[]) => Promise.resolve(all.map(absent)) } }; // prettier-ignore
    await handleLook(again)(job(data), signal);
    expect(planned()).toEqual([]);
  });

  test("of another policy asks about every branch again", async () => {
    const { surroundings } = sweepWorld(found(looked(5)));
    await learnBranch(surroundings.memory, 5, "main", false);
    await handleLook(surroundings)(job(data), signal);
    expect((await surroundings.memory.of(5)).isUngated("main")).toBe(true);
    surroundings.sweepMemory.settle(5, { at: "2026-06-01T12:00:00Z", basis: "other" });
    await handleLook(surroundings)(job(data), signal);
    expect((await surroundings.memory.of(5)).isUngated("main")).toBe(false);
  });

  test("leaves those to the next job that ten requests do not tell of", async () => {
    // Six of them with twenty pull requests each are as much as a request asks for.
    const repositories = Array.from({ length: 70 }, (_, i) => listed(i + 1));
    const asked: number[] = [];
    const { surroundings, store } = sweepWorld({
      standing: (all) => Promise.resolve(all.map((each) => standing(each, { open: 20 }))),
      look: (all) => {
        asked.push(all.length);
        return Promise.resolve([]);
      },
    });
    await handleLook(surroundings)(job({ repositories, since: SINCE }), signal);
    expect(asked).toEqual([60]);
    const data = { repositories: repositories.slice(60), since: SINCE };
    expect(store.kept).toMatchObject([{ queue: "looks", job: { key: "61", data } }]);
  });

  test("leaves those with more than it reads to a job of their own", async () => {
    const { surroundings, planned } = sweepWorld({
      standing: () => Promise.resolve([standing(listed(5)), standing(listed(6), { open: 21 })]),
      look: (all: readonly Standing[]) => {
        expect(all.map(({ listed: { repository } }) => repository.id)).toEqual([5]);
        return Promise.resolve([looked(5, { more: true, open: [open(1)] })]);
      },
    });
    await handleLook(surroundings)(job(data), signal);
    expect(planned()).toEqual([["repositories", "6 missing"], ["repositories", "5 missing"]]); // prettier-ignore
  });
});

describe("merge queues", () => {
  test("are known by a pull request to their branch, and looked at, once for all of them", async () => {
    const each = looked(5, {
      open: [
        { ...open(1, "2026-06-01T11:00:00Z"), hasQueue: true },
        { ...open(2, "2026-06-01T11:00:00Z"), hasQueue: true, baseRef: "next" },
        { ...open(3, "2026-06-01T11:00:00Z"), baseRef: "topic" },
      ],
    });
    const { surroundings, planned } = sweepWorld({
      standing: () => Promise.resolve([standing(listed(5))]),
      look: () => Promise.resolve([each]),
    });
    const look = () =>
      handleLook(surroundings)(job({ repositories: [listed(5)], since: SINCE }), signal);
    await look();
    expect(planned()).toEqual([["merge-queues", "77"]]);
    expect(await surroundings.queueMemory.of(77)).toEqual([queue("main"), queue("next")]);
    surroundings.sweepMemory.settle(5, undefined);
    await look();
    expect(planned()).toHaveLength(1);
  });
});
