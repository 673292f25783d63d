import { describe, expect, test } from "@jest/globals";
import { type Fact, known, unavailable } from "../../src/core/model/fact.ts";
import { createPeopleCache } from "../../src/github/people-cache.ts";
import { createNoteMemory } from "../../src/queue/note-memory.ts";
import type { People } from "../../src/ports/people.ts";

const SCANNER = { id: 5, installation: 77 };
const MINUTE = 60_000;

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

function cacheAt(clock: ReturnType<typeof clockAt>) {
  return createPeopleCache(createNoteMemory(clock), clock);
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
    const [here, there] = [createPeopleCache(notes, clock), createPeopleCache(notes, clock)];
    await (await here.of(source, SCANNER)).members("acme/ml");
    await there.forget(77);
    await (await here.of(source, SCANNER)).members("acme/ml");
    expect(asked).toHaveLength(2);
  });
});
