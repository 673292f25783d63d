import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import type { JobResult, RunResult } from "../actions/run/model.ts";
import { type Runner, startRunner } from "../actions/start-runner.ts";
import { type GitHub, startGitHub } from "../github/start-github.ts";
import { bundleAction } from "../support/action-job.ts";
import type { Clone } from "../support/clone.ts";
import { deployedLines, driftFiles } from "../support/deployed-files.ts";
import { lcovText, raiseFiles } from "../support/evidence-files.ts";
import { createRepository, type RepositoryOptions } from "../support/gated-repository.ts";
import { seedPeople, type World } from "../support/gated-world.ts";
import { OWNER } from "../support/people.ts";
import { queueOf } from "../support/queued.ts";
import { CARD, cardText, CONFIG, configText, scannerFiles } from "../support/repository-files.ts";
import { scannerIn, type Workplace } from "../support/scanner.ts";

// The bundle that is committed beside action.yml, run as GitHub's runner would, from workflow files that
// GitHub's own parser reads.

jest.setTimeout(120_000);

const WORKFLOW = ".github/workflows/mltrl.yml";
/** The ten lines that the handbook gives. */
const TEN_LINES = /```yaml\n(on:\n[\s\S]*?)```/.exec(readFileSync("action/README.md", "utf8"))?.[1] ?? ""; // prettier-ignore

let github: GitHub;
let runner: Runner;
const clones: Clone[] = [];
const action = bundleAction();
beforeAll(async () => {
  cpSync("action/action.yml", join(action.folder, "action.yml"));
  github = await startGitHub();
  await seedPeople(github, false);
  runner = await startRunner({ github, actions: { "acme/mltrl-gate/action": action.folder } });
});
afterAll(async () => {
  runner.close();
  action.remove();
  await Promise.all(clones.map((clone) => clone.remove()));
  await github.close();
});

const quiet = (): Promise<void> => github.settled();

const hidden: World["repository"] = (name, given) =>
  createRepository(name, { private: true, ...given }, { github, clones, quiet });

/** A scanner's repository with a workflow that runs the gate. */
async function gated(
  name: string,
  workflow = TEN_LINES,
  options: Partial<RepositoryOptions> = {},
): Promise<Workplace> {
  const place = await scannerIn({ repository: hidden } as World, name, {
    requires: {},
    ...options,
    files: { [WORKFLOW]: workflow, ...options.files },
  });
  await runner.settle();
  return place;
}

/** The job of the one run of an event. */
async function jobOf(event: string, runs: Promise<RunResult[]> = runner.settle()) {
  const found = (await runs).filter((run) => run.event === event);
  const job: JobResult | undefined = found.at(0)?.jobs.at(0);
  if (job === undefined) throw new Error(`no run of ${event}: ${JSON.stringify(found)}`);
  return job;
}

/** The ten lines, with steps before the gate. */
function after(...steps: readonly string[]): string {
  const before = steps.map((step) => `      - ${step}\n`).join("");
  return TEN_LINES.replace("      - uses: acme", `${before}      - uses: acme`);
}

const RETRAINED = { "models/nodule/weights.bin": "other weights\n" };
const RAISED = {
  ...RETRAINED,
  [CARD]: cardText()
    .replaceAll("version: 1.0.0\n    path: models", "version: 1.1.0\n    path: models")
    .replace("nodule-net 1.0.0", "nodule-net 1.1.0"),
};

test("the ten lines of the handbook are ten", () => {
  expect(TEN_LINES.trimEnd().split("\n")).toHaveLength(10);
});

