import { expect, test } from "@jest/globals";

import { asLine } from "./problem.ts";
import { sample } from "./sample.ts";
import { specification } from "./specification.ts";
import { watch } from "./watch.ts";

const path = "/repos/octocat/hello-world/check-runs";
const checkRun = sample({ $ref: "github#/schemas/check-run" });
const run = { name: "mltrl/main", head_sha: "a".repeat(40) };
const push = sample(specification.webhooks["push"] ?? {});

test("nothing to say where all is well", () => {
  const seen = [
    { event: "push", payload: push },
    { method: "POST", path, requestBody: run, status: 201, responseBody: checkRun },
    {
      method: "POST",
      path: "/graphql",
      requestBody: { query: "{ viewer { login } }" },
      status: 200,
    },
  ];
  expect(watch(seen)).toEqual([]);
});

test("both sides of an exchange, payloads and queries, in order", () => {
  const seen = [
    { event: "push", payload: {} },
    { method: "POST", path, requestBody: { ...run, hue: 1 }, status: 200, responseBody: checkRun },
    {
      method: "POST",
      path: "/graphql",
      requestBody: { query: "{ viewr { login } }" },
      status: 200,
    },
  ];
  const lines = watch(seen).map(asLine);
  expect(lines).toContain("webhook push: payload.ref is required");
  expect(lines.slice(-3)).toEqual([
    "request checks/create: body.hue is not described",
    "response 200 of checks/create: status is not described; described are 201",
    expect.stringContaining('Cannot query field "viewr"'),
  ]);
});

test("an answer in another media type", () => {
  const blob = "/repos/octocat/hello-world/git/blobs/1";
  const accept = "application/vnd.github.raw+json";
  const asked = { method: "GET", path: blob, status: 200, responseBody: "text" };
  expect(watch([{ ...asked, accept }])).toEqual([]);
  expect(watch([asked])).toHaveLength(1);
});
