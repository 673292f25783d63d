import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import {
  APP_ID,
  INSTALLATION,
  PERMISSIONS,
  startWorld,
  type World,
} from "../support/gated-world.ts";
import { CI } from "../support/fake-run.ts";
import type { PullRequest } from "../support/pull-request.ts";
import { CARD, cardText, CONFIG, configText, entryAt } from "../support/repository-files.ts";
import { scannerIn, type Workplace } from "../support/scanner.ts";
import { queueOf } from "../support/queued.ts";
import { type StartedRun, startWorkflow } from "../support/workflow.ts";

jest.setTimeout(60_000);

let world: World;
let place: Workplace;
beforeAll(async () => {
  world = await startWorld();
  place = await scannerIn(world, "delivered", { files: FILES });
  // A verdict that waits for CI is looked at again once CI has had its time.
  world.plans(1000);
});
afterAll(() => world.close());

const UNIT = "reports/unit.xml";
const OTHER = ".github/workflows/other.yml";
const PASSED = `<testsuite tests="1"><testcase classname="reader" name="reads"/></testsuite>`;
const FAILED = `<testsuite tests="1" failures="1"><testcase classname="reader" name="reads"><failure message="no"/></testcase></testsuite>`;
const REPORTS = { [UNIT]: PASSED };

const WORKFLOW =
  "on: [pull_request, merge_group]\njobs: {test: {steps: [{uses: ./.github/test}]}}\n";
const ACTION = "runs: {using: composite, steps: [{run: npm test, shell: bash}]}\n";

const FILES = {
  [CONFIG]: configText(`evidence:
  unit-tests: {format: tests, workflow: ${CI}, files: [${UNIT}]}
rules:
  unit-tests-pass: {trust: 2}
  coverage-prototype: {severity: advisory}
`),
  [CARD]: cardText({ level: 4, extra: entryAt(4, [0, 1, 2]) }),
  [CI]: WORKFLOW,
  ".github/test/action.yml": ACTION,
  "jest.config.js": "export default {};\n",
};

let changes = 0;

/** Opens a pull request that changes the component, and what else is given. */
function propose(
  files: Readonly<Record<string, string>> = {},
  { propose: open }: Workplace = place,
): Promise<PullRequest> {
  changes += 1;
  return open(`topic-${changes}`, { "src/reader.js": `export const n = ${changes};\n`, ...files });
}

function start(pull: PullRequest, options = {}, at = place): Promise<StartedRun> {
  return startWorkflow(world, at.repository, pull.number, options);
}

/** A job of a run begins: its number. It ends with the run, if not before. */
async function startJob({ id }: StartedRun, name: string): Promise<number> {
  const { job } = await world.github.startJob({ run: id, name });
  return job;
}

/** What the App asks of GitHub while something happens. */
async function requestsDuring(happening: () => Promise<unknown>): Promise<readonly string[]> {
  await world.quiet();
  await world.github.clearLedger();
  await happening();
  await world.quiet();
  const entries = await world.github.ledger({ installation: INSTALLATION });
  return entries.map(({ method, path, operationName }) =>
    (operationName ?? `${method} ${path}`).replaceAll(/\?.*|\d+/g, (part) =>
      part.startsWith("?") ? "" : "N",
    ),
  );
}

