import { describe, expect, test } from "@jest/globals";
import { handleSweep } from "../../../../src/main/app/handlers/handle-sweep.ts";
import { job } from "../../../support/handler-world.ts";
import { NOW, listed, looked, open, ref, SINCE, sweepWorld } from "../../../support/sweep-world.ts";

const { signal } = new AbortController();

/** What a sweep of all plans, with how long it waits. */
const sweptAll = async (data: object) => {
  const { surroundings, store } = sweepWorld();
  await handleSweep(surroundings)(job({ installation: 0, ...data }), signal);
  return store.kept.map((each) => ({ ...(each.job.data as object), ...("notBefore" in each.job && each.job.notBefore !== undefined && { at: each.job.notBefore - NOW }) })); // prettier-ignore
};

describe("a sweep of all installations", () => {
  const now = "2026-06-01T12:00:00.000Z";

  test("is a full one where nothing is known, and plans the next", async () => {
    expect(await sweptAll({})).toEqual([
      { installation: 77, full: true },
      { installation: 78, full: true },
      { installation: 0, since: now, fullAt: now, at: 300_000 },
    ]);
  });

  test("asks for what changed since the last one, with a full one every hour", async () => {
    const fullAt = "2026-06-01T11:30:00.000Z";
    expect((await sweptAll({ since: SINCE, fullAt }))[0]).toEqual({
      installation: 77,
      since: SINCE,
    });
    expect((await sweptAll({ since: SINCE, fullAt })).at(-1)).toMatchObject({ since: now, fullAt });
    const long = await sweptAll({ since: SINCE, fullAt: "2026-06-01T11:00:00.000Z" });
    expect(long[0]).toEqual({ installation: 77, full: true, since: SINCE });
  });
});

describe("a full sweep of an installation", () => {
  test("looks at what has open issues or was pushed to, five hundred at a time", async () => {
    const repositories = [
      ...Array.from({ length: 550 }, (_, i) => listed(i + 1)),
      listed(900, { openIssues: 0 }),
      listed(901, { openIssues: 0, pushedAt: "2026-06-01T10:55:00Z" }),
    ];
    const { surroundings, store, planned } = sweepWorld({ repositories });
    await handleSweep(surroundings)(job({ installation: 77, full: true, since: SINCE }), signal);
    const looks = store.kept.filter(({ queue }) => queue === "looks");
    expect(looks.map(({ job: { data } }) => (data as { repositories: object[] }).repositories.length)).toEqual([500, 51]); // prettier-ignore
    expect(planned().slice(0, 2)).toEqual([["looks", "1"], ["looks", "501"]]); // prettier-ignore
    expect(planned().filter(([queue]) => queue === "deployments")).toHaveLength(552);
    expect(surroundings.sweepMemory.listed(77)).toHaveLength(552);
  });
});

/** What GitHub finds to have changed. */
const changed = (complete: boolean, elsewhere: readonly number[] = []) => ({
  changed: (_: unknown, since: string) => {
    expect(since).toBe("2026-06-01T10:50:00.000Z");
    return Promise.resolve({ complete, elsewhere, looked: [looked(5, { open: [open(1)] })] });
  },
});

describe("a sweep in between", () => {
  const data = { installation: 77, since: SINCE };
  test("judges what changed and has no verdict", async () => {
    const { surroundings, planned } = sweepWorld(changed(true));
    surroundings.sweepMemory.list(77, [ref(5)]);
    await handleSweep(surroundings)(job(data), signal);
    expect(planned()).toEqual([
      ["gates", "5#1"],
      ["merge-queues", "77"],
    ]);
  });

  test("that finds something in another repository is a full one, the first time", async () => {
    const { surroundings, planned } = sweepWorld({
      ...changed(true, [9]),
      repositories: [listed(5)],
    });
    surroundings.sweepMemory.list(77, [ref(5)]);
    await handleSweep(surroundings)(job(data), signal);
    expect(planned()[0]).toEqual(["looks", "5"]);
    await handleSweep(surroundings)(job(data), signal);
    expect(planned().slice(-2)).toEqual([["gates", "5#1"], ["merge-queues", "77"]]); // prettier-ignore
  });

  test.each<[string, boolean]>([
    ["where more changed than can be searched for", true],
    ["where no list is known", false],
  ])("is a full one %s", async (_, known) => {
    const { surroundings, planned } = sweepWorld({ ...changed(false), repositories: [listed(5)] });
    if (known) surroundings.sweepMemory.list(77, [ref(5)]);
    await handleSweep(surroundings)(job(data), signal);
    expect(planned()).toEqual([["looks", "5"], ["deployments", "5"], ["merge-queues", "77"]]); // prettier-ignore
  });
});
