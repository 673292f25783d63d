import { describe, expect, test } from "@jest/globals";
import { UpstreamError } from "../../../../src/core/errors.ts";
import { handleCommit } from "../../../../src/main/app/handlers/handle-commit.ts";
import { handleGate } from "../../../../src/main/app/handlers/handle-gate.ts";
import { handleRepository } from "../../../../src/main/app/handlers/handle-repository.ts";
import type { Surroundings } from "../../../../src/main/app/handlers/surroundings.ts";
import type { fakeJobStore } from "../../../support/fake-job-store.ts";
import { handlerWorld, job, REPOSITORY } from "../../../support/handler-world.ts";
import { openPullRequest } from "../../../support/open-pull-request.ts";

const { signal } = new AbortController();

/** A world in which reading files fails. */
function failing(fault: Error) {
  const { ports } = handlerWorld();
  const files = async (): Promise<never> => {
    await Promise.resolve();
    throw fault;
  };
  const broken = { ...ports, repository: { ...ports.repository, files } };
  const { surroundings: sound } = handlerWorld();
  const surroundings = {
    ...sound,
    ports: { ...sound.ports, ofPullRequest: () => Promise.resolve(broken) },
  };
  return { surroundings, shown: ports.publisher.shown };
}

describe("a pull request", () => {
  const request = job({ repository: REPOSITORY, pullRequest: 7 });

  test("is judged, remembered, and looked at again when the verdict changes by itself", async () => {
    const { surroundings, store, ports } = handlerWorld();
    await handleGate(surroundings)(request, signal);
    expect(ports.publisher.shown).toHaveLength(1);
    expect(await surroundings.memory.judgedAt(5, [7])).toEqual(
      new Map([[7, "2026-06-01T12:00:00.000Z"]]),
    );
    expect((await surroundings.memory.of(5)).isUngated("main")).toBe(false);
    expect(store.kept).toEqual([
      {
        queue: "gates",
        job: {
          key: "5#7",
          group: "77",
          data: { repository: REPOSITORY, pullRequest: 7 },
          notBefore: Date.parse("2026-07-01"),
        },
      },
    ]);
  });

  test("without a date to come is left alone", async () => {
    const { surroundings, store } = handlerWorld({ change: { now: "2026-08-01T00:00:00.000Z" } });
    await handleGate(surroundings)(request, signal);
    expect(store.kept).toEqual([]);
  });

  test("to a branch that no check covers is remembered so", async () => {
    const { surroundings, store, ports } = handlerWorld({ change: { baseRef: "topic" } });
    await handleGate(surroundings)(request, signal);
    expect((await surroundings.memory.of(5)).isUngated("topic")).toBe(true);
    expect(await surroundings.memory.judgedAt(5, [7])).toEqual(new Map());
    expect([ports.publisher.shown, store.kept]).toEqual([[], []]);
  });

  test("that is found to share its head is judged once more, since another may have left it meanwhile", async () => {
    const siblings = [7, 8].map((number) => ({ number, fromFork: true }));
    const { surroundings, store } = handlerWorld({
      change: { siblings, now: "2026-08-01T00:00:00.000Z" },
    });
    await handleGate(surroundings)(request, signal);
    await handleGate(surroundings)(request, signal);
    expect(store.kept).toMatchObject([{ job: { key: "5#7", data: { pullRequest: 7 } } }]);
  });

  test("that is closed leaves its branch gated", async () => {
    const { surroundings } = handlerWorld({ change: { state: "closed" } });
    await handleGate(surroundings)(request, signal);
    expect((await surroundings.memory.of(5)).isUngated("main")).toBe(false);
    expect(await surroundings.memory.judgedAt(5, [7])).toEqual(new Map());
  });

  const github = new UpstreamError("GitHub did not answer");
  const limited = new UpstreamError("used up", { retryAfter: 60_000 });

  test.each<[string, Error, number, number]>([
    ["a mistake of ours closes the checks at once", new Error("no such row"), 1, 1],
    ["a fault of GitHub's is given time", github, 2, 0],
    ["a fault of GitHub's that lasts closes the checks", github, 3, 1],
    ["what GitHub refuses is a fault of GitHub's", Object.assign(new Error("no"), { status: 422 }), 2, 0], // prettier-ignore
    ["where GitHub bids us wait nothing is written", limited, 5, 0],
  ])("%s", async (_, error, attempt, times) => {
    const { surroundings, shown } = failing(error);
    const touching = { ...request, attempt };
    await expect(handleGate(surroundings)(touching, signal)).rejects.toBe(error);
    expect(shown).toHaveLength(times);
  });

  test.each([
    ["ours", new Error("no such row"), "Not judged: an error of mltrl-gate"],
    [
      "GitHub's",
      Object.assign(new Error("no"), { status: 403 }),
      "Not judged: GitHub did not answer",
    ],
  ])("says whose fault it was: %s", async (_, error, title) => {
    const { surroundings, shown } = failing(error);
    await expect(handleGate(surroundings)({ ...request, attempt: 3 }, signal)).rejects.toBe(error);
    expect(shown.map(({ report }) => report.title)).toEqual([title]);
  });

  test("that nobody waits for any more writes nothing", async () => {
    const { surroundings, ports } = handlerWorld();
    await expect(handleGate(surroundings)(request, AbortSignal.abort())).rejects.toThrow("aborted");
    expect(ports.publisher.shown).toEqual([]);
  });
});

