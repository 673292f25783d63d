import { expect, test } from "@jest/globals";
import { parseWorkflow } from "../../src/evidence/workflow.ts";

const PATH = ".github/workflows/stress.yml";
const JOBS = "jobs:\n  stress:\n    runs-on: ubuntu-latest\n    steps: [{ run: make stress }]\n";

test.each<[string, string, string[]]>([
  [
    "two schedules beside other events",
    "name: Stress\non:\n  push: { branches: [main] }\n  workflow_dispatch:\n  schedule:\n    - cron: '0 3 * * 1'\n    - cron: 30 5 * * *\n",
    ["0 3 * * 1", "30 5 * * *"],
  ],
  ["a quoted key", '"on":\n  schedule: [{ cron: "@weekly" }]\n', ["@weekly"]],
  ["one event", "on: push\n", []],
  ["a list of events", "on: [push, pull_request]\n", []],
  ["a schedule that is empty", "on:\n  schedule:\n", []],
  ["other events only", "on:\n  push:\n", []],
])("%s", (_, head, schedules) => {
  expect(parseWorkflow(head + JOBS, PATH)).toMatchObject({
    state: "known",
    value: { path: PATH, schedules },
  });
});

test("the name is the path where none is given", () => {
  expect(parseWorkflow(`on: push\n${JOBS}`, PATH)).toMatchObject({ value: { name: PATH } });
  expect(parseWorkflow(`name: Stress\non: push\n${JOBS}`, PATH)).toMatchObject({
    value: { name: "Stress" },
  });
});

test.each<[string, string, RegExp]>([
  ["no events", JOBS, /`on`: is missing/],
  ["a schedule without a time", `on:\n  schedule: [{}]\n${JOBS}`, /cron`: is missing/],
  ["no YAML", "on: [", /not valid YAML/],
])("a workflow is invalid with %s", (_, text, reason) => {
  const fact = parseWorkflow(text, PATH);
  expect(fact).toMatchObject({ state: "unavailable", cause: "invalid" });
  expect(fact.state === "unavailable" && fact.reason).toMatch(reason);
});
