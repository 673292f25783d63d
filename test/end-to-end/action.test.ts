import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { type CheckOutput, checkOutputSchema } from "../../src/report/check-output-schema.ts";
import { actionInProcess } from "../support/action-job.ts";
import { deployedLines, driftFiles } from "../support/deployed-files.ts";
import { type JobWorld, READS, startJobWorld } from "../support/job-world.ts";
import { INSTALLATION, OWNER } from "../support/people.ts";
import { queueOf } from "../support/queued.ts";
import {
  CARD,
  cardText,
  CONFIG,
  configText,
  entryAt,
  scannerFiles,
} from "../support/repository-files.ts";

jest.setTimeout(90_000);

let world: JobWorld;
beforeAll(async () => {
  world = await startJobWorld(actionInProcess());
});
afterAll(() => world.close());

/** The id of the App "GitHub Actions". */
const ACTIONS_APP = 15_368;

/** What the nodule detector consists of at its tag. */
const CONTENT = Object.fromEntries(
  Object.entries(scannerFiles()).filter(([path]) => /^(?:models\/nodule|src|data)\//.test(path)),
);

const RETRAINED = { "models/nodule/weights.bin": "other weights\n" };
const RAISED = {
  ...RETRAINED,
  [CARD]: cardText()
    .replaceAll("version: 1.0.0\n    path: models", "version: 1.1.0\n    path: models")
    .replace("nodule-net 1.0.0", "nodule-net 1.1.0"),
};

/** The job's own token sees no teams. */
const WITHOUT_TEAMS = configText().replace("[acme/product]", "[product-manager]");

const outcome = async (enforcement: string, policy: string) => {
  const name = `enforced-${enforcement}-${policy}`;
  const { propose } = await world.scanner(name, {
    files: { [CONFIG]: configText().replace("enforcement: block", `enforcement: ${policy}`) },
  });
  await propose("topic", RETRAINED);
  const { code, outputs } = await world.run({
    repository: name,
    event: "pull_request",
    payload: await world.told(name, "pull_request"),
    inputs: { enforcement },
  });
  return [code, outputs["conclusion"]];
};

const [OLD, TODAY] = [-30, 0].map((days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)); // prettier-ignore
const running = (madeAt: string): Record<string, string> => ({
  [CONFIG]: configText("rules:\n  monitoring-fresh-data-drift: { severity: blocking }\n"),
  [CARD]: cardText({ level: 9, extra: deployedLines([{ version: "1.0.0", tag: "v1.0.0" }]) }),
  ...driftFiles({ component: "nodule-detector", version: "1.0.0", content: CONTENT, madeAt }),
});

/** The payload of a push of the default branch as it stands. */
async function pushTo(name: string) {
  return { ref: "refs/heads/main", after: await commitOf(name, "main") };
}

const say = async (name: string, body: string, inputs: Record<string, string> = {}) => {
  const { repository, propose } = await world.scanner(name, {
    files: { [CONFIG]: WITHOUT_TEAMS },
  });
  const pull = await propose("topic", {
    [CARD]: cardText({ sections: { "TL;DR": "Marks nodules." } }),
  });
  const head = await pull.head();
  await repository.as("ml-engineer").comment(pull.number, body);
  const result = await world.run({
    repository: name,
    event: "issue_comment",
    payload: await world.told(name, "issue_comment", "created"),
    permissions: { ...READS, contents: "write", issues: "write", pull_requests: "write" },
    checkout: "none",
    inputs,
  });
  const moved = (await pull.head()) !== head;
  return { result, replies: await pull.replies(), moved };
};

describe("a pull request", () => {
  test("fails the job while a rule blocks, and passes it when that is mended", async () => {
    const { clone, propose } = await world.scanner("mended");
    await propose("topic", RETRAINED);
    const red = await world.run({
      repository: "mended",
      event: "pull_request",
      payload: await world.told("mended", "pull_request"),
    });
    expect(red).toMatchObject({
      code: 1,
      outputs: {
        conclusion: "failure",
        passed: "false",
        levels: '{"nodule-detector":2}',
        failing: '[{"component":"nodule-detector","rule":"semver-model"}]',
      },
      summary: expect.stringContaining("## ✗ mltrl/main: Blocked: 1 fix for the author"),
      log: expect.stringContaining(
        `::error file=${CARD},line=13,title=nodule-detector%3A semver-model::`,
      ),
    });
    await clone.push("topic", "Raise the version", RAISED);
    const green = await world.run({
      repository: "mended",
      event: "pull_request",
      payload: await world.told("mended", "pull_request", "synchronize"),
    });
    expect(green).toMatchObject({ code: 0, outputs: { conclusion: "success", passed: "true" } });
    expect(green.log).not.toContain("::error");
  });

  test("gets the same verdict from one commit, from all of them, and without a checkout", async () => {
    const { propose } = await world.scanner("checkouts");
    await propose("topic", RETRAINED);
    const job = {
      repository: "checkouts",
      event: "pull_request",
      payload: await world.told("checkouts", "pull_request"),
    };
    const [one, all, none] = [
      await world.run({ ...job, checkout: "shallow" }),
      await world.run({ ...job, checkout: "full" }),
      await world.run({ ...job, checkout: "none" }),
    ];
    expect(one.code).toBe(1);
    expect([all.summary, none.summary]).toEqual([one.summary, one.summary]);
  });

  test("of an older head is not judged by a newer one", async () => {
    const { clone, propose } = await world.scanner("moved");
    await propose("topic", RETRAINED);
    const payload = await world.told("moved", "pull_request");
    await clone.push("topic", "Raise the version", RAISED);
    const late = await world.run({ repository: "moved", event: "pull_request", payload });
    expect(late).toMatchObject({ code: 1, log: expect.stringMatching(/this run is of \w{7}, and pull request #\d+ has moved to \w{7}/) }); // prettier-ignore
  });
});

describe("a permission that the job lacks is named", () => {
  const WITHOUT = [
    ["pull_requests", "The token lacks pull-requests: read"],
    ["checks", "The token lacks checks: read"],
  ] as const;

  test.each(WITHOUT)("%s", async (lacking, named) => {
    const name = `without-${lacking.replace("_", "-")}`;
    const { propose } = await world.scanner(name);
    await propose("topic", RETRAINED);
    const { [lacking]: _, ...permissions } = { checks: "read", contents: "read", pull_requests: "read" } as const; // prettier-ignore
    const result = await world.run({
      repository: name,
      event: "pull_request",
      payload: await world.told(name, "pull_request"),
      permissions,
    });
    expect(result).toMatchObject({ code: 1, log: expect.stringContaining(named) });
    // What needs no permission is judged all the same.
    expect(result.outputs["failing"]).toContain("semver-model");
  });

  test("actions: what another workflow delivered, which is not taken for nothing", async () => {
    const CI = ".github/workflows/ci.yml";
    const { propose } = await world.scanner("without-actions", {
      files: {
        [CI]: "on: pull_request\njobs: {test: {steps: [{run: npm test}]}}\n",
        [CONFIG]: configText(
          `evidence:\n  unit-tests: {format: tests, workflow: ${CI}, files: [reports/*.xml]}\n`,
        ),
        [CARD]: cardText({ level: 4, extra: entryAt(4, [0, 1, 2]) }),
      },
    });
    await propose("topic", { "src/reader.js": "export const n = 1;\n" });
    const { actions: _, ...permissions } = READS;
    const result = await world.run({
      repository: "without-actions",
      event: "pull_request",
      payload: await world.told("without-actions", "pull_request"),
      permissions,
    });
    expect(result).toMatchObject({ code: 1, outputs: { conclusion: "failure" } });
    expect(result.log).toContain("The token lacks actions: read, so this was hidden: what other workflows delivered"); // prettier-ignore
    expect(result.summary).toMatch(/`unit-tests-pass`: runs of workflows cannot be read: the permission actions: read is missing/); // prettier-ignore
  });

  test("none, but a policy of the organisation would be out of its sight; an App's would see it", async () => {
    const name = "without-organization";
    const { propose } = await world.scanner(name, { files: { [CONFIG]: WITHOUT_TEAMS } });
    await propose("topic", RETRAINED);
    const job = {
      repository: name,
      event: "pull_request",
      payload: await world.told(name, "pull_request"),
    };
    const NOTE = "No policy of the organisation acme was found, and the job's own token would not see one"; // prettier-ignore
    const own = await world.run(job);
    expect(own.summary?.split(NOTE)).toHaveLength(2);
    const token = await world.github.installationToken({ installation: INSTALLATION });
    const app = await world.run({ ...job, inputs: { token } });
    expect(app.summary).toContain("`semver-model`");
    expect(app.summary).not.toContain(NOTE);
  });

  test("contents: nothing is judged, and the way out is said", async () => {
    const { propose } = await world.scanner("without-contents");
    await propose("topic", RETRAINED);
    const job = {
      repository: "without-contents",
      event: "pull_request",
      payload: await world.told("without-contents", "pull_request"),
      permissions: {},
    };
    const shallow = await world.run(job);
    expect(shallow).toMatchObject({
      code: 1,
      outputs: { conclusion: "failure", passed: "false" },
      log: expect.stringContaining("actions/checkout `fetch-depth: 0`"),
    });
    const full = await world.run({ ...job, checkout: "full" });
    expect(full.outputs["failing"]).toContain("semver-model");
  });
});

describe("inputs and policy that are wrong", () => {
  test("all are told at once, with what is allowed", async () => {
    const { propose } = await world.scanner("inputs");
    await propose("topic", RAISED);
    const result = await world.run({
      repository: "inputs",
      event: "pull_request",
      payload: await world.told("inputs", "pull_request"),
      inputs: { publish: "jobs", enforcement: "strict", report: "/tmp/report.json" },
    });
    expect(result.code).toBe(1);
    expect(result.log).toContain("Inputs of this Action are wrong (3)");
    expect(result.log).toContain('publish: expected one of job, check; got "jobs"; did you mean job?'); // prettier-ignore
  });

  test("a policy that cannot be read closes the checks, at its line", async () => {
    const { propose } = await world.scanner("broken", {
      files: { [CONFIG]: configText("rulez: {}\n") },
    });
    await propose("topic", RAISED);
    const result = await world.run({
      repository: "broken",
      event: "pull_request",
      payload: await world.told("broken", "pull_request"),
    });
    expect(result).toMatchObject({ code: 1, outputs: { conclusion: "failure" } });
    expect(result.log).toMatch(/\.mltrl\/config\.yml:\d+:\d+/);
  });
});

describe("check runs besides the job's result", () => {
  test("stand under the Action's own name, and are written once for a verdict", async () => {
    const { repository, propose } = await world.scanner("published");
    const pull = await propose("topic", RETRAINED);
    const job = {
      repository: "published",
      event: "pull_request",
      payload: await world.told("published", "pull_request"),
      permissions: { ...READS, checks: "write" },
      inputs: { publish: "check" },
    } as const;
    const shown = async () =>
      (await repository.as("ml-engineer").checkRuns(await pull.head(), ACTIONS_APP)).filter(
        ({ name }) => name.startsWith("mltrl"),
      );
    expect(await world.run(job)).toMatchObject({ code: 1 });
    const [first] = await shown();
    expect(first).toMatchObject({ name: "mltrl-action/main", conclusion: "failure" });
    await world.run(job);
    expect((await shown()).map(({ id }) => id)).toEqual([first?.id]);
  });

  test("are left out where the token may not write them, and the job's result stands", async () => {
    const { propose } = await world.scanner("unpublished");
    await propose("topic", RAISED);
    const result = await world.run({
      repository: "unpublished",
      event: "pull_request",
      payload: await world.told("unpublished", "pull_request"),
      inputs: { publish: "check" },
    });
    expect(result).toMatchObject({
      code: 0,
      log: expect.stringContaining("Give the job `checks: write`"),
    });
  });
});

describe("enforcement", () => {
  test.each([
    ["policy", "block", 1, "failure"],
    ["policy", "warn", 0, "neutral"],
    ["observe", "block", 0, "neutral"],
    ["block", "warn", 1, "failure"],
  ])("%s, where the policy says %s", async (enforcement, policy, code, conclusion) => {
    expect(await outcome(enforcement, policy)).toEqual([code, conclusion]);
  });
});

describe("reports", () => {
  test("are written where the workflow wants them", async () => {
    const { propose } = await world.scanner("reports");
    await propose("topic", RETRAINED);
    let folder = "";
    const { outputs } = await world.run({
      repository: "reports",
      event: "pull_request",
      payload: await world.told("reports", "pull_request"),
      inputs: { report: "out/mltrl.json\nout/mltrl.md\nout/mltrl.sarif\nout/mltrl.xml" },
      workspace: (place) => {
        folder = place;
      },
    });
    const text = (name: string): string => readFileSync(join(folder, "out", name), "utf8");
    expect(JSON.parse(text("mltrl.json"))).toMatchObject({ version: 1 });
    expect(text("mltrl.json")).toBe(readFileSync(outputs["report"] ?? "", "utf8"));
    expect(JSON.parse(text("mltrl.sarif"))).toMatchObject({ version: "2.1.0" });
    expect(text("mltrl.xml")).toContain('<testsuites name="mltrl-gate"');
    expect(text("mltrl.md")).toContain("semver-model");
  });
});

describe("a merge group", () => {
  test("is judged pull request by pull request", async () => {
    const { repository, propose } = await world.scanner("queued");
    const pull = await propose("topic", RAISED);
    const queue = await queueOf({ github: world.github, quiet: () => world.github.settled() }, repository); // prettier-ignore
    await queue.enqueue(pull);
    const result = await world.run({
      repository: "queued",
      event: "merge_group",
      payload: await world.told("queued", "merge_group", "checks_requested"),
    });
    expect(result).toMatchObject({
      code: 0,
      outputs: { conclusion: "success" },
      summary: expect.stringMatching(/This is pull request #\S+ in the merge queue/),
      log: expect.not.stringContaining("The token lacks"),
    });
  });
});

describe("a merge group of several pull requests", () => {
  test("is told as a whole: the strictest verdict first, and each of the others with it", async () => {
    const { repository, propose } = await world.scanner("queued-together", {
      files: { [CONFIG]: configText("", "  dicom-io: { paths: [libs/**] }\n") },
    });
    const wrong = await propose("wrong", RETRAINED);
    const right = await propose("right", { "README.md": "# The scanner\n" });
    const queue = await queueOf({ github: world.github, quiet: () => world.github.settled() }, repository, { grouping_strategy: "HEADGREEN", min_entries_to_merge: 2 }); // prettier-ignore
    await queue.enqueue(wrong);
    await queue.enqueue(right);
    const result = await world.run({
      repository: "queued-together",
      event: "merge_group",
      payload: await world.told("queued-together", "merge_group", "checks_requested"),
    });
    expect(result).toMatchObject({ code: 1, outputs: { conclusion: "failure" } });
    const report = JSON.parse(readFileSync(result.outputs["report"] ?? "", "utf8")) as CheckOutput;
    expect(checkOutputSchema.parse(report)).toEqual(report);
    expect(report.checks).toEqual([{ name: "mltrl/main", conclusion: "failure" }]);
    expect(report.others).toMatchObject([{ checks: [{ name: "mltrl/main", conclusion: "success" }] }]); // prettier-ignore
    for (const { number } of [wrong, right]) {
      expect(result.log).toContain(`This is pull request #${number} in the merge queue`);
    }
    expect(result.log).toMatch(/::error .*semver-model/);
  });
});

describe("a branch", () => {
  const TAGS = ["v1.0.0", "nodule-net@v1.0.0", "chest-scans@v1.0.0"];

  test.each([
    ["fresh", TODAY, 0, "success"],
    ["stale", OLD, 1, "failure"],
  ])("whose reports of what runs are %s", async (name, madeAt, code, conclusion) => {
    await world.scanner(name, { files: running(madeAt ?? ""), tags: TAGS });
    for (const event of ["schedule", "push"]) {
      const result = await world.run({
        repository: name,
        event,
        payload: event === "push" ? await pushTo(name) : {},
      });
      expect(result).toMatchObject({ code, outputs: { conclusion } });
      expect(result.summary).toContain("nodule-detector");
    }
  });
});

describe("a comment", () => {
  test("is answered as the App answers it", async () => {
    const { result, replies } = await say("asked", "/mltrl status");
    expect(result.code).toBe(0);
    expect(replies).toEqual([expect.stringContaining("nodule-detector")]);
  });

  test("that asks for a step gets a patch, since commits by the job's token start no workflows", async () => {
    const { replies, moved } = await say("promoted", "/mltrl promote nodule-detector");
    expect(replies).toEqual([expect.stringContaining("start no workflows")]);
    expect(moved).toBe(false);
  });

  test("that asks for a step is carried out by the token of an App", async () => {
    const token = await world.github.installationToken({ installation: INSTALLATION });
    const { replies, moved } = await say("by-app", "/mltrl promote nodule-detector", { token });
    expect(replies).toEqual([expect.stringContaining("Asked for `nodule-detector` 2 → 3.")]);
    expect(moved).toBe(true);
  });

  test("without a command is nothing to do", async () => {
    const { result, replies } = await say("talk", "Looks good");
    expect(result).toMatchObject({ code: 0, log: expect.stringContaining("Nothing to do") });
    expect(replies).toEqual([]);
  });
});

describe("what a workflow may ask for besides", () => {
  test("a policy at another path of the default branch, which a pull request cannot change for itself", async () => {
    const { propose } = await world.scanner("elsewhere", {
      files: { "ml/policy.yml": configText(), [CONFIG]: configText("rulez: {}\n") },
    });
    await propose("topic", { ...RETRAINED, "ml/policy.yml": configText("rules:\n  semver-model: { severity: off }\n") }); // prettier-ignore
    const { code, outputs, summary } = await world.run({
      repository: "elsewhere",
      event: "pull_request",
      payload: await world.told("elsewhere", "pull_request"),
      inputs: { config: "ml/policy.yml" },
    });
    expect(code).toBe(1);
    expect(outputs["failing"]).toContain("semver-model");
    expect(summary).toContain("The policy is read from ml/policy.yml");
    expect(summary).toContain("policy-owners");
  });

  test("some components only; unknown ones are told", async () => {
    const { propose } = await world.scanner("some", {
      files: { [CONFIG]: configText("", "  dicom-io: { paths: [libs/**] }\n") },
    });
    await propose("topic", RETRAINED);
    const job = {
      repository: "some",
      event: "pull_request",
      payload: await world.told("some", "pull_request"),
    };
    expect(await world.run({ ...job, inputs: { components: "dicom-io" } })).toMatchObject({
      code: 0,
      outputs: { failing: "[]" },
    });
    expect(await world.run({ ...job, inputs: { components: "dicom" } })).toMatchObject({
      code: 1,
      log: expect.stringContaining("there is no dicom in the policy of main"),
    });
  });

  test("another base than the pull request's own", async () => {
    const { clone, propose } = await world.scanner("based", { branches: { next: RAISED } });
    await clone.start("topic", "origin/next");
    await clone.push("topic", "Notes", { "README.md": "# The scanner\n" });
    await propose("other", RETRAINED);
    const payload = await world.told("based", "pull_request");
    const { outputs, summary } = await world.run({
      repository: "based",
      event: "pull_request",
      payload,
      inputs: { base: "next" },
    });
    expect(outputs["conclusion"]).toBe("success");
    expect(summary).toContain("No check guards next");
  });

  test("a branch as a change of another", async () => {
    const { clone } = await world.scanner("pushed");
    await clone.start("topic");
    const after = await clone.push("topic", "Retrain", RETRAINED);
    const job = {
      repository: "pushed",
      event: "push",
      payload: { ref: "refs/heads/topic", after, repository: await repositoryOf("pushed") },
    };
    const { outputs } = await world.run({ ...job, inputs: { base: "main" } });
    expect(outputs["failing"]).toContain("semver-model");
    const main = await commitOf("pushed", "main");
    const byId = await world.run({ ...job, inputs: { base: main } });
    expect(byId.outputs["failing"]).toContain("semver-model");
  });

  test("a pull request by its number", async () => {
    const { propose } = await world.scanner("by-hand");
    const { number } = await propose("topic", RETRAINED);
    const result = await world.run({
      repository: "by-hand",
      event: "workflow_dispatch",
      payload: {
        inputs: { "pull-request": String(number) },
        repository: await repositoryOf("by-hand"),
      },
    });
    expect(result.outputs["failing"]).toContain("semver-model");
  });

  test("nothing of GitHub: what people said is unknown, and the content is judged", async () => {
    const { propose } = await world.scanner("alone");
    await propose("topic", RETRAINED);
    const job = {
      repository: "alone",
      event: "pull_request",
      payload: await world.told("alone", "pull_request"),
      inputs: { token: "" },
    };
    const full = await world.run({ ...job, checkout: "full" });
    expect(full.outputs["failing"]).toContain("semver-model");
    expect(await world.run({ ...job, checkout: "none" })).toMatchObject({
      code: 1,
      log: expect.stringContaining("fetch-depth: 0"),
    });
  });

  test("commands and merge groups take a token", async () => {
    const { repository, propose } = await world.scanner("tokenless");
    const pull = await propose("topic", RAISED);
    await repository.as("ml-engineer").comment(pull.number, "/mltrl status");
    const queue = await queueOf({ github: world.github, quiet: () => world.github.settled() }, repository); // prettier-ignore
    await queue.enqueue(pull);
    for (const [event, action] of [
      ["issue_comment", "created"],
      ["merge_group", "checks_requested"],
    ] as const) {
      // prettier-ignore
      const result = await world.run({
        repository: "tokenless",
        event,
        payload: await world.told("tokenless", event, action),
        inputs: { token: "" },
        checkout: "none",
      });
      expect(result).toMatchObject({ code: 1, log: expect.stringContaining("input `token`") });
    }
  });

  test("GitHub Enterprise Server, by the addresses that its runner tells", async () => {
    const { propose } = await world.scanner("enterprise");
    await propose("topic", RETRAINED);
    await world.github.clearLedger();
    const { url } = world.github;
    const result = await world.run({
      repository: "enterprise",
      event: "pull_request",
      payload: await world.told("enterprise", "pull_request"),
      environment: {
        GITHUB_API_URL: `${url}/api/v3`,
        GITHUB_GRAPHQL_URL: `${url}/api/graphql`,
      },
    });
    expect(result.outputs["failing"]).toContain("semver-model");
    const asked = await world.github.ledger({ operationName: "EvaluatePullRequest" });
    expect(asked).toHaveLength(1);
  });

  test("another event is refused, and so is a machine that is no runner", async () => {
    const { propose } = await world.scanner("events");
    await propose("topic", RAISED);
    const job = { repository: "events", payload: { repository: await repositoryOf("events") } };
    expect(await world.run({ ...job, event: "release", checkout: "none" })).toMatchObject({
      code: 1,
      log: expect.stringContaining("got release"),
    });
  });
});

async function repositoryOf(name: string): Promise<Record<string, unknown>> {
  return asked(`/repos/${OWNER}/${name}`);
}

async function commitOf(name: string, branch: string): Promise<string> {
  return String((await asked(`/repos/${OWNER}/${name}/commits/${branch}`))["sha"]);
}

async function asked(path: string): Promise<Record<string, unknown>> {
  const response = await fetch(`${world.github.url}${path}`, {
    headers: { authorization: "Bearer ml-engineer", "user-agent": "test" },
  });
  return (await response.json()) as Record<string, unknown>;
}
