import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { type Runner, startRunner } from "../actions/start-runner.ts";
import { bundleAction } from "../support/action-job.ts";
import { CI } from "../support/fake-run.ts";
import { startWorld, type World } from "../support/gated-world.ts";
import { CARD, cardText, CONFIG, configText, entryAt } from "../support/repository-files.ts";
import { type Sigstore, startSigstore } from "../support/sigstore.ts";
import { scannerIn, type Workplace } from "../support/scanner.ts";

// The whole way: a workflow's file is run, its reports are uploaded by GitHub's own client, and the App judges by them.

jest.setTimeout(120_000);

const MLTRL = join(import.meta.dirname, "../../src/main/cli.ts");

/** The workflow that others call, as it stands here. */
const GATE = ".github/workflows/mltrl-gate.yml";

let world: World;
let runner: Runner;
/** The commit of the workflow that others call. */
let gate: string;
let sigstore: Sigstore;
beforeAll(async () => {
  world = await startWorld({
    trustRoot: async (web) => {
      sigstore = await startSigstore(web);
      return sigstore.trustRoot;
    },
  });
  gate = await publishGate();
  runner = await startRunner({
    github: world.github,
    sigstore,
    machine: { MLTRL: `${process.execPath} ${MLTRL}` },
  });
  // A verdict that waits for CI is looked at again once CI has had its time.
  world.plans(1000);
});
afterAll(async () => {
  runner.close();
  await sigstore.close();
  await world.close();
});

/** Puts this repository's workflow and Action where other repositories call them. */
async function publishGate(): Promise<string> {
  const bundle = bundleAction();
  const built = readdirSync(join(bundle.folder, "dist")).map((name) => [`action/dist/${name}`, readFileSync(join(bundle.folder, "dist", name), "utf8")] as const); // prettier-ignore
  bundle.remove();
  const own = [GATE, "action/action.yml"].map(
    (path) => [path, readFileSync(path, "utf8")] as const,
  );
  await world.repository("mltrl-gate", { files: Object.fromEntries([...built, ...own]) });
  return world.github.commitAt({ repository: "acme/mltrl-gate", ref: "main" }).then(String);
}

const UNIT = "reports/unit.xml";

/** A team's own job, as the handbook has it: it makes its reports and delivers them. */
const OWN_JOB = `on: pull_request
permissions: {contents: read}
jobs:
  tests:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v7
      - run: sh run-tests.sh
      - if: always()
        run: $MLTRL collect --to mltrl-evidence
      - if: always()
        uses: actions/upload-artifact@v7
        with:
          name: mltrl-evidence-tests
          path: mltrl-evidence/
          include-hidden-files: true
          if-no-files-found: error
`;

/** Tests that pass while the reader holds no bug. */
const TESTS = `mkdir -p reports
if grep -q bug src/reader.js; then failed='<failure message="no"/>'; fi
printf '<testsuite tests="1"><testcase classname="reader" name="reads">%s</testcase></testsuite>' "$failed" > ${UNIT}
test -z "$failed"
`;

function files(
  workflow: string,
  evidence = `{format: tests, workflow: ${CI}, files: [reports/*.xml]}`,
  more = "",
) {
  // prettier-ignore
  return {
    [CONFIG]: configText(`evidence:
  unit-tests: ${evidence}
rules:
  unit-tests-pass: {trust: 2}
  coverage-prototype: {severity: advisory}
${more}`),
    [CARD]: cardText({ level: 4, extra: entryAt(4, [0, 1, 2]) }),
    [CI]: workflow,
    "run-tests.sh": TESTS,
  };
}

let changes = 0;

function propose({ propose: open }: Workplace, more: Readonly<Record<string, string>> = {}) {
  changes += 1;
  return open(`topic-${changes}`, { "src/reader.js": `export const n = ${changes};\n`, ...more });
}

/** A repository with such files, a pull request to it, and what ran for that. */
async function proposed(
  name: string,
  repositoryFiles: Readonly<Record<string, string>>,
  more?: Readonly<Record<string, string>>,
) {
  const place = await scannerIn(world, name, { files: repositoryFiles });
  await runner.settle();
  const pull = await propose(place, more);
  const [run] = await runner.settle();
  const jobs = run?.jobs.map((job) => `${job.name}: ${job.conclusion}`);
  return { place, pull, run, jobs };
}

/** Pushes a bug to the last pull request, and gives what ran for it. */
async function breakIt({ clone }: Workplace) {
  await clone.push(`topic-${changes}`, "Break it", { "src/reader.js": "// bug\n" });
  const [broken] = await runner.settle();
  return broken;
}

/** A pull request from a fork of a repository with such files, and what ran for it. */
async function proposedByFork(name: string, repositoryFiles: Readonly<Record<string, string>>) {
  const place = await scannerIn(world, name, { files: repositoryFiles });
  await place.repository.as("outsider").wanted("POST", "/forks", {});
  await runner.settle();
  const fork = await place.repository.clone("outsider", "outsider");
  await fork.push("idea", "Have an idea", { "src/reader.js": "export const idea = 1;\n" });
  const pull = await place.repository.propose({ by: "outsider", from: "outsider:idea" });
  return { pull, runs: await runner.settle() };
}

test("what a team's own job makes turns the check green, and red where its tests fail", async () => {
  const place = await scannerIn(world, "own-job", { files: files(OWN_JOB) });
  await runner.settle();
  const pull = await propose(place);
  expect(await pull.verdict()).toMatchObject({ status: "in_progress" });
  const [run] = await runner.settle();
  expect(run).toMatchObject({ event: "pull_request", conclusion: "success" });
  const green = await pull.verdict();
  expect(green.conclusion).toBe("success");
  expect(green.output.text).toContain("1 tests passed");

  const broken = await breakIt(place);
  expect(broken?.conclusion).toBe("failure");
  expect(await pull.verdict()).toMatchObject({ conclusion: "failure", blockedBy: ["unit-tests-pass"] }); // prettier-ignore
});

