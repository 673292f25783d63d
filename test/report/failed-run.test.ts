import { describe, expect, test } from "@jest/globals";
import { failedRun } from "../../src/report/failed-run.ts";
import { NEW_ISSUE } from "../../src/core/model/new-issue.ts";
import { HEAD } from "./build.ts";

describe("a run without a verdict", () => {
  test("of GitHub's doing says that it is tried again", () => {
    const run = failedRun({
      name: "mltrl/main",
      headSha: HEAD,
      cause: "upstream",
      detail: "HTTP 502 from @github",
      again: true,
      version: "0.1.0",
    });
    expect(run).toMatchObject({
      conclusion: "failure",
      title: "Not judged: GitHub did not answer",
    });
    expect(run.summary).toContain("It is tried again by itself.**");
    expect(run.summary).toContain("@&#8203;github");
  });

  test("of our doing asks for a report", () => {
    const run = failedRun({
      name: "mltrl/main",
      headSha: HEAD,
      cause: "internal",
      detail: "no such kind",
      again: false,
      version: "0.1.0",
    });
    expect(run.title).toBe("Not judged: an error of mltrl-gate");
    expect(run.summary).toContain("Re-run this check to try again.");
    expect(run.summary).toContain(`please [report it](${NEW_ISSUE})`);
  });
});
