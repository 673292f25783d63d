import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs"; // prettier-ignore
import { dirname, join } from "node:path";
import { expect, test } from "@jest/globals";
import { parseManifest } from "../../src/evidence/manifest.ts";
import { mltrl, type Outcome } from "./command-line.ts";
import { policyText, temporaryRepositories } from "./repositories.ts";

const repository = temporaryRepositories();

const EVIDENCE = `evidence:
  unit-tests: {format: junit, workflow: .github/workflows/ci.yml, files: [reports/*.xml]}
  coverage: {format: lcov, workflow: .github/workflows/ci.yml, files: [cov.info], component: nn}
  other: {format: junit, workflow: .github/workflows/other.yml, files: [other.xml]}
`;
const JUNIT = '<testsuite tests="1"><testcase name="a"/></testsuite>\n';
const LCOV = "SF:a.py\nDA:1,2\nend_of_record\n";

/** A work tree as a job of a workflow has it, with reports that its steps made. */
function job(
  reports: Readonly<Record<string, string>>,
  { evidence = EVIDENCE, committed = {} }: { evidence?: string; committed?: Record<string, string> } = {}, // prettier-ignore
) {
  const { folder, git } = repository({ ".mltrl/config.yml": policyText([], evidence), "src/a.py": "a\n", ...committed }); // prettier-ignore
  for (const [path, text] of Object.entries(reports)) write(folder, path, text);
  const head = git("rev-parse", "HEAD");
  const environment = {
    GITHUB_EVENT_NAME: "push",
    GITHUB_REPOSITORY_ID: "41",
    GITHUB_RUN_ATTEMPT: "2",
    GITHUB_RUN_ID: "900",
    GITHUB_SHA: head,
    GITHUB_WORKFLOW_REF: "acme/zoo/.github/workflows/ci.yml@refs/heads/main",
  };
  const collect = (
    args: readonly string[] = [],
    more: Record<string, string> = {},
  ): Promise<Outcome> =>
    // prettier-ignore
    mltrl(folder, ["collect", "--to", "out", ...args], { environment: { ...environment, ...more } });
  return { folder, head, collect };
}

function write(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function manifestIn(folder: string) {
  const read = parseManifest(readFileSync(join(folder, "out/mltrl-evidence.json"), "utf8"), "m");
  if (read.state === "unavailable") throw new Error(read.reason);
  return read.value;
}

function entry(path: string, text: string, more: object = {}) {
  const sha256 = createHash("sha256").update(text).digest("hex");
  return { path, sha256, bytes: text.length, ...more };
}

test("collects what the policy says this workflow delivers, with a manifest of what it is of", async () => {
  const { folder, head, collect } = job({ "reports/u.xml": JUNIT, "cov.info": LCOV, "other.xml": JUNIT }); // prettier-ignore
  const { code, out } = await collect();
  expect(code).toBe(0);
  expect(out).toContain("reports/u.xml: junit, 54 bytes\n");
  expect(manifestIn(folder)).toEqual({
    repositoryId: 41,
    headSha: head,
    checkedOutSha: head,
    treeSha: expect.stringMatching(/^[0-9a-f]{40}$/),
    runId: 900,
    runAttempt: 2,
    workflowRef: "acme/zoo/.github/workflows/ci.yml@refs/heads/main",
    files: [
      entry("cov.info", LCOV, { format: "lcov", component: "nn" }),
      entry("reports/u.xml", JUNIT, { format: "junit" }),
    ],
  });
  expect(readdirSync(join(folder, "out"), { recursive: true }).map(String).toSorted()).toEqual([
    "cov.info",
    "mltrl-evidence.json",
    "reports",
    "reports/u.xml",
  ]);
  expect(readFileSync(join(folder, "out/reports/u.xml"), "utf8")).toBe(JUNIT);
});

test("of a pull request the head is its own, whatever merge was checked out", async () => {
  const { folder, head, collect } = job({ "cov.info": LCOV });
  const own = "b".repeat(40);
  write(folder, ".git/event.json", JSON.stringify({ pull_request: { head: { sha: own } } }));
  const event = { GITHUB_EVENT_NAME: "pull_request", GITHUB_EVENT_PATH: join(folder, ".git/event.json") }; // prettier-ignore
  expect((await collect([], event)).code).toBe(0);
  expect(manifestIn(folder)).toMatchObject({ headSha: own, checkedOutSha: head });
});

test("takes what the workflow names, and tells by their content how it is written", async () => {
  const { folder, collect } = job({ "a/x.xml": JUNIT, "a/log.txt2": "hello\n", "b.json": "{}\n" });
  const { code, err } = await collect(["a/**", "b.json format=evidently component=nn"]);
  expect(code).toBe(0);
  expect(err).toContain("note: a/log.txt2 is no report that is known: it is left out\n");
  expect(manifestIn(folder).files).toEqual([
    entry("a/x.xml", JUNIT, { format: "junit" }),
    entry("b.json", "{}\n", { format: "evidently", component: "nn" }),
  ]);
});

test("takes reports that lie in another folder at their paths in the repository", async () => {
  const { folder, collect } = job({ "downloaded/reports/u.xml": JUNIT, "cov.info": LCOV });
  expect((await collect(["--from", "downloaded"])).code).toBe(0);
  expect(manifestIn(folder).files.map(({ path }) => path)).toEqual(["reports/u.xml"]);
});

test("a committed report does not pass for one that the run made", async () => {
  const { folder, collect } = job({}, { committed: { "cov.info": LCOV, "reports/u.xml": JUNIT } });
  const { code, err } = await collect();
  expect({ code, made: existsSync(join(folder, "out")) }).toEqual({ code: 2, made: false });
  expect(err).toContain("cov.info is committed just as it is");
  write(folder, "reports/u.xml", JUNIT.replace("a", "b"));
  expect((await collect()).code).toBe(0);
  expect(manifestIn(folder).files.map(({ path }) => path)).toEqual(["reports/u.xml"]);
});

test("nor does one that is committed where downloaded reports go to", async () => {
  const planted = { "downloaded/reports/u.xml": JUNIT, "elsewhere/cov.info": LCOV };
  const { folder, collect } = job({ "downloaded/cov.info": LCOV }, { committed: planted });
  expect((await collect(["--from", "downloaded"])).code).toBe(0);
  expect(manifestIn(folder).files.map(({ path }) => path)).toEqual(["cov.info"]);
  symlinkSync("elsewhere", join(folder, "link"));
  rmSync(join(folder, "out"), { recursive: true });
  expect((await collect(["--from", "link"])).err).toContain("cov.info is committed just as it is");
});

test("follows no links and looks into no other repository", async () => {
  const { folder, collect } = job({ "vendor/.git": "gitdir: x\n", "vendor/v.xml": JUNIT });
  const outside = repository({ "s.xml": JUNIT }).folder;
  symlinkSync(outside, join(folder, "reports"));
  symlinkSync(join(outside, "s.xml"), join(folder, "cov.info"));
  const { code, err } = await collect(["vendor/*.xml"]);
  expect(code).toBe(2);
  expect(err).toContain("there is nothing to deliver: there is no file of unit-tests (reports/*.xml); there is no file of coverage (cov.info); there is no file of vendor/*.xml"); // prettier-ignore
  const led = await collect(["--from", "reports"]);
  expect(led.err).toContain("expected a folder in the work tree");
});

test.each([
  [{ GITHUB_RUN_ID: "" }, "its runner sets GITHUB_RUN_ID"],
  [{ GITHUB_EVENT_NAME: "pull_request_target" }, "runs of pull_request_target are not about the head"], // prettier-ignore
  [{ GITHUB_SHA: "c".repeat(40) }, `and this run is about ${"c".repeat(40)}: check that out`],
  [{ GITHUB_WORKFLOW_REF: "acme/zoo/.github/workflows/x.yml@main" }, 'has "workflow: .github/workflows/x.yml"'], // prettier-ignore
])("refuses %o", async (environment, why) => {
  const { folder, collect } = job({ "cov.info": LCOV });
  const { code, err } = await collect([], environment);
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(why) });
  expect(existsSync(join(folder, "out"))).toBe(false);
});