test("a fork's pull request is judged by what ran for it", async () => {
  const { pull, runs } = await proposedByFork("forked", files(OWN_JOB));
  expect(runs.map(({ event, conclusion }) => [event, conclusion])).toEqual([["pull_request", "success"]]); // prettier-ignore
  expect(await pull.verdict()).toMatchObject({ conclusion: "success" });
});

test("a report that the pull request commits does not pass for one that the run made", async () => {
  const fake = `<testsuite tests="1"><testcase classname="reader" name="reads"/></testsuite>`;
  const { pull, run } = await proposed("committed", files(OWN_JOB), {
    [UNIT]: fake,
    "src/reader.js": "// bug\n",
    "run-tests.sh": "true\n",
  });
  expect(run?.jobs[0]?.log).toContain(`${UNIT} is committed just as it is`);
  const { conclusion, output } = await pull.verdict();
  expect(conclusion).toBe("failure");
  expect(output.summary).toContain("delivered no reports");
});

/** The lines with which a repository calls the workflow. */
function caller(jobs: string, commit = gate): string {
  return `on: pull_request
permissions: {actions: read, checks: read, contents: read, pull-requests: read}
jobs:
${jobs}  mltrl:
    uses: acme/mltrl-gate/${GATE}@${commit}
`;
}

/** Where the App decides, the job only delivers. */
const RUNS = `    with:
      run: sh run-tests.sh
      reports: reports/*.xml
      enforcement: observe
`;

/** Files of a repository whose rule takes reports by the workflow at one commit alone. */
function trusting(commit: string, workflow: string) {
  const all = files(
    workflow,
    undefined,
    `trusted-workflows: [acme/mltrl-gate/${GATE}@${commit}]\n`,
  );
  return { ...all, [CONFIG]: all[CONFIG].replace("trust: 2", "trust: 3") };
}

test("a pinned workflow of another repository delivers what a rule asks of tier 3", async () => {
  const text = caller("") + RUNS;
  const { place, pull, jobs } = await proposed("pinned", trusting(gate, text));
  expect(jobs).toEqual([
    "mltrl / reports: success",
    "mltrl / gate: success",
    "mltrl / attest: skipped",
  ]);
  expect(await pull.verdict()).toMatchObject({ conclusion: "success" });

  const broken = await breakIt(place);
  expect(broken?.jobs[0]).toMatchObject({ name: "mltrl / reports", conclusion: "failure" });
  expect(await pull.verdict()).toMatchObject({ conclusion: "failure", blockedBy: ["unit-tests-pass"] }); // prettier-ignore

  const unpinned = await proposed("unpinned", trusting("a".repeat(40), text));
  const { conclusion, output } = await unpinned.pull.verdict();
  expect(conclusion).toBe("action_required");
  expect(output.summary).toContain("`trusted-workflows`");
});

test("and what a rule asks of tier 4, once it is let sign", async () => {
  const text = `on: pull_request
permissions: {actions: read, checks: read, contents: read, pull-requests: read}
jobs:
  mltrl:
    permissions: {actions: read, attestations: write, checks: read, contents: read, id-token: write, pull-requests: read}
    uses: acme/mltrl-gate/${GATE}@${gate}
${RUNS}      attest: true
`;
  const signing = (workflow: string) => {
    const all = trusting(gate, workflow);
    return { ...all, [CONFIG]: all[CONFIG].replace("trust: 3", "trust: 4") };
  };
  const { pull, jobs } = await proposed("attested", signing(text));
  expect(jobs).toEqual([
    "mltrl / reports: success",
    "mltrl / gate: success",
    "mltrl / attest: success",
  ]);
  expect(await pull.verdict()).toMatchObject({ conclusion: "success" });

  const unsigned = await proposed("unsigned", signing(caller("") + RUNS));
  const { conclusion, output } = await unsigned.pull.verdict();
  expect(conclusion).toBe("action_required");
  expect(output.summary).toContain("nothing signed comes with it");
  expect(output.summary).toContain("`attest: true`");
});

test("takes over what earlier jobs made, and judges by it where there is no App", async () => {
  const tests = `  tests:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v7
      - run: sh run-tests.sh
      - if: always()
        uses: actions/upload-artifact@v7
        with:
          name: reports-unit
          path: |
            .mltrl/config.yml
            reports/*.xml
          include-hidden-files: true
`;
  const text = `${caller(tests)}    needs: [tests]
    if: always()
    with:
      artifacts: reports-*
`;
  const { place, pull, jobs } = await proposed("taken-over", files(text));
  expect(jobs).toEqual([
    "tests: success",
    "mltrl / reports: skipped",
    "mltrl / gate: success",
    "mltrl / attest: skipped",
  ]);
  expect(await pull.verdict()).toMatchObject({ conclusion: "success" });
  const broken = await breakIt(place);
  expect(broken?.jobs[2]).toMatchObject({ name: "mltrl / gate", conclusion: "failure" });
  expect(broken?.jobs[2]?.summary).toContain("unit-tests-pass");
});

test("a fork's pull request gets by the pinned workflow what it could not give itself", async () => {
  const { pull, runs } = await proposedByFork("pinned-fork", trusting(gate, caller("") + RUNS));
  const [run] = runs;
  expect(run?.jobs.at(-1)).toMatchObject({ name: "mltrl / attest", conclusion: "skipped" });
  expect(await pull.verdict()).toMatchObject({ conclusion: "success" });
});
