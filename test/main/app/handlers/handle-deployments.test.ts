import { describe, expect, test } from "@jest/globals";
import { pino } from "pino";
import { known, unavailable } from "../../../../src/core/model/fact.ts";
import { handleDeployments } from "../../../../src/main/app/handlers/handle-deployments.ts";
import type { Surroundings } from "../../../../src/main/app/handlers/surroundings.ts";
import { DEPLOYMENTS, type DeploymentsJob } from "../../../../src/main/app/queues/deployments.ts";
import { nextLook } from "../../../../src/main/app/handlers/next-look.ts";
import { createRepositoryMemory } from "../../../../src/main/app/memory/repository-memory.ts";
import { createNoteMemory } from "../../../../src/queue/note-memory.ts";
import type { Issues } from "../../../../src/ports/issues.ts";
import { CARD, cardWith, deployedRepository, driftOf, STATE, tipFiles } from "../../../support/deployed-world.ts"; // prettier-ignore
import { ENGINE } from "../../../support/fake-engine.ts";
import { fakeIssues } from "../../../support/fake-issues.ts";
import { fakeJobStore } from "../../../support/fake-job-store.ts";
import { fakePeople } from "../../../support/fake-people.ts";
import type { FakeTree } from "../../../support/fake-repository.ts";

const REPOSITORY = { id: 5, owner: "acme", name: "scanner", installation: 77 };
const DAY = 86_400_000;
const NOW = Date.parse(STATE.now);
const RED = tipFiles(driftOf("2026-05-30", false));

function world(tip: FakeTree, changes: Partial<Issues> = {}, now = NOW) {
  const store = fakeJobStore();
  const clock = { now: () => now };
  const memory = createRepositoryMemory(createNoteMemory(clock), clock);
  const issues = fakeIssues();
  const surroundings = {
    store,
    clock,
    memory,
    engine: ENGINE,
    log: pino({ level: "silent" }),
    lookEvery: DAY,
    apart: 2_000,
    ports: {
      ofDeployments: () =>
        Promise.resolve({
          repository: deployedRepository(tip),
          people: fakePeople({}),
          issues: { ...issues, ...changes },
          defaultBranch: { read: () => Promise.resolve(known(STATE)) },
          repositoryUrl: "https://github.example/acme/scanner",
        }),
    },
  } as unknown as Surroundings;
  const look = (data: Partial<DeploymentsJob> = {}, signal = new AbortController().signal) =>
    handleDeployments(surroundings)(
      { id: undefined, key: "5", group: "77", data: { repository: REPOSITORY, ...data }, attempt: 1 }, // prettier-ignore
      signal,
    );
  return { look, store, memory, issues };
}

const refused = () => Promise.resolve(unavailable("not-visible", "GitHub answered 410: off"));

const planned = (notBefore: number, issueOpen: boolean) => ({
  queue: "deployments",
  job: { key: "5", group: "77", data: { repository: REPOSITORY, issueOpen }, notBefore },
});

describe("a look at what runs", () => {
  test("tells the owners and plans the next day's", async () => {
    const { look, store, issues } = world(RED);
    await look();
    expect(issues.kept).toHaveLength(1);
    expect(store.kept).toEqual([planned(nextLook(5, NOW, DAY), true)]);
  });

  test("comes sooner where something turns stale before", async () => {
    const late = Date.parse("2026-06-06T23:00:00Z");
    const { look, store } = world(tipFiles(), {}, late);
    await look();
    expect(store.kept).toEqual([planned(Date.parse("2026-06-07T00:00:00Z"), false)]);
  });

  test("never comes again at once, whatever the clocks say", async () => {
    const ahead = Date.parse("2026-06-07T00:00:00Z") + 5;
    const { look, store } = world(tipFiles(), {}, ahead);
    await look();
    expect(store.kept).toEqual([planned(ahead + 60_000, false)]);
  });

  test("remembers that nothing is open", async () => {
    const { look, issues } = world(tipFiles({ [CARD]: cardWith([]) }));
    await look({ issueOpen: false });
    expect(issues.asked).toEqual([]);
  });

  test("notes for the next checks what it could not say, until it can", async () => {
    const { look, memory } = world(RED, { search: refused });
    expect((await memory.of(5)).remarks).toEqual([]);
    await look();
    expect((await memory.of(5)).remarks).toEqual([
      expect.stringContaining("GitHub answered 410: off"),
    ]);
    await memory.remark(5, undefined);
    expect((await memory.of(5)).remarks).toEqual([]);
  });

  test.each([
    ["opens", RED],
    ["edits", tipFiles(driftOf("2026-05-20"))],
    ["closes", tipFiles()],
  ])("that nobody waits for any more %s nothing", async (what, tip) => {
    const before = fakeIssues();
    const first = world(RED, before);
    if (what !== "opens") await first.look();
    const { look } = world(tip, before);
    await expect(look({}, AbortSignal.abort())).rejects.toThrow("aborted");
    expect(before.asked.filter((each) => !/find|search/.test(each))).toEqual(what === "opens" ? [] : ["open"]); // prettier-ignore
  });
});

describe("the moment of a repository", () => {
  test("is the same every day and to come", () => {
    for (const id of [1, 5, 700_000_001]) {
      const next = nextLook(id, NOW, DAY);
      expect(next).toBeGreaterThan(NOW);
      expect(next).toBeLessThanOrEqual(NOW + DAY);
      expect(nextLook(id, next, DAY)).toBe(next + DAY);
      expect(nextLook(id, next - 1, DAY)).toBe(next);
    }
  });

  test("is spread over the day, however close the ids", () => {
    const hours = Array.from({ length: 240 }, (_, i) =>
      Math.floor((nextLook(700_000_000 + i, 0, DAY) % DAY) / 3_600_000),
    );
    const perHour = [...Map.groupBy(hours, (hour) => hour).values()].map(({ length }) => length);
    expect(perHour).toHaveLength(24);
    expect(Math.max(...perHour)).toBeLessThanOrEqual(12);
  });
});

test("looks fold, and what is known of issues is kept", () => {
  const waiting = { repository: REPOSITORY, issueOpen: true };
  expect(DEPLOYMENTS.merge?.(waiting, { repository: REPOSITORY })).toEqual(waiting);
});
