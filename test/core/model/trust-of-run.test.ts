import { describe, expect, test } from "@jest/globals";
import type { WorkflowRun } from "../../../src/core/model/ci-report.ts";
import { known, unavailable } from "../../../src/core/model/fact.ts";
import { type RunBasis, trustOfRun } from "../../../src/core/model/trust-of-run.ts";

const SHA = "a".repeat(40);
const PINNED = `acme/ci/.github/workflows/evidence.yml@${SHA}`;

function aRun(of: Partial<WorkflowRun> = {}): WorkflowRun {
  return {
    id: 12,
    attempt: 1,
    url: "https://github.example/acme/vision/actions/runs/12",
    workflow: ".github/workflows/ci.yml",
    event: "pull_request",
    status: "completed",
    conclusion: "success",
    headSha: SHA,
    fromFork: false,
    called: [],
    required: false,
    ...of,
  };
}

function origin(of: Partial<RunBasis>, changed: readonly string[] = ["models/net.py"]) {
  return trustOfRun({
    run: aRun(),
    changedFiles: known(changed.map((path) => ({ path, status: "modified" }) as const)),
    madeOf: known([".github/workflows/ci.yml", ".github/actions/report/"]),
    isSetting: (path) => /(?:^|\/)(?:\.coveragerc|conftest\.py)$/.test(path),
    changedSince: known(undefined),
    trusted: [PINNED],
    ...of,
  });
}

const called = aRun({ called: [{ path: "acme/ci/.github/workflows/evidence.yml", sha: SHA }] });

describe("the trust in a run", () => {
  test("says which run it was, and what would raise it", () => {
    expect(origin({})).toEqual({
      tier: 2,
      from: "was delivered by run 12 of .github/workflows/ci.yml",
      because: "no workflow made it that a ruleset requires or that the policy pins",
      mend: "Let a reusable workflow make it that `trusted-workflows` pins in `.mltrl/config.yml`, or require its workflow by a ruleset",
      url: "https://github.example/acme/vision/actions/runs/12",
    });
  });

  test.each([
    ["its workflow", ".github/workflows/ci.yml", "which the run is made of"],
    ["a file of a local action", ".github/actions/report/index.js", "which the run is made of"],
    ["a setting of the tests", "models/conftest.py", "which sets up its tests"],
  ])("is 1 where the pull request changes %s", (_, path, says) => {
    const { tier, because } = origin({ run: called }, [path]);
    expect(tier).toBe(1);
    expect(because).toContain(`${path}, ${says}`);
  });

  test("is 1 where a file that the run is made of was renamed away", () => {
    const moved = { path: "old.yml", previousPath: ".github/workflows/ci.yml", status: "renamed" };
    expect(origin({ changedFiles: known([moved as never]) }).tier).toBe(1);
  });

  test("takes a name that only begins like a workflow for another file", () => {
    expect(origin({}, [".github/workflows/ci.yml.md"]).tier).toBe(2);
  });

  test.each([
    ["what changes", { changedFiles: unavailable("upstream", "GitHub does not answer") }],
    ["what it is made of", { madeOf: unavailable("invalid", "it cannot be read") }],
  ])("is 1 where nobody knows %s", (_, unknown) => {
    expect(origin({ run: called, ...unknown }).tier).toBe(1);
  });

  test("is 3 where a pinned workflow made it, and only at that commit", () => {
    expect(origin({ run: called }).tier).toBe(3);
    const moved = aRun({ called: called.called.map((each) => ({ ...each, sha: "b".repeat(40) })) });
    expect(origin({ run: moved }).tier).toBe(2);
  });

  test("is 3 where a ruleset requires the workflow, whatever the pull request does to its like", () => {
    const run = aRun({ required: true });
    expect(origin({ run }, [".github/workflows/ci.yml"]).tier).toBe(3);
    expect(origin({ run }, [".coveragerc"]).tier).toBe(1);
  });

  test("says of a fork that it can sign nothing", () => {
    expect(origin({ run: { ...called, fromFork: true } }).because).toContain("fork");
  });
});
