import { beforeEach, describe, expect, test } from "@jest/globals";
import { pino } from "pino";
import { UpstreamError } from "../../src/core/errors.ts";
import type { GateRequest } from "../../src/core/model/change.ts";
import { known, unavailable } from "../../src/core/model/fact.ts";
import type { Surroundings } from "../../src/main/app/handlers/surroundings.ts";
import { handleGate } from "../../src/main/app/handlers/handle-gate.ts";
import { createRepositoryMemory } from "../../src/main/app/memory/repository-memory.ts";
import { createNoteMemory } from "../../src/queue/note-memory.ts";
import type { CheckReport } from "../../src/ports/publisher.ts";
import { systemClock } from "../../src/queue/system-clock.ts";
import { NO_TELEMETRY } from "../../src/telemetry/no-telemetry.ts";
import type { GatePorts } from "../../src/use-cases/gate.ts";
import { ENGINE } from "../support/fake-engine.ts";
import {
  BASE,
  type FakeChange,
  type FakeChangeDescription,
  fakeChange,
} from "../support/fake-change.ts";
import { fakeJobStore } from "../support/fake-job-store.ts";
import { type FakePublisher, fakePublisher } from "../support/fake-publisher.ts";
import { fakeReviewers } from "../support/fake-reviewers.ts";
import { objectId } from "../support/fake-repository.ts";
import { CARD, cardText, CONFIG, scannerFiles } from "../support/repository-files.ts";

const base = scannerFiles();
const card = cardText({ sections: { "TL;DR": "Marks nodules." } });
const GOOD: FakeChangeDescription = {
  base,
  head: { ...base, [CARD]: card },
  tags: [{ name: "v1.0.0", commit: BASE, annotated: true }],
};

let publisher: FakePublisher;
let store: ReturnType<typeof fakeJobStore>;
const kept = () => store.kept;
beforeEach(() => {
  publisher = fakePublisher();
});

interface Attempt {
  readonly number?: number;
  readonly rewrite?: boolean;
  readonly signal?: AbortSignal;
  /** What a job of the pull request that waits says. */
  readonly waiting?: Partial<GateRequest>;
}

/** Handles a gate job; gives what it failed with. */
async function handle(
  change: FakeChange,
  { number = 1, rewrite = false, signal = new AbortController().signal, waiting }: Attempt = {},
): Promise<unknown> {
  const ports: GatePorts = {
    ...change,
    publisher,
    reviewers: fakeReviewers(),
    sibling: () => change,
    repositoryUrl: "https://acme.example/scanner",
  };
  const data: GateRequest = {
    repository: { id: 1, owner: "acme", name: "scanner", installation: 1 },
    pullRequest: 7,
    ...(rewrite && { rewrite: { headSha: change.change.head } }),
  };
  store = fakeJobStore(waiting && { ...data, ...waiting });
  const surroundings = {
    store,
    memory: createRepositoryMemory(createNoteMemory(systemClock), systemClock),
    clock: systemClock,
    engine: ENGINE,
    log: pino({ level: "silent" }),
    telemetry: NO_TELEMETRY,
    ports: { ofPullRequest: () => Promise.resolve(ports) },
  } as unknown as Surroundings;
  const job = { id: undefined, key: "1#7", group: "1", data, attempt: number };
  try {
    await handleGate(surroundings)(job, signal);
    return undefined;
  } catch (error) {
    return error;
  }
}

/** A change during whose judgement something throws: when a file is read. */
function failing(error: Error, text = card, description: FakeChangeDescription = GOOD): FakeChange {
  const change = fakeChange(description);
  const blob: FakeChange["repository"]["blob"] = async (id) => {
    if (id === objectId(text)) throw error;
    return change.repository.blob(id);
  };
  return { ...change, repository: { ...change.repository, blob } };
}

function shown(): readonly CheckReport[] {
  return publisher.shown.map(({ report }) => report);
}

const OURS = new TypeError("card.sections is not iterable");
const UNREADABLE = unavailable("upstream", "it cannot be read");
const GITHUBS = new UpstreamError("GitHub did not answer: Server Error");

describe("an error of ours", () => {
  test("closes the check at once, says so, and is tried again", async () => {
    expect(await handle(failing(OURS))).toBe(OURS);
    expect(shown()).toMatchObject([
      {
        name: "mltrl/main",
        conclusion: "failure",
        title: "Not judged: an error of mltrl-gate",
        summary: expect.stringContaining("It is tried again by itself."),
      },
    ]);
    expect(shown()[0]?.summary).toContain("card.sections is not iterable");
  });

  test("is not said twice in the same words, unless somebody pressed re-run", async () => {
    await handle(failing(OURS));
    const [{ digest } = { digest: "" }] = shown();
    const own = { id: 1, name: "mltrl/main", app: { id: 4242, slug: "mltrl-gate" }, own: true };
    const checkRuns = known([{ ...own, status: "completed" as const, externalId: digest }]);
    const again = failing(OURS, card, { ...GOOD, change: { checkRuns } });
    await handle(again, { number: 2 });
    expect(shown()).toHaveLength(1);
    await handle(again, { rewrite: true });
    expect(shown()).toHaveLength(2);
  });

  test("gives way to the next verdict", async () => {
    await handle(failing(OURS));
    expect(await handle(fakeChange(GOOD), { number: 2 })).toBeUndefined();
    expect(shown().map(({ conclusion }) => conclusion)).toEqual(["failure", "success"]);
  });

  test("says after the last attempt that somebody has to ask", async () => {
    await handle(failing(OURS), { number: 12 });
    expect(shown()[0]?.summary).toContain("Re-run this check to try again.");
  });

  test("in reading the policy closes the checks that the branch's rules demand", async () => {
    const requiredChecks = known([{ name: "mltrl/release" }, { name: "ci" }]);
    const config = base[CONFIG] ?? "";
    const broken = failing(OURS, config, { ...GOOD, change: { requiredChecks } });
    expect(await handle(broken)).toBe(OURS);
    expect(shown().map(({ name }) => name)).toEqual(["mltrl/release"]);
  });

  test("is said of no pull request that is closed", async () => {
    await handle(failing(OURS, card, { ...GOOD, change: { state: "closed" } }));
    expect(shown()).toEqual([]);
  });
});