describe("what CI delivers", () => {
  test("is waited for, picked up, and turns the check green", async () => {
    const pull = await propose();
    expect(await pull.verdict()).toMatchObject({ status: "in_progress" });
    const run = await start(pull);
    await run.deliver(REPORTS);
    expect(await pull.verdict()).toMatchObject({ status: "in_progress" });
    expect(await pull.tryMerge()).toMatchObject({ merge: 405 });
    await run.end();
    const { conclusion, output } = await pull.verdict();
    expect(conclusion).toBe("success");
    expect(output.text).toContain("1 tests passed");
    expect(await pull.tryMerge()).toMatchObject({ merge: 200 });
  });

  test("is of a lower tier where its run failed, of which it is not known what it left undone", async () => {
    const pull = await propose();
    const run = await start(pull);
    await run.deliver(REPORTS);
    await run.end("failure");
    const { conclusion, output } = await pull.verdict();
    expect(conclusion).toBe("action_required");
    expect(output.summary).toContain("the run ended with failure");
    expect(output.summary).toContain("give it `enforcement: observe`");
  });

  test("that fails closes the check, and a re-run judges it again", async () => {
    const pull = await propose();
    const run = await start(pull);
    await run.deliver({ [UNIT]: FAILED });
    await run.end();
    expect(await pull.verdict()).toMatchObject({ conclusion: "failure", blockedBy: ["unit-tests-pass"] }); // prettier-ignore
    await run.again();
    expect(await pull.verdict()).toMatchObject({ status: "in_progress" });
    await run.deliver(REPORTS);
    await run.end();
    expect(await pull.verdict()).toMatchObject({ conclusion: "success" });
  });

  test("by a job that passed stays where only failed jobs are run again", async () => {
    const pull = await propose();
    const run = await start(pull);
    const build = await startJob(run, "build");
    await startJob(run, "lint");
    await run.deliver(REPORTS);
    await world.github.finishJob({ job: build, conclusion: "success" });
    await run.end("failure");
    expect(await pull.verdict()).toMatchObject({ conclusion: "action_required" });
    await run.failedAgain("lint");
    expect(await pull.verdict()).toMatchObject({ status: "in_progress" });
    const asked = await requestsDuring(() => run.end());
    expect(await pull.verdict()).toMatchObject({ conclusion: "success" });
    expect(asked.filter((each) => each.startsWith("GET"))).toEqual([
      "GET /repos/acme/delivered/actions/runs",
      "GET /repos/acme/delivered/actions/runs/N/artifacts",
      "GET /repos/acme/delivered/actions/artifacts/N/zip",
      "GET /repos/acme/delivered/actions/runs/N/jobs",
    ]);
  });

  test("by a job that failed is gone once it ran again and delivered nothing", async () => {
    const pull = await propose();
    const run = await start(pull);
    await startJob(run, "build");
    await run.deliver(REPORTS);
    await run.end("failure");
    await run.failedAgain("build");
    await run.end();
    const { conclusion, output } = await pull.verdict();
    expect(conclusion).toBe("failure");
    expect(output.summary).toContain('the job "build" ran again and delivered nothing');
  });

  test("that comes late is picked up when it comes", async () => {
    const pull = await propose();
    const run = await start(pull);
    await run.end();
    expect(await pull.verdict()).toMatchObject({ conclusion: "failure" });
    await run.again();
    await run.deliver(REPORTS);
    await run.end();
    expect(await pull.verdict()).toMatchObject({ conclusion: "success" });
  });

  test("for an earlier head counts while the content is the same, and not once it is another", async () => {
    const { clone } = place;
    const pull = await propose();
    const run = await start(pull);
    await clone.push(`topic-${changes}`, "Say more", { "README.md": "# Scanner\n\nMore.\n" });
    expect(await pull.verdict()).toMatchObject({ status: "in_progress" });
    await run.deliver(REPORTS);
    await run.end();
    expect(await pull.verdict()).toMatchObject({ conclusion: "success" });
    await clone.push(`topic-${changes}`, "Read more", {
      "src/reader.js": "export const n = -1;\n",
    });
    expect(await pull.verdict()).toMatchObject({ status: "in_progress" });
  });

  test("costs three reads, and one for the next verdict", async () => {
    const pull = await propose();
    const run = await start(pull);
    await run.deliver(REPORTS);
    const first = await requestsDuring(() => run.end());
    expect(first.filter((each) => each.startsWith("GET"))).toEqual([
      "GET /repos/acme/delivered/actions/runs",
      "GET /repos/acme/delivered/actions/runs/N/artifacts",
      "GET /repos/acme/delivered/actions/artifacts/N/zip",
    ]);
    const { id } = await pull.verdict();
    const again = await requestsDuring(() =>
      place.repository.as("ml-engineer").wanted("POST", `/check-runs/${id}/rerequest`),
    );
    expect(again.filter((each) => each.startsWith("GET"))).toEqual([
      "GET /repos/acme/delivered/actions/runs",
    ]);
  });

  test("costs nothing where no kind of evidence names the workflow", async () => {
    const plain = await scannerIn(world, "plain");
    const pull = await propose({}, plain);
    await pull.verdict();
    const asked = await requestsDuring(async () => {
      const run = await start(pull, {}, plain);
      await run.deliver(REPORTS);
      await run.end();
    });
    expect(asked).toEqual([]);
  });

  test("for a merge group is what ran on the group's own branch", async () => {
    const queued = await scannerIn(world, "queued", { files: FILES });
    const queue = await queueOf(world, queued.repository);
    const pull = await propose({}, queued);
    const run = await start(pull, {}, queued);
    await run.deliver(REPORTS);
    await run.end();
    expect(await pull.verdict()).toMatchObject({ conclusion: "success" });
    expect(await queue.enqueue(pull)).toBeUndefined();
    const [group] = await queue.groups();
    const branch = group?.head_ref.replace("refs/heads/", "") ?? "";
    const ofGroup = await startWorkflow(world, queued.repository, undefined, {
      event: "merge_group",
      branch,
    });
    await ofGroup.deliver(REPORTS);
    await ofGroup.end();
    expect(await queue.state(pull)).toBe("merged");
  });
});

