import { expect, test } from "@jest/globals";
import type { GraphqlError, InstallationClient } from "../../../src/github/installation-client.ts";
import { fakeClient } from "../../support/fake-client.ts";
import { notingRefusals } from "../../../src/main/action/refusals.ts";

function answering(errors: readonly GraphqlError[], rest?: Error): InstallationClient {
  return fakeClient({
    graphql: () => Promise.resolve({ data: {} as never, errors, now: "2026-03-02T00:00:00Z" }),
    rest: () => (rest ? Promise.reject(rest) : Promise.resolve({} as never)),
  });
}

const forbidden = (...path: string[]): GraphqlError => ({
  type: "FORBIDDEN",
  message: "Resource not accessible by integration",
  path,
});

test.each([
  [["repository", "pullRequest"], "pull-requests: read"],
  [["repository", "pullRequest", "head", "nodes", "0", "commit", "checkSuites"], "checks: read"],
  [["repository", "object"], "contents: read"],
  [["repository", "w3"], undefined],
  [["repository", "mergeQueue"], undefined],
  [["w0", "team"], "who is in a team"],
  [["repository", "collaborators"], "who is in a team"],
  [["privatePolicy"], undefined],
] as const)("a field that is refused names its permission: %j", async (path, told) => {
  const { client, told: said } = notingRefusals(answering([forbidden(...path), forbidden(...path)])); // prettier-ignore
  await client.graphql("query { viewer { login } }", {});
  const wanted = told === undefined ? [] : [told];
  expect(said()).toHaveLength(wanted.length);
  expect(said().join()).toContain(wanted.join());
});

test("what is not there is no refusal", async () => {
  const missing = { type: "NOT_FOUND", message: "Could not resolve", path: ["repository", "pullRequest"] }; // prettier-ignore
  const { client, told } = notingRefusals(answering([missing]));
  await client.graphql("", {});
  expect(told()).toEqual([]);
});

test.each([
  ["issues=write; pull_requests=write", ["The token lacks issues: write, so this was refused: POST /x."]], // prettier-ignore
  ["actions=read", ["The token lacks actions: read, so this was hidden: what other workflows delivered: rules that rest on evidence which the policy expects of them cannot be judged."]], // prettier-ignore
  ["checks=write,contents=read", ["The token lacks checks: write and contents: read, so this was refused: POST /x."]], // prettier-ignore
  [undefined, []],
])("a call that is refused names what it would have taken: %s", async (accepted, said) => {
  const error = Object.assign(new Error("Resource not accessible by integration"), {
    status: 403,
    response: { headers: { "x-accepted-github-permissions": accepted } },
  });
  const { client, told } = notingRefusals(answering([], error));
  await expect(client.rest("POST /x")).rejects.toBe(error);
  expect(told()).toEqual(said);
});

test("another fault is passed on without a word", async () => {
  const error = Object.assign(new Error("down"), { status: 502 });
  const { client, told } = notingRefusals(answering([], error));
  await expect(client.rest("GET /x")).rejects.toBe(error);
  expect(told()).toEqual([]);
});