describe("a pull request", () => {
  test("is red, with summary and annotations at their lines, until it is mended", async () => {
    const { clone, propose } = await gated("wf-pull");
    await propose("topic", RETRAINED);
    const red = await jobOf("pull_request");
    expect(red).toMatchObject({
      conclusion: "failure",
      summary: expect.stringContaining("Blocked: 1 fix for the author (nodule-detector)"),
    });
    expect(red.annotations).toContainEqual(
      expect.objectContaining({
        annotation_level: "failure",
        path: CARD,
        start_line: 13,
        title: "nodule-detector: semver-model",
      }),
    );
    await clone.push("topic", "Raise the version", RAISED);
    expect(await jobOf("pull_request")).toMatchObject({ conclusion: "success" });
  });

  test("waits for its panel, and passes with the review that it waits for", async () => {
    const { propose } = await gated("wf-panel", TEN_LINES, {
      files: { [CONFIG]: configText().replace("[acme/product]", "[product-manager]") },
    });
    const pull = await propose("raise", raiseFiles(2, 3));
    const waiting = await jobOf("pull_request");
    expect(waiting).toMatchObject({ conclusion: "failure" });
    expect(waiting.summary).toMatch(/Waiting for|Blocked/);
    await pull.approve("researcher");
    expect(await jobOf("pull_request_review")).toMatchObject({ conclusion: "success" });
  });

  test("from a fork gets the same verdict with a token that only reads", async () => {
    const { repository } = await gated("wf-fork", TEN_LINES.replace("checks: read", "checks: write") + "        with: { publish: check }\n", { private: false }); // prettier-ignore
    await repository.as("outsider").wanted("POST", "/forks", {});
    const fork = await repository.clone("outsider", "outsider");
    await fork.start("topic");
    await fork.push("topic", "Retrain", RETRAINED);
    await repository.propose({ by: "outsider", from: "outsider:topic" });
    const job = await jobOf("pull_request");
    expect(job.conclusion).toBe("failure");
    expect(job.summary).toContain("semver-model");
    expect(job.log).toContain("runs of pull requests from forks never have it");
  });

  test("sees the same in a checkout of one commit, of all, and in none", async () => {
    const summaries: string[] = [];
    for (const [name, workflow] of [
      ["wf-none", TEN_LINES],
      ["wf-one", after("uses: actions/checkout@v6\n        with: { fetch-depth: 1 }")],
      ["wf-all", after("uses: actions/checkout@v6\n        with: { fetch-depth: 0 }")],
    ] as const) {
      const { propose } = await gated(name, workflow);
      await propose("topic", RETRAINED);
      const { summary } = await jobOf("pull_request");
      summaries.push(summary.replaceAll(name, "wf").replaceAll(/[0-9a-f]{7,40}/g, "id"));
    }
    expect(summaries[0]).toContain("semver-model");
    expect(new Set(summaries).size).toBe(1);
  });
});

describe("without a permission", () => {
  const PERMISSIONS = /permissions: \{.*\}/;
  test.each([
    ["pull-requests", "contents: read, checks: read", "lacks pull-requests: read"],
    ["checks", "contents: read, pull-requests: read", "lacks checks: read"],
    ["contents", "pull-requests: read, checks: read", "lacks contents: read"],
  ])("%s, that is named and nothing passes by it", async (lacking, given, named) => {
    const { propose } = await gated(`wf-no-${lacking}`, TEN_LINES.replace(PERMISSIONS, `permissions: { ${given} }`)); // prettier-ignore
    await propose("topic", RETRAINED);
    const job = await jobOf("pull_request");
    expect(job.conclusion).toBe("failure");
    expect(job.log).toContain(named);
  });
});

describe("a configuration that is bad", () => {
  test("of the step: everything is told at once", async () => {
    const { propose } = await gated("wf-inputs", `${TEN_LINES}        with: { publish: jobs, enforcement: strict }\n`); // prettier-ignore
    await propose("topic", RAISED);
    const job = await jobOf("pull_request");
    expect(job.conclusion).toBe("failure");
    expect(job.log).toContain("enforcement: expected one of policy, observe, warn, block");
    expect(job.log).toContain("publish: expected one of job, check");
  });

  test("of the policy: the checks are closed, at its line", async () => {
    const { propose } = await gated("wf-policy", TEN_LINES, {
      files: { [CONFIG]: configText("rulez: {}\n") },
    });
    await propose("topic", RAISED);
    const job = await jobOf("pull_request");
    expect(job.conclusion).toBe("failure");
    expect(job.annotations).toContainEqual(expect.objectContaining({ path: CONFIG }));
  });
});

