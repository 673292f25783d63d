import { describe, expect, test } from "@jest/globals";
import type { CheckRun } from "../../src/core/model/change.ts";
import { checkPublisher } from "../../src/github/check-publisher.ts";
import type { CheckReport } from "../../src/ports/publisher.ts";
import { recordedClient, recordRest, REPOSITORY } from "../support/fake-github-api.ts";

const RUNS = "/repos/acme/scanner/check-runs";

function aReport(changes: Partial<CheckReport> = {}): CheckReport {
  return {
    name: "mltrl/main",
    headSha: "abc",
    conclusion: "success",
    title: "Passed",
    summary: "Nothing to do.",
    text: "All of it.",
    annotations: [],
    buttons: [],
    digest: "sha256:1",
    ...changes,
  };
}

function annotations(count: number): CheckReport["annotations"] {
  return Array.from({ length: count }, (_, i) => ({
    path: "src/a.py",
    line: i + 1,
    level: "failure" as const,
    title: "wrong",
    message: "mend it",
  }));
}

function previous(status: CheckRun["status"]): CheckRun {
  return { id: 31, name: "mltrl/main", app: { id: 1, slug: "mltrl" }, status, own: true };
}

async function published(report: CheckReport, before?: CheckRun): Promise<void> {
  await checkPublisher(recordedClient(), REPOSITORY).check(report, before);
}

describe("a verdict becomes", () => {
  test("a completed run", async () => {
    const sent = recordRest("POST", RUNS, { id: 32 }, 201);
    await published(aReport());
    expect(sent).toEqual([
      {
        name: "mltrl/main",
        head_sha: "abc",
        external_id: "sha256:1",
        status: "completed",
        conclusion: "success",
        actions: [],
        output: { title: "Passed", summary: "Nothing to do.", text: "All of it.", annotations: [] },
      },
    ]);
  });

  test("buttons within the lengths that GitHub takes", async () => {
    const sent = recordRest("POST", RUNS, { id: 32 }, 201);
    const buttons = ["check", "request-reviews", "explain"] as const;
    await published(aReport({ buttons }));
    const [{ actions }] = sent as [{ actions: Record<string, string>[] }];
    expect(actions.map(({ identifier }) => identifier)).toEqual(buttons);
    for (const { label = "", description = "", identifier = "" } of actions) {
      expect(label).toMatch(/^.{1,20}$/);
      expect(description).toMatch(/^.{1,40}$/);
      expect(identifier).toMatch(/^.{1,20}$/);
    }
  });

  test("a new run where the last one is completed, which cannot go back", async () => {
    const sent = recordRest("POST", RUNS, { id: 32 }, 201);
    await published(aReport({ conclusion: "in_progress", text: "" }), previous("completed"));
    expect(sent).toEqual([
      {
        name: "mltrl/main",
        head_sha: "abc",
        external_id: "sha256:1",
        status: "in_progress",
        actions: [],
        output: { title: "Passed", summary: "Nothing to do.", annotations: [] },
      },
    ]);
  });

  test.each(["in_progress", "queued"] as const)("the end of a run that is %s", async (status) => {
    const sent = recordRest("PATCH", `${RUNS}/31`, { id: 31 });
    await published(aReport({ conclusion: "failure" }), previous(status));
    expect(sent).toMatchObject([{ status: "completed", conclusion: "failure" }]);
    expect(sent[0]).not.toHaveProperty("head_sha");
  });
});

describe("annotations", () => {
  test("are sent fifty at a time, to the same run", async () => {
    const first = recordRest("POST", RUNS, { id: 32 }, 201);
    const rest = [recordRest("PATCH", `${RUNS}/32`, {}), recordRest("PATCH", `${RUNS}/32`, {})];
    await published(aReport({ annotations: annotations(101) }));
    const sent = [first, ...rest].flat() as { output: { annotations: { start_line: number }[] } }[];
    expect(
      sent.map(({ output }) => output.annotations.map(({ start_line: line }) => line)),
    ).toEqual([
      Array.from({ length: 50 }, (_, i) => i + 1),
      Array.from({ length: 50 }, (_, i) => i + 51),
      [101],
    ]);
    expect(sent[1]).not.toHaveProperty("conclusion");
  });

  test("fifty need one request", async () => {
    const sent = recordRest("POST", RUNS, { id: 32 }, 201);
    await published(aReport({ annotations: annotations(50) }));
    expect(sent).toMatchObject([
      {
        output: {
          annotations: expect.arrayContaining([
            {
              path: "src/a.py",
              start_line: 1,
              end_line: 1,
              annotation_level: "failure",
              title: "wrong",
              message: "mend it",
            },
          ]),
        },
      },
    ]);
  });
});

test("a run that GitHub refuses is not taken for shown", async () => {
  recordRest("POST", RUNS, { message: "No commit found for SHA" }, 422);
  await expect(published(aReport())).rejects.toMatchObject({ status: 422 });
});
