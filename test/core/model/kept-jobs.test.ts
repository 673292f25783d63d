import { describe, expect, test } from "@jest/globals";
import { type CarriedOutJob, whyNotKept } from "../../../src/core/model/kept-jobs.ts";
import { aRun } from "../../support/fake-run.ts";

type Jobs = readonly (readonly [name: string, attempt: number])[];

function whyNot(job: string, attempt: number, jobs: Jobs): string | undefined {
  const all = jobs.map(([name, of]): CarriedOutJob => ({ name, attempt: of }));
  return whyNotKept(job, attempt, aRun({ attempt: 3 }), all);
}

describe("what a job delivered in an earlier attempt", () => {
  test.each<[string, string, number, Jobs]>([
    ["another job ran again", "tests", 1, [["tests", 1], ["lint", 1], ["lint", 2], ["lint", 3]]], // prettier-ignore
    ["it ran again before that", "tests", 2, [["tests", 1], ["tests", 2], ["lint", 3]]], // prettier-ignore
    ["a called workflow has it", "tests", 1, [["gate / tests", 1], ["tests-slow", 3]]], // prettier-ignore
    ["a matrix has it", "tests", 1, [["tests (3.12)", 1], ["tests (3.13)", 1], ["lint", 3]]], // prettier-ignore
    ["it is named after its place in a matrix", "tests (3.12)", 1, [["tests (3.12)", 1], ["tests (3.13)", 3]]], // prettier-ignore
  ])("stays where %s", (_, job, attempt, jobs) => {
    expect(whyNot(job, attempt, jobs)).toBeUndefined();
  });

  test.each<[string, string, Jobs, RegExp]>([
    ["it ran again", "tests", [["tests", 1], ["tests", 2]], /it is of attempt 1, and the run is at attempt 3, in which the job "tests" ran again/], // prettier-ignore
    ["one of its matrix ran again", "tests", [["tests (3.12)", 1], ["tests (3.13)", 1], ["tests (3.13)", 3]], /the job "tests \(3\.13\)" ran again/], // prettier-ignore
    ["one of its name ran again in a called workflow", "tests", [["tests", 1], ["gate / tests", 2]], /the job "gate \/ tests" ran again/], // prettier-ignore
    ["no job is called so", "unit", [["tests", 1], ["lint", 3]], /no job of attempt 1 is called "unit", so that it cannot be told whether its job ran again/], // prettier-ignore
    ["nothing is told of jobs", "tests", [], /no job of attempt 1 is called "tests"/],
  ])("is gone where %s", (_, job, jobs, why) => {
    expect(whyNot(job, 1, jobs)).toMatch(why);
  });
});
