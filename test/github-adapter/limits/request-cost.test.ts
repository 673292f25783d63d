import { expect, test } from "@jest/globals";
import { costOf, type RequestBucket } from "../../../src/github/limits/request-cost.ts";

test.each<[string, string | undefined, RequestBucket, number, boolean]>([
  ["GET /repos/{owner}/{repo}", undefined, "rest-read", 1, true],
  ["GET /repos/{owner}/{repo}/issues", undefined, "rest-read", 1, true],
  ["POST /repos/{owner}/{repo}/check-runs", undefined, "rest-write", 5, false],
  ["PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}", undefined, "rest-write", 5, false],
  ["POST /repos/{owner}/{repo}/git/blobs", undefined, "rest-write", 5, false],
  ["POST /repos/{owner}/{repo}/issues", undefined, "content", 5, false],
  ["POST /repos/{owner}/{repo}/issues/{issue_number}/comments", undefined, "content", 5, false],
  ["PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", undefined, "rest-write", 5, false],
  ["POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers", undefined, "content", 5, false], // prettier-ignore
  ["PUT /repos/{owner}/{repo}/rulesets/{ruleset_id}", undefined, "rest-write", 5, false],
  ["POST /graphql", "query Q { x }", "graphql", 1, true],
  ["POST /graphql", "{ x }", "graphql", 1, true],
  ["POST /graphql", "\n  mutation React { x }\n  fragment F on Y { z }", "content", 5, false],
  ["POST /graphql", "query Q { mutation }", "graphql", 1, true],
])("%s %s counts as %s", (route, document, bucket, points, reads) => {
  const resource = document === undefined ? "core" : "graphql";
  expect(costOf(route, document)).toEqual({
    bucket,
    resource,
    points,
    reads,
    content: bucket === "content",
  });
});