test("says every fault of a call at once", async () => {
  const { folder } = job({});
  const { code, err } = await mltrl(folder, ["collect", "../x", "a.xml kind=junit component=A"]);
  expect(code).toBe(2);
  expect(err.split("\n")).toEqual([
    "mltrl: say where to write the artifact: --to DIR",
    expect.stringContaining('without ..; got "../x"'),
    'mltrl: expected format=NAME or component=ID after a.xml; got "kind=junit"',
    'mltrl: expected the id of a component after a.xml; got "component=A"'.replace(
      "component=A",
      "A",
    ),
    "",
  ]);
});

test("refuses more than the App opens, and says how much that is", async () => {
  const { folder, collect } = job({ "cov.info": LCOV });
  for (let i = 0; i <= 1000; i += 1) write(folder, `many/${i}.xml`, JUNIT);
  expect((await collect(["many/*"])).err).toContain("1002 files are reports; one job delivers at most 1000"); // prettier-ignore
  writeFileSync(join(folder, "cov.info"), Buffer.alloc(100 * 1024 * 1024 + 1));
  expect((await collect()).err).toContain("the reports are 104857601 bytes large, and one job delivers at most 104857600; the largest is cov.info"); // prettier-ignore
});

test("writes to no folder that holds anything", async () => {
  const { folder, collect } = job({ "cov.info": LCOV, "out/old.xml": JUNIT });
  const { code, err } = await collect();
  expect(code).toBe(2);
  expect(err).toContain(`and ${join(folder, "out")} holds old.xml`);
});

test("needs no policy where the workflow names the files", async () => {
  const { folder, git } = repository({ "src/a.py": "a\n" });
  write(folder, "cov.info", LCOV);
  const environment = {
    GITHUB_EVENT_NAME: "push",
    GITHUB_REPOSITORY_ID: "41",
    GITHUB_RUN_ATTEMPT: "1",
    GITHUB_RUN_ID: "900",
    GITHUB_SHA: git("rev-parse", "HEAD"),
    GITHUB_WORKFLOW_REF: "acme/zoo/.github/workflows/ci.yml@refs/heads/main",
  };
  const without = await mltrl(folder, ["collect", "--to", "out"], { environment });
  expect(without.err).toContain("there is no .mltrl/config.yml here");
  expect((await mltrl(folder, ["collect", "--to", "out", "cov.info"], { environment })).code).toBe(0); // prettier-ignore
});