/** The pull requests that jobs are about, each with its priority. */
const inOrder = (store: ReturnType<typeof fakeJobStore>) =>
  store.kept.map(({ job: { data, priority } }) => [(data as { pullRequest: number }).pullRequest, priority]); // prettier-ignore

describe("a pull request into a branch that is released from", () => {
  const RELEASE = `version: 1
checks: { release: { branches: [main], enforcement: block, minimum-level: 2 } }
components: { a: { paths: [a/**] } }
`;
  const files = { ".mltrl/config.yml": RELEASE };
  const request = { repository: REPOSITORY, pullRequest: 7 };

  async function released() {
    const asked: unknown[] = [];
    const made = handlerWorld({ base: files, head: { ...files, "a/x": "1" } });
    const { ports } = made;
    const surroundings: Surroundings = {
      ...made.surroundings,
      ports: {
        ...made.surroundings.ports,
        ofPullRequest: (...of) => {
          asked.push(of.slice(1));
          return Promise.resolve(ports);
        },
      },
    };
    await handleGate(surroundings)(job(request), signal);
    return { surroundings, store: made.store, asked };
  }

  test("is known after its first verdict, and goes before others whatever asks for it", async () => {
    const { surroundings, store } = await released();
    expect((await surroundings.memory.of(5)).isReleasedFrom("main")).toBe(true);
    await handleCommit(surroundings)(job({ repository: REPOSITORY, sha: "abc", rewrite: false }), signal); // prettier-ignore
    expect(inOrder(store)).toEqual([
      [7, 1],
      [8, undefined],
    ]);
  });

  test("goes before others in a sweep, which comes last", async () => {
    const { surroundings, store } = await released();
    const pullRequests = {
      ...surroundings.pullRequests,
      look: () =>
        Promise.resolve({ open: [openPullRequest(7), openPullRequest(8)], merged: [], hasRecords: true, now: "1970-01-01T00:01:00.000Z" }), // prettier-ignore
    };
    const sweep = handleRepository({ ...surroundings, pullRequests });
    await sweep(job({ repository: REPOSITORY, which: "missing" }), signal);
    expect(inOrder(store).filter(([number]) => number === 7)).toEqual([[7, 1]]);
    expect(inOrder(store).filter(([number]) => number === 8)).toEqual([[8, -1]]);
  });

  test("has a client of its own priority", async () => {
    const { surroundings, asked } = await released();
    await handleGate(surroundings)(job({ ...request, priority: "release" }), signal);
    expect(asked).toEqual([
      [7, undefined],
      [7, "release"],
    ]);
  });
});