test("a merge group is judged, and what is green is merged", async () => {
  const { repository, propose } = await gated("wf-queue");
  const pull = await propose("topic", RAISED);
  await jobOf("pull_request");
  const queue = await queueOf({ github, quiet }, repository);
  await queue.enqueue(pull);
  const job = await jobOf("merge_group");
  expect(job).toMatchObject({ conclusion: "success" });
  expect(job.summary).toContain("in the merge queue");
});

describe("what runs", () => {
  const SCHEDULED = TEN_LINES.replace("  merge_group:", '  schedule: [{ cron: "0 6 * * *" }]');
  test.each([
    ["fresh", 0, "success"],
    ["stale", -30, "failure"],
  ])("is judged on a schedule: reports that are %s", async (name, days, conclusion) => {
    const content = Object.fromEntries(Object.entries(scannerFiles()).filter(([path]) => /^(?:models\/nodule|src|data)\//.test(path))); // prettier-ignore
    const madeAt = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    await gated(`wf-${name}`, SCHEDULED, {
      tags: ["v1.0.0", "nodule-net@v1.0.0", "chest-scans@v1.0.0"],
      files: {
        [CONFIG]: configText("rules:\n  monitoring-fresh-data-drift: { severity: blocking }\n"),
        [CARD]: cardText({ level: 9, extra: deployedLines([{ version: "1.0.0", tag: "v1.0.0" }]) }),
        ...driftFiles({ component: "nodule-detector", version: "1.0.0", content, madeAt }),
      },
    });
    const job = await jobOf("schedule", runner.schedule(`${OWNER}/wf-${name}`, "0 6 * * *"));
    expect(job).toMatchObject({ conclusion });
  });
});

describe("a comment", () => {
  const COMMENTS = TEN_LINES.replace("  merge_group:", "  issue_comment: { types: [created] }").replace("pull-requests: read", "pull-requests: write, issues: write"); // prettier-ignore

  test("is answered, and its head is never checked out", async () => {
    const { propose } = await gated("wf-comment", COMMENTS);
    const pull = await propose("topic", RAISED);
    await jobOf("pull_request");
    await pull.say("ml-engineer", "/mltrl status");
    expect(await jobOf("issue_comment")).toMatchObject({ conclusion: "success" });
    expect(await pull.replies()).toEqual([expect.stringContaining("nodule-detector")]);
  });
});

describe("evidence that the workflow itself makes", () => {
  const report = lcovText({ "src/reader.js": [9, 10] });
  const POLICY = configText(
    `evidence:\n  coverage: { format: lcov, workflow: ${WORKFLOW}, files: [coverage/lcov.info] }\n`,
  ).replace("[acme/product]", "[product-manager]");
  const files = { [CONFIG]: POLICY, [CARD]: cardText({ level: 5 }) };

  test.each([
    ["made", `mkdir coverage && printf '${report.replaceAll("\n", String.raw`\n`)}' > coverage/lcov.info`, String.raw`90\.0 % (9 of 10) of the component's lines`], // prettier-ignore
    ["not-made", "true", "there is no file of coverage (coverage/lcov.info)"],
  ])("counts once it is %s", async (name, script, told) => {
    const { propose } = await gated(
      `wf-evidence-${name}`,
      after("uses: actions/checkout@v6", `run: ${script}`),
      { files },
    );
    await propose("topic", { "src/reader.js": "export const read = () => [];\n" });
    const { summary } = await jobOf("pull_request");
    expect(summary).toContain(told);
  });
});
