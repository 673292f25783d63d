import { describe, expect, test } from "@jest/globals";
import { UpstreamError } from "../../../../src/core/errors.ts";
import type { CheckRun } from "../../../../src/core/model/change.ts";
import { known } from "../../../../src/core/model/fact.ts";
import { handleCommit } from "../../../../src/main/app/handlers/handle-commit.ts";
import { COMMIT_TRIES } from "../../../../src/main/app/queues/commits.ts";
import { fakePublisher } from "../../../support/fake-publisher.ts";
import { handlerWorld, job, REPOSITORY } from "../../../support/handler-world.ts";

const { signal } = new AbortController();

describe("a commit", () => {
  test.each([
    [true, { rewrite: { headSha: "abc" } }],
    [false, {}],
  ])("leads to its pull requests (write again: %s)", async (rewrite, more) => {
    const { surroundings, store } = handlerWorld();
    await handleCommit(surroundings)(job({ repository: REPOSITORY, sha: "abc", rewrite }), signal);
    expect(store.kept.map((each) => each.job)).toEqual(
      [7, 8].map((pullRequest) => ({
        key: `5#${pullRequest}`,
        group: "77",
        data: { repository: REPOSITORY, pullRequest, ...more },
      })),
    );
  });

  test("leads to what followed it on the branch that something ran on", async () => {
    const { surroundings, store } = handlerWorld();
    const ranOn = { name: "topic", repository: 5 };
    const commit = job({ repository: REPOSITORY, sha: "def", rewrite: false, ranOn });
    await handleCommit(surroundings)(commit, signal);
    expect(store.kept.map((each) => each.job)).toMatchObject([{ key: "5#9" }]);
  });

  test("of nobody leads nowhere", async () => {
    const { surroundings, store } = handlerWorld();
    const other = job({ repository: REPOSITORY, sha: "def", rewrite: false });
    await handleCommit(surroundings)(other, signal);
    expect(store.kept).toEqual([]);
  });
});

describe("a commit that is the head of no open pull request and cannot be judged", () => {
  const app = { id: 4242, slug: "mltrl" };
  const asked: CheckRun = { id: 1, name: "mltrl/main", app, own: true, status: "queued" };

  async function shownAfter(fault: Error, attempt: number) {
    const { surroundings } = handlerWorld();
    const publisher = fakePublisher();
    const pullRequests = [{ number: 7, headSha: "gone" }];
    const commit = { sha: "gone", archived: false, checkRuns: known([asked]), pullRequests };
    const ports = {
      commits: { read: () => Promise.resolve(known(commit)) },
      ofPullRequest: () => ({ source: { read: () => Promise.reject(fault) } }),
      publisher,
    };
    const ofCommits = () => Promise.resolve(ports as never);
    const handle = handleCommit({ ...surroundings, ports: { ...surroundings.ports, ofCommits } });
    const data = { repository: REPOSITORY, sha: "gone", rewrite: true };
    await expect(handle({ ...job(data), attempt }, signal)).rejects.toBe(fault);
    return publisher.shown.map(({ report: { title, summary } }) => ({ title, summary }));
  }

  test.each<[string, Error, number, object[]]>([
    [
      "by a mistake of ours, is closed at once",
      new TypeError("of undefined"),
      1,
      [
        {
          title: "Not judged: an error of mltrl-gate",
          summary: expect.stringContaining("It is tried again by itself"),
        },
      ],
    ],
    ["by a fault of GitHub's, waits for some tries", new UpstreamError("HTTP 502"), 2, []],
    [
      "by a fault of GitHub's that lasts, is closed",
      new UpstreamError("HTTP 502"),
      3,
      [
        {
          title: "Not judged: GitHub did not answer",
          summary: expect.stringContaining("HTTP 502"),
        },
      ],
    ],
    [
      "at the last try says that none follows",
      new UpstreamError("HTTP 502"),
      COMMIT_TRIES,
      [
        {
          title: "Not judged: GitHub did not answer",
          summary: expect.stringContaining("Re-run this check to try again"),
        },
      ],
    ],
    [
      "as GitHub bids us wait, is left until then",
      new UpstreamError("used up", { retryAfter: 60_000 }),
      COMMIT_TRIES,
      [],
    ],
  ])("%s", async (_, error, attempt, shown) => {
    expect(await shownAfter(error, attempt)).toEqual(shown);
  });
});
