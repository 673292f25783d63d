import { describe, expect, test } from "@jest/globals";

import { checkResponse, type ApiResponse } from "./check-response.ts";
import { asLine } from "./problem.ts";

const repo = "/repos/octocat/hello-world";
const notFound = { message: "Not Found", documentation_url: "https://docs.github.com/rest" };
const ref = {
  ref: "refs/heads/main",
  node_id: "REF_1",
  url: "https://api.github.com/repos/octocat/hello-world/git/refs/heads/main",
  object: { type: "commit", sha: "a".repeat(40), url: "https://api.github.com/commit" },
};

function found(path: string, status: number, answer: Partial<ApiResponse> = {}): string[] {
  return checkResponse({ method: "GET", path: `${repo}${path}`, status, ...answer }).map(asLine);
}

describe("answers as GitHub gives them", () => {
  test.each<[name: string, path: string, status: number, answer: Partial<ApiResponse>]>([
    ["what is described", "/git/ref/heads/main", 200, { body: ref }],
    ["an error that is described", "/git/ref/heads/main", 404, { body: notFound }],
    ["an error of any operation", "/check-runs/1", 401, { body: { message: "Bad credentials" } }],
    ["not modified", "/check-runs/1", 304, {}],
    ["no content", "/issues/comments/1", 204, { method: "DELETE" }],
    ["a file as it is", "/contents/a", 200, { accept: "application/vnd.github.raw", body: "a" }],
    ["a difference", "/pulls/1", 200, { accept: "application/vnd.github.diff", body: "diff" }],
    ["what the contract does not cover", "/gates", 200, { body: {} }],
  ])("%s", (_name, path, status, answer) => {
    expect(found(path, status, answer)).toEqual([]);
  });
});

describe("answers that GitHub would not give", () => {
  const { object: _object, ...withoutObject } = ref;

  test.each<
    [name: string, path: string, status: number, answer: Partial<ApiResponse>, line: string]
  >([
    ["a status", "/git/ref/heads/main", 201, { body: ref }, "status is not described; described"],
    ["not modified", "/pulls", 304, { method: "POST" }, "status is not described"],
    [
      "a missing key",
      "/git/ref/heads/main",
      200,
      { body: withoutObject },
      "body.object is required",
    ],
    [
      "a key of another type",
      "/git/ref/heads/main",
      200,
      { body: { ...ref, node_id: 1 } },
      "body.node_id must be string, but is 1",
    ],
    ["no body", "/git/ref/heads/main", 200, {}, "body is required"],
    ["a text", "/git/ref/heads/main", 200, { body: "main" }, "body must be object"],
    ["a list for one", "/git/ref/heads/main", 200, { body: [ref] }, "body must be object"],
    ["an error without a message", "/check-runs/1", 404, { body: {} }, "body.message is required"],
    ["an error without a body", "/git/ref/heads/main", 404, {}, "body is required"],
    [
      "a body where none belongs",
      "/issues/comments/1",
      204,
      { method: "DELETE", body: {} },
      "body has no place in a 204",
    ],
    [
      "a file where a folder was asked for as an object",
      "/contents/a",
      200,
      { accept: "application/vnd.github.object+json", body: [] },
      "body must be object",
    ],
  ])("%s", (_name, path, status, answer, line) => {
    expect(found(path, status, answer)).toEqual([expect.stringContaining(line)]);
  });
});