/** An attack: what the pull request changes besides, what is run for it, and what the check says of it. */
interface Attack {
  readonly edits?: Readonly<Record<string, string>>;
  readonly attack: (run: StartedRun) => Promise<unknown>;
  readonly says: RegExp;
  readonly ends?: "cancelled";
}

const honest: Attack["attack"] = (run) => run.deliver(REPORTS);

const ATTACKS: readonly (readonly [string, Attack])[] = [
  [
    "the workflow is edited in the pull request",
    {
      edits: { [CI]: `${WORKFLOW}# and nothing else\n` },
      attack: honest,
      says: /this pull request changes \.github\/workflows\/ci\.yml, which the run is made of/,
    },
  ],
  [
    "an action that it uses is edited",
    {
      edits: { ".github/test/action.yml": `${ACTION}# and nothing else\n` },
      attack: honest,
      says: /this pull request changes \.github\/test\/action\.yml, which the run is made of/,
    },
  ],
  [
    "the settings of the tests are edited",
    {
      edits: { "jest.config.js": "export default { testMatch: [] };\n" },
      attack: honest,
      says: /this pull request changes jest\.config\.js, which sets up its tests/,
    },
  ],
  [
    "the artifact is of another commit",
    {
      attack: (run) => run.deliver(REPORTS, { claims: { headSha: "b".repeat(40) } }),
      says: /speaks of commit b{40}, and this is [0-9a-f]{40}/,
    },
  ],
  [
    "the artifact is of another repository",
    {
      attack: (run) => run.deliver(REPORTS, { claims: { repositoryId: 1 } }),
      says: /speaks of repository 1, and this is \d+/,
    },
  ],
  [
    "the artifact is of another run",
    {
      attack: (run) => run.deliver(REPORTS, { claims: { runId: 1 } }),
      says: /speaks of run 1, and this is \d+/,
    },
  ],
  [
    "the artifact is of an older attempt",
    {
      attack: async (run) => {
        await run.deliver(REPORTS);
        await run.end();
        await run.again();
      },
      says: /it is of attempt 1, and the run is at attempt 2, in which the job "build" ran again and delivered nothing/,
    },
  ],
  [
    "a report is swapped",
    {
      attack: (run) => run.deliver({ [UNIT]: FAILED }, { inside: REPORTS }),
      says: /reports\/unit\.xml in it is not the file of \d+ bytes that its mltrl-evidence\.json lists/,
    },
  ],
  [
    "a file is slipped in",
    {
      attack: (run) => run.deliver(REPORTS, { more: [{ name: "reports/more.xml", content: PASSED }] }), // prettier-ignore
      says: /reports\/more\.xml is in it, which its mltrl-evidence\.json does not list/,
    },
  ],
  [
    "the archive is a bomb",
    {
      attack: (run) => run.deliver(REPORTS, { more: [{ name: "bomb", content: "0".repeat(2 ** 21) }] }), // prettier-ignore
      says: /bomb in it unfolds to more than 250 times its size/,
    },
  ],
  [
    "a path leads out of the archive",
    {
      attack: (run) => run.deliver(REPORTS, { more: [{ name: "../../.ssh/authorized_keys" }] }),
      says: /it is no zip archive that can be opened safely: invalid relative path/,
    },
  ],
  [
    "a file is a link",
    {
      attack: (run) => run.deliver(REPORTS, { more: [{ name: "link", content: "/etc/passwd", mode: 0o120_777 }] }), // prettier-ignore
      says: /link in it is a link or a device/,
    },
  ],
  [
    "the artifact is too large",
    {
      attack: (run) => run.deliver(REPORTS, { size: 60_000_000 }),
      says: /the evidence of run \d+ is 60000000 bytes large, packed; at most 52428800 are read/,
    },
  ],
  [
    "the artifact has expired",
    {
      attack: (run) => run.deliver(REPORTS, { expiresAt: "2026-01-01T00:00:00Z" }),
      says: /artifact mltrl-evidence-build of run \d+ expired on 2026-01-01: run the workflow again/,
    },
  ],
  [
    "the report is for another component",
    {
      attack: (run) => run.deliver(REPORTS, { component: "other" }),
      says: /delivered no unit-tests report/,
    },
  ],
  [
    "two jobs deliver the same path",
    {
      attack: async (run) => {
        await run.deliver({ [UNIT]: FAILED });
        await run.deliver(REPORTS, { job: "planted" });
      },
      says: /two jobs of run \d+ of \.github\/workflows\/ci\.yml delivered reports\/unit\.xml/,
    },
  ],
  [
    "the run is cancelled once it has delivered what suits",
    {
      attack: honest,
      ends: "cancelled",
      says: /run \d+ of \.github\/workflows\/ci\.yml was cancelled: run it again/,
    },
  ],
];

