import { describe, expect, test } from "@jest/globals";

import { checkRequest } from "./check-request.ts";
import { asLine } from "./problem.ts";

const repo = "/repos/octocat/hello-world";
const sha = "a".repeat(40);

function found(method: string, path: string, body?: unknown): string[] {
  return checkRequest({ method, path, body }).map(asLine);
}

describe("requests that GitHub takes", () => {
  test.each<[method: string, path: string, body?: unknown]>([
    ["GET", "/app"],
    ["GET", "/rate_limit"],
    ["GET", "/app/hook/deliveries?per_page=100&cursor=v1_1&status=failure"],
    ["POST", "/app/hook/deliveries/7/attempts", {}],
    ["POST", "/app/installations/1/access_tokens"],
    ["POST", "/app/installations/1/access_tokens", { permissions: { checks: "write" } }],
    ["GET", `${repo}/contents`],
    ["GET", `${repo}/contents/`],
    ["GET", `${repo}/contents/.mltrl/cards/model.yml?ref=main`],
    ["PUT", `${repo}/contents/a%20b.txt`, { message: "Add", content: "aGVsbG8=\n" }],
    ["GET", `${repo}/branches/release%2F1.0`],
    ["GET", `${repo}/branches/release/1.0`],
    ["GET", `${repo}/git/trees/${sha}?recursive=1`],
    ["GET", `${repo}/git/matching-refs/heads/release/`],
    ["PATCH", `${repo}/git/refs/heads/main`, { sha, force: true }],
    ["POST", `${repo}/git/refs`, { ref: "refs/heads/topic", sha }],
    ["POST", `${repo}/git/trees`, { tree: [{ path: "a", mode: "100644", sha: null }] }],
    ["GET", `${repo}/compare/main...octocat:topic/1?page=2&per_page=100`],
    ["GET", `${repo}/commits/topic/1/check-runs?check_name=a&filter=all&app_id=1`],
    ["POST", `${repo}/check-runs`, { name: "a", head_sha: sha }],
    ["PATCH", `${repo}/check-runs/1`, { status: "in_progress" }],
    ["PATCH", `${repo}/check-runs/1`, { status: "completed", conclusion: "success" }],
    ["POST", `${repo}/pulls`, { title: "A", head: "octocat:topic", base: "main", draft: true }],
    ["PUT", `${repo}/pulls/1/merge`],
    ["POST", `${repo}/pulls/1/reviews`, { event: "APPROVE" }],
    ["POST", `${repo}/pulls/1/requested_reviewers`, { reviewers: ["monalisa"] }],
    ["PATCH", `${repo}/issues/1`, { title: null, milestone: 3 }],
    ["POST", `${repo}/issues/1/labels`, { labels: ["bug"] }],
    ["POST", `${repo}/issues/comments/1/reactions`, { content: "eyes" }],
    ["GET", "/orgs/acme/teams/owners/members?role=all"],
  ])("%s %s", (...request) => {
    expect(found(...request)).toEqual([]);
  });

  test("a ruleset with a check pinned to an App", () => {
    const requiredCheck = { context: "mltrl/main", integration_id: 1 };
    const ruleset = {
      name: "Gates",
      target: "branch",
      enforcement: "active",
      conditions: { ref_name: { include: ["~DEFAULT_BRANCH"], exclude: [] } },
      rules: [
        { type: "deletion" },
        {
          type: "required_status_checks",
          parameters: {
            strict_required_status_checks_policy: true,
            required_status_checks: [requiredCheck],
          },
        },
      ],
    };
    expect(found("POST", `${repo}/rulesets`, ruleset)).toEqual([]);
  });
});

