import { setTimeout as sleep } from "node:timers/promises";

import { describe, expect, test } from "@jest/globals";

import { type Fact, known, unavailable } from "../../../src/core/model/fact.ts";
import { createAnswerCache } from "../../../src/github/caches/answer-cache.ts";
import { createPeopleCache, type PeopleCache } from "../../../src/github/caches/people-cache.ts";
import { noCacheStore } from "../../../src/queue/no-cache-store.ts";
import { createNoteMemory } from "../../../src/queue/note-memory.ts";
import type { CacheStore } from "../../../src/ports/cache-store.ts";
import type { NoteStore } from "../../../src/ports/note-store.ts";
import type { People } from "../../../src/ports/people.ts";
import { openSqliteCacheStore } from "../../../src/queue/sqlite/sqlite-cache-store.ts";

const SCANNER = { id: 5, installation: 77 };
const MINUTE = 60_000;
const MUCH = 1_000_000;

function people(members: () => Fact<readonly string[]> = () => known(["ann"])) {
  const asked: string[] = [];
  const source: People = {
    members(team) {
      asked.push(team);
      return Promise.resolve(members());
    },
    permission(login) {
      asked.push(login);
      return Promise.resolve(known("read"));
    },
    commitsBetween(without, tip) {
      asked.push(`${without}..${tip}`);
      return Promise.resolve(known([]));
    },
    writersSince: () => Promise.resolve(known({ logins: [], unlinked: [] })),
  };
  return { asked, source };
}

function clockAt(start: number) {
  let now = start;
  return { now: () => now, pass: (time: number) => void (now += time) };
}

function fail(error: unknown): never {
  throw error;
}

function cacheAt(
  clock: ReturnType<typeof clockAt>,
  notes: NoteStore = createNoteMemory(clock),
  store: CacheStore = noCacheStore,
) {
  return createPeopleCache(notes, createAnswerCache({ store, form: "1.0.0", report: fail, clock }));
}

describe("who is in a team and what people may do", () => {
  test("is asked once between verdicts", async () => {
    const { asked, source } = people();
    const cache = cacheAt(clockAt(0));
    for (let verdict = 0; verdict < 2; verdict += 1) {
      const seen = await cache.of(source, SCANNER);
      expect(await seen.members("acme/ml")).toEqual(known(["ann"]));
      expect(await seen.permission("ann")).toEqual(known("read"));
      expect((await seen.writersSince("tip", undefined, [])).state).toBe("known");
    }
    expect(asked).toEqual(["acme/ml", "ann"]);
  });

  test.each<
    [
      string,
      (cache: ReturnType<typeof createPeopleCache>, clock: ReturnType<typeof clockAt>) => unknown,
    ]
  >([
    ["an event", (cache) => cache.forget(77)],
    ["ten minutes", (_, clock) => clock.pass(10 * MINUTE)],
  ])("is asked again after %s", async (_, happens) => {
    const { asked, source } = people();
    const clock = clockAt(0);
    const cache = cacheAt(clock);
    await (await cache.of(source, SCANNER)).members("acme/ml");
    await happens(cache, clock);
    await (await cache.of(source, SCANNER)).members("acme/ml");
    expect(asked).toHaveLength(2);
  });

  test("is not kept where an event came while it was asked", async () => {
    const { asked, source } = people();
    const cache = cacheAt(clockAt(0));
    const asking = (await cache.of(source, SCANNER)).members("acme/ml");
    await cache.forget(77);
    await asking;
    await (await cache.of(source, SCANNER)).members("acme/ml");
    expect(asked).toHaveLength(2);
  });

  test("is not kept where it is not known", async () => {
    const { asked, source } = people(() => unavailable("upstream", "no"));
    const cache = cacheAt(clockAt(0));
    await (await cache.of(source, SCANNER)).members("acme/ml");
    await (await cache.of(source, SCANNER)).members("acme/ml");
    expect(asked).toHaveLength(2);
  });

  test("is that of one installation, and rights of one repository", async () => {
    const { asked, source } = people();
    const cache = cacheAt(clockAt(0));
    await (await cache.of(source, SCANNER)).permission("ann");
    await (await cache.of(source, { ...SCANNER, id: 6 })).permission("ann");
    await (await cache.of(source, SCANNER)).members("acme/ml");
    await (await cache.of(source, { ...SCANNER, installation: 78 })).members("acme/ml");
    expect(asked).toHaveLength(4);
  });

  test("is asked again by every replica after an event that one of them heard of", async () => {
    const { asked, source } = people();
    const clock = clockAt(0);
    const notes = createNoteMemory(clock);
    const store = openSqliteCacheStore(":memory:", MUCH, clock);
    const [here, there] = [cacheAt(clock, notes, store), cacheAt(clock, notes, store)];
    const members = async (of: PeopleCache) => (await of.of(source, SCANNER)).members("acme/ml");
    await members(here);
    await there.forget(77);
    await members(here);
    expect(asked).toHaveLength(2);
    await sleep(100);
    await members(there);
    expect(asked).toHaveLength(2);
  });

  test("is asked by one replica for all, and believed by none of them for longer", async () => {
    const { asked, source } = people();
    const clock = clockAt(0);
    const notes = createNoteMemory(clock);
    const store = openSqliteCacheStore(":memory:", MUCH, clock);
    const replica = () => cacheAt(clock, notes, store);
    expect(await (await replica().of(source, SCANNER)).permission("ann")).toEqual(known("read"));
    await sleep(100);
    clock.pass(9 * MINUTE);
    const late = replica();
    expect(await (await late.of(source, SCANNER)).permission("ann")).toEqual(known("read"));
    expect(asked).toHaveLength(1);
    clock.pass(MINUTE);
    await (await late.of(source, SCANNER)).permission("ann");
    expect(asked).toHaveLength(2);
  });
});
