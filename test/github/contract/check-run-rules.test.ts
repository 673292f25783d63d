import { describe, expect, test } from "@jest/globals";

import { checkRequest } from "./check-request.ts";
import { asLine } from "./problem.ts";

const path = "/repos/octocat/hello-world/check-runs";
const output = { title: "Ready", summary: "All rules hold." };
const annotation = {
  path: "model.py",
  start_line: 1,
  end_line: 1,
  annotation_level: "failure",
  message: "No evidence",
};

function created(change: object): string[] {
  const body = { name: "mltrl/main", head_sha: "a".repeat(40), ...change };
  const lines = checkRequest({ method: "POST", path, body }).map(asLine);
  return lines.map((line) => line.replace("request checks/create: ", ""));
}

function updated(body: object): string[] {
  return checkRequest({ method: "PATCH", path: `${path}/1`, body }).map(asLine);
}

function copies(count: number, item: object): object[] {
  return Array.from({ length: count }, () => ({ ...item }));
}

test("a full check run", () => {
  const full = { ...output, summary: "", annotations: copies(50, annotation) };
  expect(created({ conclusion: "neutral", output: full })).toEqual([]);
});

describe("what a check run holds", () => {
  const action = { label: "Run", description: "Again", identifier: "again" };

  test.each<[name: string, body: object, line: string]>([
    ["a misspelt key", { conclusions: "success" }, "body.conclusions is not described"],
    [
      "a misspelt key inside",
      { output: { ...output, txt: "" } },
      "body.output.txt is not described",
    ],
    ["no such conclusion", { conclusion: "sucess" }, "body.conclusion must be one of"],
    ["GitHub's own conclusion", { conclusion: "stale" }, "body.conclusion stale can be set by"],
    ["no conclusion", { status: "completed" }, "body.conclusion is required when status"],
    [
      "an end and no conclusion",
      { completed_at: "2024-02-29T12:00:00Z" },
      "body.conclusion is required when completed_at",
    ],
    ["a time of another form", { started_at: "29.2.2024" }, "body.started_at must match format"],
    ["a type of another kind", { name: 1 }, "body.name must be string, but is 1"],
    ["no summary", { output: { title: "Ready" } }, "body.output.summary is required"],
    ["a summary too long", { output: { ...output, summary: "a".repeat(65_536) } }, "NOT have more"],
    ["51 annotations", { output: { ...output, annotations: copies(51, annotation) } }, "50"],
    ["four actions", { actions: copies(4, action) }, "body.actions must NOT have more than 3"],
    [
      "a label too long",
      { actions: [{ ...action, label: "Run this rule once more" }] },
      "body.actions[0].label must NOT have more than 20 characters",
    ],
  ])("%s", (_name, body, line) => {
    expect(created(body)).toEqual([expect.stringContaining(line)]);
  });

  test.each<[name: string, change: object, line: string]>([
    ["no such level", { annotation_level: "error" }, "annotation_level must be one of"],
    ["an end before the start", { start_line: 2, end_line: 1 }, "end_line is before start_line"],
    [
      "columns over lines",
      { end_line: 2, start_column: 1 },
      "start_column is for annotations of a",
    ],
    ["a title too long", { title: "a".repeat(256) }, "title must not have more than 255"],
    ["a message too long", { message: "é".repeat(32_769) }, "message is over 64 KB"],
    ["details too long", { raw_details: "é".repeat(32_769) }, "raw_details is over 64 KB"],
    ["a misspelt key", { end_colum: 3 }, "end_colum is not described"],
  ])("an annotation: %s", (_name, change, line) => {
    const annotations = [annotation, { ...annotation, ...change }];
    expect(created({ output: { ...output, annotations } })).toEqual([
      expect.stringContaining(`body.output.annotations[1].${line}`),
    ]);
  });

  test("an update needs a title as well", () => {
    expect(updated({ output: { summary: "All hold." } })).toEqual([
      "request checks/update: body.output.title is required in an output",
    ]);
  });

  test("an update that completes needs a conclusion, said once", () => {
    expect(updated({ status: "completed" })).toEqual([
      "request checks/update: body.conclusion is required",
    ]);
  });
});
