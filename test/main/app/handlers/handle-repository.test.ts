import { describe, expect, test } from "@jest/globals";
import { handleRepository } from "../../../../src/main/app/handlers/handle-repository.ts";
import { handlerWorld, job, REPOSITORY } from "../../../support/handler-world.ts";
import { learnBranch } from "../../../support/learnt.ts";
import { openPullRequest } from "../../../support/open-pull-request.ts";
import { merged, open, ref, SINCE, swept, sweepWorld } from "../../../support/sweep-world.ts";

const { signal } = new AbortController();

test("what is judged because of a whole organisation comes after everything else", async () => {
  const { surroundings, store } = handlerWorld();
  const pullRequests = {
    ...surroundings.pullRequests,
    open: () => Promise.resolve([openPullRequest(1), openPullRequest(2)]),
  };
  const repository = { repository: REPOSITORY, which: "all", priority: "later" } as const;
  await handleRepository({ ...surroundings, pullRequests })(job(repository), signal);
  expect(store.kept.map(({ job: { priority } }) => priority)).toEqual([-1, -1]);
});

describe("a repository", () => {
  test.each([
    [undefined, ["5#1", "5#2"]],
    ["release/1", ["5#3"]],
  ] as const)("has all of its pull requests judged again: %s", async (baseRef, keys) => {
    const { surroundings, planned } = sweepWorld();
    const data = { repository: ref(5), which: "all" as const, ...(baseRef && { baseRef }) };
    await handleRepository(surroundings)(job(data), signal);
    expect(planned()).toEqual(keys.map((key) => ["gates", key]));
  });

  test("is looked through for what was missed, of a week where nothing is known", async () => {
    const alone = swept({ open: [open(1)], merged: [merged(3, "2026-05-31T00:00:00Z")] });
    const { surroundings, planned, asked } = sweepWorld({ alone });
    const data = { repository: ref(5), which: "missing" as const };
    await handleRepository(surroundings)(job(data), signal);
    expect(planned()).toEqual([["gates", "5#1"], ["merges", "5#3@m3"]]); // prettier-ignore
    await handleRepository(surroundings)(job({ ...data, since: SINCE }), signal);
    expect(asked).toEqual(["2026-05-25T11:50:00.000Z", "2026-06-01T10:50:00.000Z"]);
  });

  test("misses nothing on branches that no check covers", async () => {
    const { surroundings, planned } = sweepWorld({ alone: swept({ open: [open(1)] }) });
    await learnBranch(surroundings.memory, 5, "main", false);
    const data = { repository: ref(5), which: "missing" as const };
    await handleRepository(surroundings)(job(data), signal);
    expect(planned()).toEqual([]);
  });
});
