import { describe, expect, test } from "@jest/globals";
import type { MergeQueueRef } from "../../../../src/core/model/merge-group.ts";
import { handleQueues } from "../../../../src/main/app/handlers/handle-queues.ts";
import type { LookedQueue } from "../../../../src/ports/overview.ts";
import { fakeJobStore } from "../../../support/fake-job-store.ts";
import { job } from "../../../support/handler-world.ts";
import { learnBranch } from "../../../support/learnt.ts";
import { queue, ref, sweepWorld } from "../../../support/sweep-world.ts";

const { signal } = new AbortController();

const group = (headSha: string, madeAt = "2026-06-01T11:00:00Z") => ({
  headSha,
  headRef: `refs/heads/gh-readonly-queue/main/${headSha}`,
  madeAt,
});

const lookedQueue = (groups: LookedQueue["groups"], branch = "main"): LookedQueue => ({
  queue: queue(branch),
  groups,
  now: "2026-06-01T12:00:00Z",
});

describe("merge queues", () => {
  test("that no check covers are not asked about", async () => {
    const asked: string[] = [];
    const queues = (all: readonly MergeQueueRef[]) => {
      asked.push(...all.map(({ branch }) => branch));
      return Promise.resolve([]);
    };
    const { surroundings } = sweepWorld({ queues });
    await surroundings.queueMemory.know(ref(5), ["main", "next"]);
    await learnBranch(surroundings.memory, 5, "next", false);
    await handleQueues(surroundings)(job({ installation: 77 }), signal);
    expect(asked).toEqual(["main"]);
  });

  test("have those groups judged that nobody was asked about for a minute", async () => {
    const groups = [
      group("lost"),
      group("judged"),
      group("given-up"),
      group("lost-too", "2026-06-01T11:59:00Z"),
      group("new", "2026-06-01T11:59:01Z"),
    ];
    const { surroundings, store } = sweepWorld({
      queues: () => Promise.resolve([lookedQueue(groups)]),
    });
    await surroundings.queueMemory.judged({ repository: ref(5), headSha: "judged" });
    await surroundings.queueMemory.gaveUp({ repository: ref(5), headSha: "given-up" });
    await handleQueues(surroundings)(job({ installation: 77 }), signal);
    expect(store.kept.map(({ job: { data } }) => data)).toEqual([
      {
        repository: ref(5),
        headSha: "lost",
        headRef: "refs/heads/gh-readonly-queue/main/lost",
        baseRef: "main",
      },
      expect.objectContaining({ headSha: "lost-too" }),
    ]);
  });

  test("leave groups alone that wait for their next look", async () => {
    const looked = [lookedQueue([group("waits")])];
    const { surroundings } = sweepWorld({ queues: () => Promise.resolve(looked) });
    const store = fakeJobStore({ headSha: "waits" });
    await handleQueues({ ...surroundings, store })(job({ installation: 77 }), signal);
    expect(store.kept).toEqual([]);
  });

  test("that are gone are forgotten", async () => {
    const { surroundings, planned } = sweepWorld({
      queues: () => Promise.resolve([lookedQueue(undefined), lookedQueue([], "next")]),
    });
    await surroundings.queueMemory.know(ref(5), ["main", "next"]);
    await handleQueues(surroundings)(job({ installation: 77 }), signal);
    expect(await surroundings.queueMemory.of(77)).toEqual([queue("next")]);
    expect(planned()).toEqual([]);
  });
});