describe("where a request goes", () => {
  test("no such path", () => {
    expect(found("GET", `${repo}/gates`)).toEqual([
      `request: GET ${repo}/gates is none the contract covers`,
    ]);
  });

  test("the wrong method", () => {
    expect(found("PUT", `${repo}/check-runs/1`)).toEqual([
      `request: PUT ${repo}/check-runs/1 takes GET, PATCH only`,
    ]);
  });

  test.each([
    ["a number that is none", `${repo}/pulls/one`, "path.pull_number must be integer"],
    ["an unknown query", `${repo}/pulls?sate=open`, "query.sate is not described"],
    ["a value not to choose", `${repo}/pulls?state=merged`, "query.state must be one of"],
    ["a query of another type", `${repo}/pulls?page=two`, "query.page must be integer"],
    ["too large a page", `${repo}/pulls?per_page=101`, "query.per_page must be from 1 to 100"],
    ["an empty page", `${repo}/pulls?per_page=0`, "query.per_page must be from 1 to 100"],
    ["a whole ref below refs", `${repo}/git/ref/refs/heads/main`, "path.ref must not begin with"],
    ["two dots", `${repo}/compare/a..b`, "path.basehead must have three dots"],
  ])("%s", (_name, path, line) => {
    expect(found("GET", path)).toEqual([expect.stringContaining(line)]);
  });

  test("a stray percent sign stands for itself", () => {
    expect(found("GET", `${repo}/contents/100%.txt`)).toEqual([]);
  });
});

describe("what other requests hold", () => {
  test.each<[name: string, method: string, path: string, body: unknown, line: string]>([
    ["nothing", "POST", "/check-runs", undefined, "body is required"],
    ["too little", "POST", "/check-runs", { name: "a" }, "body.head_sha is required"],
    [
      "a body where none is taken",
      "POST",
      "/check-runs/1/rerequest",
      { a: 1 },
      "body is not taken",
    ],
    [
      "no such reaction",
      "POST",
      "/issues/comments/1/reactions",
      { content: "ok" },
      "must be one of",
    ],
    ["a blank comment", "POST", "/issues/1/comments", { body: " \n" }, "body.body is blank"],
    ["a long comment", "POST", "/issues/1/comments", { body: "a".repeat(65_537) }, "65536"],
    ["no title", "POST", "/pulls", { head: "a", base: "main" }, "body.title or body.issue"],
    ["draft in an update", "PATCH", "/pulls/1", { draft: false }, "body.draft is not described"],
    [
      "a wordless refusal",
      "POST",
      "/pulls/1/reviews",
      { event: "REQUEST_CHANGES" },
      "body.body is",
    ],
    ["nobody to ask", "POST", "/pulls/1/requested_reviewers", {}, "body.reviewers or"],
    [
      "no dismissal message",
      "PUT",
      "/pulls/1/reviews/2/dismissals",
      {},
      "body.message is required",
    ],
    ["a short ref", "POST", "/git/refs", { ref: "heads/a", sha }, "body.ref must begin with refs/"],
    ["text as content", "PUT", "/contents/a", { message: "a", content: "a: b" }, "must be Base64"],
    ["no such encoding", "POST", "/git/blobs", { content: "", encoding: "hex" }, "body.encoding"],
    [
      "two contents",
      "POST",
      "/git/trees",
      { tree: [{ path: "a", mode: "100644", type: "blob", sha, content: "" }] },
      "body.tree[0] has both sha and content",
    ],
    ["no content", "POST", "/git/trees", { tree: [{ path: "a" }] }, "body.tree[0].sha is required"],
    [
      "a parameter of another rule",
      "POST",
      "/rulesets",
      { name: "a", enforcement: "active", rules: [{ type: "deletion", parameters: {} }] },
      "body.rules[0].parameters is not described",
    ],
    [
      "a rule without its parameter",
      "POST",
      "/rulesets",
      {
        name: "a",
        enforcement: "active",
        rules: [{ type: "required_status_checks", parameters: { required_status_checks: [] } }],
      },
      "body.rules[0].parameters.strict_required_status_checks_policy is required",
    ],
  ])("%s", (_name, method, path, body, line) => {
    expect(found(method, `${repo}${path}`, body)).toEqual([expect.stringContaining(line)]);
  });

  test("all that is wrong is said at once", () => {
    const run = { name: 1, head_sha: sha, conclusion: "sucess", colour: "red" };
    expect(found("POST", `${repo}/check-runs?page=1`, run)).toHaveLength(4);
  });
});