describe("a workflow that the policy pins", () => {
  const SHARED = "acme/ci/.github/workflows/evidence.yml";
  const PINNED = "c".repeat(40);
  const policy = FILES[CONFIG]?.replace("trust: 2", "trust: 3") ?? "";
  let pinned: Workplace;
  beforeAll(async () => {
    const trusted = `trusted-workflows: [${SHARED}@${PINNED}]\n`;
    const files = { ...FILES, [CONFIG]: `${policy}${trusted}` };
    pinned = await scannerIn(world, "pinned", { files });
  });

  test.each([
    ["is of a higher tier where it made the report", PINNED, "success"],
    ["is not at another commit", "d".repeat(40), "action_required"],
  ])("%s", async (_, sha, expected) => {
    const pull = await propose({}, pinned);
    const referenced = [{ path: `${SHARED}@v1`, sha, ref: "refs/tags/v1" }];
    const run = await start(pull, { referenced }, pinned);
    await run.deliver(REPORTS);
    await run.end();
    expect(await pull.verdict()).toMatchObject({ conclusion: expected });
  });
});

describe("a workflow that a ruleset requires", () => {
  const policy = FILES[CONFIG]?.replace("trust: 2", "trust: 3") ?? "";
  let guarded: Workplace;
  beforeAll(async () => {
    guarded = await scannerIn(world, "guarded", { files: { ...FILES, [CONFIG]: policy } });
    const shared = await world.repository("shared-ci", { files: { [CI]: WORKFLOW } });
    const { id } = (await shared.as("ml-engineer").wanted("GET", "")) as { id: number };
    await guarded.repository.rule("main", {
      type: "workflows",
      parameters: { workflows: [{ path: CI, repository_id: id, ref: "refs/heads/main" }] },
    });
  });

  test("is of a higher tier, and has to pass", async () => {
    const pull = await propose({}, guarded);
    const run = await start(pull, { required: true }, guarded);
    await run.deliver(REPORTS);
    expect(await pull.tryMerge()).toMatchObject({ merge: 405 });
    await run.end();
    expect(await pull.verdict()).toMatchObject({ conclusion: "success" });
    expect(await pull.tryMerge()).toMatchObject({ merge: 200 });
  });

  test("is not what the pull request runs under the same path", async () => {
    const pull = await propose({}, guarded);
    const run = await start(pull, {}, guarded);
    await run.deliver(REPORTS);
    await run.end();
    const { conclusion, output } = await pull.verdict();
    expect(conclusion).toBe("action_required");
    expect(output.summary).toContain(
      "no workflow made it that a ruleset requires or that the policy pins",
    );
    expect(await pull.tryMerge()).toMatchObject({ merge: 405 });
  });
});