describe("an error of GitHub's", () => {
  const refusal = Object.assign(new Error("No commit found for SHA"), { status: 422 });
  test.each([
    ["it does not answer", GITHUBS],
    ["it refuses", refusal],
  ])("is said when it lasts: %s", async (_, error) => {
    for (const number of [1, 2]) expect(await handle(failing(error), { number })).toBe(error);
    expect(shown()).toEqual([]);
    expect(await handle(failing(error), { number: 3 })).toBe(error);
    expect(shown()).toMatchObject([
      { conclusion: "failure", title: "Not judged: GitHub did not answer" },
    ]);
  });

  test("that bids us wait is not said", async () => {
    const limited = new UpstreamError("the rate limit is used up", { retryAfter: 1000 });
    expect(await handle(failing(limited), { number: 5 })).toBe(limited);
    expect(shown()).toEqual([]);
  });

  test("stays the error when it cannot be said either", async () => {
    publisher = { ...publisher, check: () => Promise.reject(new Error("not this time")) };
    expect(await handle(failing(GITHUBS), { number: 3 })).toBe(GITHUBS);
  });

  test("that leaves the head unknown is said nowhere", async () => {
    const gone = fakeChange(GOOD);
    const source = { read: () => Promise.resolve(UNREADABLE) };
    const error = await handle({ ...gone, source }, { number: 3 });
    expect(String(error)).toContain("it cannot be read");
    expect(shown()).toEqual([]);
  });
});

test("a verdict that GitHub gives too little for says so, and is tried again", async () => {
  const changedFiles = unavailable("upstream", "GitHub does not list the changed files yet");
  const error = await handle(fakeChange({ ...GOOD, change: { changedFiles } }));
  expect(error).toBeInstanceOf(UpstreamError);
  expect(shown()).toMatchObject([{ title: "Not judged yet: tried again by itself" }]);
});

test("a run that nobody waits for any more writes nothing", async () => {
  const signal = AbortSignal.abort(new Error("took longer than 60000 ms"));
  expect(String(await handle(fakeChange(GOOD), { signal }))).toContain("took longer");
  expect(shown()).toEqual([]);
});

test("what is written while nobody waits for it any more is looked at again, whether or not it was written", async () => {
  for (const outcome of [() => Promise.resolve(), () => Promise.reject(GITHUBS)]) {
    const abort = new AbortController();
    publisher = {
      ...publisher,
      check: () => {
        abort.abort(new Error("took longer than 60000 ms"));
        return outcome();
      },
    };
    await handle(fakeChange(GOOD), { signal: abort.signal });
    const data = { repository: { id: 1 }, pullRequest: 7 };
    expect(kept()).toMatchObject([{ queue: "gates", job: { key: "1#7", data } }]);
  }
});

describe("where another head waits to be judged", () => {
  const waiting = { headSha: "f".repeat(40) };

  test("nothing is written, nor tried again", async () => {
    expect(await handle(fakeChange(GOOD), { waiting })).toBeUndefined();
    const changedFiles = unavailable("upstream", "GitHub does not list the changed files yet");
    const incomplete = fakeChange({ ...GOOD, change: { changedFiles } });
    expect(await handle(incomplete, { waiting })).toBeUndefined();
    expect(shown()).toEqual([]);
  });

  test("an error is not shown on this one", async () => {
    expect(await handle(failing(OURS), { waiting })).toBe(OURS);
    expect(shown()).toEqual([]);
  });

  test.each<[string, Partial<GateRequest>]>([
    ["the same head", { headSha: fakeChange(GOOD).change.head }],
    ["no head that was told", {}],
  ])("but not where %s waits", async (_, same) => {
    await handle(fakeChange(GOOD), { waiting: same });
    expect(shown()).toMatchObject([{ conclusion: "success" }]);
  });

  test("nor where another pull request has this head as well", async () => {
    const own = { number: 7, fromFork: false };
    await handle(fakeChange({ ...GOOD, change: { siblings: [own] } }), { waiting });
    expect(shown()).toEqual([]);
    const siblings = [own, { number: 8, fromFork: true }];
    await handle(fakeChange({ ...GOOD, change: { siblings } }), { waiting });
    expect(shown()).toMatchObject([{ conclusion: "success" }]);
  });

  test("somebody who pressed re-run gets an answer all the same", async () => {
    await handle(fakeChange(GOOD), { waiting, rewrite: true });
    expect(shown()).toMatchObject([{ conclusion: "success" }]);
    await handle(failing(OURS), { waiting, rewrite: true });
    expect(shown().at(-1)).toMatchObject({ conclusion: "failure" });
  });

  test("a check that goes on comes to its end, by a verdict or by an error", async () => {
    const own = { id: 1, name: "mltrl/main", app: { id: 4242, slug: "mltrl-gate" }, own: true };
    const checkRuns = known([{ ...own, status: "in_progress" as const }]);
    await handle(fakeChange({ ...GOOD, change: { checkRuns } }), { waiting });
    await handle(failing(OURS, card, { ...GOOD, change: { checkRuns } }), { waiting });
    expect(shown().map(({ conclusion }) => conclusion)).toEqual(["success", "failure"]);
  });
});
