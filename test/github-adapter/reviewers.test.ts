import { describe, expect, test } from "@jest/globals";
import { githubReviewers, type Refusals } from "../../src/github/github-reviewers.ts";
import type { InstallationClient } from "../../src/github/installation-client.ts";
import { fakeClient } from "../support/fake-client.ts";

const REPOSITORY = { id: 1, owner: "acme", name: "scanner" };

interface Sent {
  readonly route: string;
  readonly parameters: unknown;
}

/** GitHub that refuses requests with a status, or takes them. */
function answering(status?: number): {
  readonly client: InstallationClient;
  readonly sent: Sent[];
} {
  const sent: Sent[] = [];
  return {
    sent,
    client: fakeClient({
      rest<T>(route: string, parameters: unknown) {
        sent.push({ route, parameters });
        return status === undefined
          ? Promise.resolve({} as T)
          : Promise.reject(Object.assign(new Error("refused"), { status }));
      },
      graphql: () => Promise.reject(new Error("not asked")),
    }),
  };
}

describe("asking", () => {
  test("names the people", async () => {
    const { client, sent } = answering();
    const reviewers = githubReviewers(client, REPOSITORY, 7, new Map());
    expect(await reviewers.ask(["ann"])).toEqual({ state: "known", value: undefined });
    expect(sent).toEqual([
      {
        route: "POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers",
        parameters: { owner: "acme", repo: "scanner", pull_number: 7, reviewers: ["ann"] },
      },
    ]);
  });

  test("without the permission is told once, and not tried again for a while", async () => {
    const { client, sent } = answering(403);
    const refusals: Refusals = new Map();
    const ask = (number: number) =>
      githubReviewers(client, REPOSITORY, number, refusals).ask(["ann"]);
    const reason = "this App may not request reviews (pull_requests: write)";
    expect(await ask(7)).toMatchObject({ state: "unavailable", reason });
    expect(await ask(8)).toMatchObject({ state: "unavailable", reason });
    expect(sent).toHaveLength(1);
    refusals.set("1", { reason, until: 0 });
    await ask(7);
    expect(sent).toHaveLength(2);
  });

  test("somebody who has no access concerns them alone", async () => {
    const { client, sent } = answering(422);
    const refusals: Refusals = new Map();
    const reviewers = githubReviewers(client, REPOSITORY, 7, refusals);
    expect(await reviewers.ask(["ann"])).toMatchObject({
      reason: "GitHub does not let ann be asked; each has to have read access",
    });
    await reviewers.ask(["ann"]);
    await reviewers.ask(["ben"]);
    expect(sent).toHaveLength(2);
  });

  test("fails where GitHub does", async () => {
    const { client } = answering(502);
    await expect(githubReviewers(client, REPOSITORY, 7, new Map()).ask(["ann"])).rejects.toThrow(
      "refused",
    );
  });
});

const node = (login: string | undefined, createdAt: string) => ({
  createdAt,
  requestedReviewer: login === undefined ? {} : { login },
});

test("who was asked last is told by the latest request of each", async () => {
  const pulls = [
    [node("ann", "2026-06-03T10:00:00Z"), node(undefined, "2026-06-04T10:00:00Z")],
    [node("ann", "2026-06-01T10:00:00Z"), node("ben", "2026-06-02T10:00:00Z")],
  ];
  const client = fakeClient({
    rest: () => Promise.reject(new Error("not asked")),
    graphql: <T>() =>
      Promise.resolve({
        data: {
          repository: {
            pullRequests: { nodes: pulls.map((nodes) => ({ timelineItems: { nodes } })) },
          },
        } as T,
        now: "",
        errors: [],
      }),
  });
  expect(await githubReviewers(client, REPOSITORY, 7, new Map()).lastAsked()).toEqual({
    state: "known",
    value: new Map([
      ["ben", "2026-06-02T10:00:00Z"],
      ["ann", "2026-06-03T10:00:00Z"],
    ]),
  });
});

test("and is not known where GitHub does not tell", async () => {
  const client = fakeClient({
    rest: () => Promise.reject(new Error("not asked")),
    graphql: <T>() => Promise.resolve({ data: {} as T, now: "", errors: [{ message: "no" }] }),
  });
  expect(await githubReviewers(client, REPOSITORY, 7, new Map()).lastAsked()).toMatchObject({
    state: "unavailable",
    reason: "no",
  });
});