/** What the App may do from now on; tokens that it has keep what they were given. */
async function anew(permissions: Partial<typeof PERMISSIONS>): Promise<void> {
  await world.stopApp();
  await world.github.changePermissions({
    app: APP_ID,
    permissions,
    accept: { installation: INSTALLATION, sender: "platform-admin" },
  });
  await world.startApp();
}

describe("an installation without the permission to read Actions", () => {
  afterAll(() => anew(PERMISSIONS));

  test("judges all that does not come from CI, and says what it lacks", async () => {
    const { actions: _, ...others } = PERMISSIONS;
    await anew(others);
    const pull = await propose();
    const run = await start(pull);
    await run.deliver(REPORTS);
    await run.end();
    const { conclusion, output } = await pull.verdict();
    expect(conclusion).toBe("action_required");
    expect(output.summary).toContain(
      "the permission actions: read is missing, and no report of CI counts without it",
    );
    expect(output.summary).toContain("What is left cannot be seen or settled from here");
    expect(await pull.tryMerge()).toMatchObject({ merge: 405 });
    const card = cardText({
      level: 4,
      extra: entryAt(4, [0, 1, 2]),
      sections: { "Intended use": null },
    });
    const wrong = await propose({ [CARD]: card });
    expect((await wrong.verdict()).blockedBy).toEqual(["card-sections-present"]);
  });
});

describe("none passes, and each is told:", () => {
  test.each(ATTACKS)("%s", async (_, { edits, attack, ends, says }) => {
    const pull = await propose(edits);
    const run = await start(pull);
    await attack(run);
    await run.end(ends);
    const { conclusion, output } = await pull.verdict();
    expect(conclusion).toMatch(edits === undefined ? "failure" : "action_required");
    expect(output.summary).toMatch(says);
  });

  test.each<[string, (pull: PullRequest) => Promise<StartedRun>]>([
    ["another workflow delivers it", (pull) => start(pull, { workflow: OTHER })],
    ["a workflow delivers it that checks out the default branch", (pull) => start(pull, { event: "pull_request_target" })], // prettier-ignore
    ["a run on another branch delivers it", () => startWorkflow(world, place.repository, undefined)], // prettier-ignore
  ])("%s", async (_, begin) => {
    const pull = await propose();
    const run = await begin(pull);
    const workflowRef = `acme/delivered/${CI}@refs/heads/main`;
    await run.deliver(REPORTS, { claims: { workflowRef, headSha: await pull.head() } });
    await run.end();
    const { status, output } = await pull.verdict();
    expect(status).toBe("in_progress");
    expect(output.summary).toMatch(/no run of \.github\/workflows\/ci\.yml has delivered/);
  });

  test("a fork's run on a branch of the same name", async () => {
    const { repository } = place;
    await repository.as("outsider").wanted("POST", "/forks", {});
    const pull = await propose();
    const fork = await repository.clone("outsider", "outsider");
    await fork.push(`topic-${changes}`, "Change the same", { "src/reader.js": `export const n = ${changes};\n` }); // prettier-ignore
    const stranger = await repository.propose({
      by: "outsider",
      from: `outsider:topic-${changes}`,
    });
    const run = await start(stranger);
    await run.deliver(REPORTS);
    await run.end();
    expect(await pull.verdict()).toMatchObject({ status: "in_progress" });
    expect(await stranger.verdict()).toMatchObject({ conclusion: "success" });
  });

  test("a check of the right name by another App", async () => {
    const pull = await propose();
    const run = await start(pull);
    const { token } = await run.job({ checks: "write" });
    for (const name of ["mltrl/main", "test", "unit-tests"]) {
      const { status } = await fetch(`${world.github.url}/repos/acme/delivered/check-runs`, {
        method: "POST",
        headers: { authorization: `token ${token}`, "content-type": "application/json" },
        body: JSON.stringify({ name, head_sha: await pull.head(), conclusion: "success" }),
      });
      expect(status).toBe(201);
    }
    await run.end();
    expect(await pull.verdict()).toMatchObject({ conclusion: "failure" });
    expect(await pull.tryMerge()).toMatchObject({ merge: 405 });
  });
});
