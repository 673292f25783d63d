import { describe, expect, test } from "@jest/globals";
import type { GraphqlError } from "../../../src/github/installation-client.ts";
import { fakeClient } from "../../support/fake-client.ts";
import { notingUnseenPolicy } from "../../../src/main/action/unseen-policy.ts";

const SAID = [
  "No policy of the organisation acme was found, and the job's own token would not see one in a private repository: if there is one, it was not applied. The token of an App that may read it, as the input `token`, shows it.",
];
const POLICY = { defaultBranchRef: { target: { policy: { object: { text: "version: 1\n" } } } } };
const WITHOUT = { defaultBranchRef: { target: { policy: null } } };
const [NO_PRIVATE, NO_PUBLIC] = ["privatePolicy", "publicPolicy"].map((alias): GraphqlError => ({
  type: "NOT_FOUND",
  message: "Could not resolve",
  path: [alias],
})) as [GraphqlError, GraphqlError];
const NEITHER = { data: { privatePolicy: null, publicPolicy: null }, errors: [NO_PRIVATE, NO_PUBLIC] }; // prettier-ignore

interface Asked {
  readonly data: object;
  readonly errors: readonly GraphqlError[];
}

interface Who {
  readonly login?: string;
  readonly isInOrganization?: boolean;
}

/** What is noted once GitHub has answered, and what was asked of it. */
async function noted(
  answers: readonly Asked[],
  { login = "github-actions[bot]", isInOrganization = true }: Who = {},
): Promise<{ told: readonly string[]; asked: number }> {
  let asked = 0;
  const left = [...answers];
  const client = fakeClient({
    rest: () => Promise.resolve({} as never),
    graphql: (document) => {
      asked += 1;
      const who = { data: { viewer: { login }, repository: { isInOrganization } }, errors: [] };
      const answer = document.includes("isInOrganization") ? who : left.shift();
      return Promise.resolve({ ...answer, now: "2026-03-02T00:00:00Z" } as never);
    },
  });
  const noting = notingUnseenPolicy({ client, told: () => [] }, { owner: "acme", name: "scanner" });
  for (const answer of answers) {
    // oxlint-disable-next-line no-await-in-loop
    const { data } = await noting.client.graphql("query Evaluation", {});
    expect(data).toBe(answer.data);
  }
  return { told: noting.told(), asked };
}

describe("a policy of the organisation that a job's own token may not see", () => {
  test("is noted once, however often it is looked for", async () => {
    expect(await noted([NEITHER, NEITHER, NEITHER])).toEqual({ told: SAID, asked: 4 });
  });

  test.each<[string, Asked]>([
    ["where one repository is there and holds none", { data: { privatePolicy: null, publicPolicy: WITHOUT }, errors: [NO_PRIVATE] }], // prettier-ignore
    ["where the bot is not called one", NEITHER],
  ])("is noted %s", async (_, answer) => {
    expect(await noted([answer], { login: "github-actions" })).toMatchObject({ told: SAID });
  });

  test.each<[string, Asked]>([
    ["one was found", { data: { privatePolicy: null, publicPolicy: POLICY }, errors: [NO_PRIVATE] }], // prettier-ignore
    ["both repositories are there and hold none", { data: { privatePolicy: WITHOUT, publicPolicy: WITHOUT }, errors: [] }], // prettier-ignore
    [
      "something else is not there",
      { data: {}, errors: [{ ...NO_PRIVATE, path: ["repository"] }] },
    ],
    ["it is refused, which is told otherwise", { data: { privatePolicy: null }, errors: [{ ...NO_PRIVATE, type: "FORBIDDEN" }] }], // prettier-ignore
  ])("is no matter where %s, and nobody is asked who asks", async (_, answer) => {
    expect(await noted([answer])).toEqual({ told: [], asked: 1 });
  });

  test.each<[string, Who]>([
    ["an App's token, which sees what it was given", { login: "acme-gate[bot]" }],
    ["the repository of a person, who has no such policy", { isInOrganization: false }],
  ])("is no matter for %s", async (_, who) => {
    expect(await noted([NEITHER], who)).toMatchObject({ told: [] });
  });
});
