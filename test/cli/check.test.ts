import { describe, expect, test } from "@jest/globals";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseTests } from "../../src/evidence/tests/parse-tests.ts";
import { checkOutputSchema, type CheckOutput } from "../../src/report/check-output-schema.ts";
import type { Files } from "../support/git-repository.ts";
import { mltrl, type Outcome } from "./command-line.ts";
import { cardAt, policyText, temporaryRepositories } from "./repositories.ts";

const repository = temporaryRepositories();

const CODE: Files = { "src/train.py": "one\n", ".mltrl/cards/nn.md": cardAt(2) };

function gated(rules: readonly string[], extra?: string) {
  return repository({ ...CODE, ".mltrl/config.yml": policyText(rules, extra) });
}

/** A graduation of which only the panel is asked. */
function raised() {
  const made = gated(["review-panel-satisfied"], "roles: {researcher: [bob, acme/research]}");
  made.write({ ".mltrl/cards/nn.md": cardAt(3) });
  return made;
}

/** The one JSON object that was printed. */
function printed({ out }: Outcome): CheckOutput {
  return checkOutputSchema.parse(JSON.parse(out));
}

/** What was found of the panel. */
function panelOf(outcome: Outcome) {
  const findings = printed(outcome).components.flatMap((component) => component.findings);
  return findings.find(({ rule }) => rule === "review-panel-satisfied");
}

describe("exit code 0", () => {
  test("where every rule holds", async () => {
    const { folder, write } = gated(["card-started"]);
    write({ "src/train.py": "two\n" });
    const { code, out, err } = await mltrl(folder, ["check", "--all"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain("✓ mltrl/main  Passed: nn at level 2");
    expect(out).toContain("card-started");
  });

  test("where nothing is touched", async () => {
    const { folder, write } = gated(["card-ethics-stated"]);
    write({ "README.md": "other\n" });
    const outcome = await mltrl(folder, ["check", "--json"]);
    expect(outcome.code).toBe(0);
    expect(printed(outcome)).toMatchObject({
      checks: [{ name: "mltrl/main", conclusion: "success" }],
      components: [],
    });
  });

  test("where the check only warns", async () => {
    const { folder, write } = repository({
      ...CODE,
      ".mltrl/config.yml": policyText(["card-ethics-stated"]).replace("block}", "warn}"),
    });
    write({ "src/train.py": "two\n" });
    const outcome = await mltrl(folder, ["check", "--json"]);
    expect(outcome.code).toBe(0);
    expect(printed(outcome).checks).toEqual([{ name: "mltrl/main", conclusion: "neutral" }]);
  });

  test("where there is no policy, with a word on how to start", async () => {
    const { folder } = repository({ "a.txt": "a\n" });
    const { code, out, err } = await mltrl(folder, ["check"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/There is no \.mltrl\/config\.yml here[^]*To start/);
    expect(printed(await mltrl(folder, ["check", "--json"]))).toMatchObject({
      checks: [],
      components: [],
    });
  });

  test("where no check guards the base", async () => {
    const { folder, git } = gated(["card-ethics-stated"]);
    git("branch", "develop");
    const { code, out } = await mltrl(folder, ["check", "--base", "develop"]);
    expect(code).toBe(0);
    expect(out).toContain("No check of the policy guards develop");
  });

  test("where the policy is new: it only observes", async () => {
    const { folder, write } = repository({ "src/train.py": "one\n" });
    write({
      ...CODE,
      "src/train.py": "two\n",
      ".mltrl/config.yml": policyText(["card-ethics-stated"]),
    });
    const { code, out } = await mltrl(folder, ["check"]);
    expect(code).toBe(0);
    expect(out).toContain("main has no policy yet");
  });
});

describe("exit code 1", () => {
  test("where a rule does not hold, with what to do", async () => {
    const { folder, write } = gated(["card-ethics-stated"]);
    write({ "src/train.py": "two\n" });
    const { code, out, err } = await mltrl(folder, ["check"]);
    expect({ code, err }).toEqual({ code: 1, err: "" });
    expect(out).toContain("✗ mltrl/main  Blocked: 1 fix for the author (nn)");
    expect(out).toContain("Give `ethics` in `.mltrl/cards/nn.md`");
  });

  test("in a folder below, committed or not, against any base", async () => {
    const { folder, git, commit } = gated(["card-ethics-stated"]);
    git("checkout", "--quiet", "-b", "feature");
    commit("work", { "src/train.py": "two\n" });
    for (const args of [[], ["--base", "main"], ["--base", "HEAD~1"]]) {
      expect((await mltrl(join(folder, "src"), ["check", ...args])).code).toBe(1);
    }
    expect((await mltrl(folder, ["check", "--base", "feature"])).code).toBe(0);
  });

  test("where a release branch asks for a higher level", async () => {
    const { folder, git, write } = gated(["card-started"]);
    git("branch", "release/1.0");
    write({ "src/train.py": "two\n" });
    const outcome = await mltrl(folder, ["check", "--base", "release/1.0", "--json"]);
    expect(outcome.code).toBe(1);
    expect(printed(outcome).components[0]?.findings.map(({ rule }) => rule)).toContain(
      "minimum-level",
    );
  });
});

describe("other forms of the verdict", () => {
  test("Markdown instead, and SARIF and JUnit in files besides", async () => {
    const { folder, write } = gated(["card-ethics-stated"]);
    write({ "src/train.py": "two\n" });
    const args = ["check", "--markdown", "--sarif", "out/a.sarif", "--junit", "out/a.xml"];
    const { code, out, err } = await mltrl(folder, args);
    expect({ code, err }).toEqual({ code: 1, err: "" });
    expect(out).toMatch(/^## ✗ mltrl\/main: Blocked: 1 fix for the author \(nn\)\n/);
    expect(JSON.parse(readFileSync(join(folder, "out/a.sarif"), "utf8"))).toMatchObject({
      runs: [{ results: [{ ruleId: "card-ethics-stated", level: "error" }] }],
    });
    expect(parseTests(readFileSync(join(folder, "out/a.xml")), "a.xml")).toMatchObject({
      value: { suites: [{ name: "nn", cases: [{ status: "failed" }] }] },
    });
  });

  test("also where nothing could be judged", async () => {
    const { folder, write } = gated([]);
    write({ ".mltrl/config.yml": "version: 2\n" });
    const { code, out } = await mltrl(folder, ["check", "--markdown", "--junit", "a.xml"]);
    expect(code).toBe(2);
    expect(out).toContain("Blocked: 2 problems in the policy");
    expect(parseTests(readFileSync(join(folder, "a.xml")), "a.xml")).toMatchObject({
      value: { suites: [{ cases: [{ status: "error" }, { status: "error" }] }] },
    });
  });

  test("a file that cannot be written ends with 2 and says so", async () => {
    const { folder, write } = gated([]);
    write({ taken: "a file\n" });
    const { code, err } = await mltrl(folder, ["check", "--junit", "taken/a.xml"]);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining("taken") });
  });
});

describe("exit code 2", () => {
  test("with every problem of a broken policy", async () => {
    const { folder, write } = gated(["card-ethics-stated"]);
    write({ ".mltrl/config.yml": "version: 2\ncomponents:\n  nn: {path: [src/**]}\nchecks: 3\n" });
    const { code, out, err } = await mltrl(folder, ["check"]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(/^\.mltrl\/config\.yml:1:10: .*version/m);
    expect(err).toMatch(/^\.mltrl\/config\.yml:3:8: .*unknown key .path.; did you mean/m);
    expect(err).toMatch(/^\.mltrl\/config\.yml:4:9: .*checks/m);
    const outcome = await mltrl(folder, ["check", "--json"]);
    expect(outcome.code).toBe(2);
    expect(outcome.err).toBe(err);
    expect(printed(outcome).checks[0]?.conclusion).toBe("failure");
  });

  test("with every fault of the arguments", async () => {
    const { folder } = gated([]);
    const args = ["check", "--jsn", "--base", "--strict=yes", "--check=", "--nothing", "extra"];
    const { code, out, err } = await mltrl(folder, args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err.split("\n")).toEqual([
      "mltrl: unknown option --jsn; did you mean --json?; allowed are --base, --check, --facts, --organization, --strict, --deployed, --all, --json, --markdown, --sarif, --junit, --cwd",
      "mltrl: --base needs a value; got the option --strict=yes",
      "mltrl: --check needs a value",
      "mltrl: unknown option --nothing; allowed are --base, --check, --facts, --organization, --strict, --deployed, --all, --json, --markdown, --sarif, --junit, --cwd",
      "mltrl: unexpected argument extra",
      'see "mltrl help check"',
      "",
    ]);
  });

  test.each([
    [["--base", "nowhere"], /^mltrl: the base "nowhere" is no commit/],
    [["--cwd", "no/such/folder"], /^mltrl: there is no folder .*no\/such\/folder/],
    [
      ["--facts", "absent.json"],
      /^absent\.json: absent\.json could not be opened: there is no such file/,
    ],
    [["--check", "nightly"], /^mltrl: no check nightly guards main; there are: main/],
  ])("for %j", async (args, message) => {
    const { folder } = gated([]);
    const { code, out, err } = await mltrl(folder, ["check", ...args]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(message);
  });

  test("where there is nothing to compare with", async () => {
    const { folder, git } = gated([]);
    git("branch", "--move", "trunk");
    const { code, err } = await mltrl(folder, ["check"]);
    expect(code).toBe(2);
    expect(err).toMatch(
      /^mltrl: there is no branch to compare with: tried origin\/HEAD, origin\/main/,
    );
  });

  test("where the histories do not meet", async () => {
    const { folder, git } = gated([]);
    git("checkout", "--quiet", "--orphan", "other");
    git("commit", "--quiet", "--message", "alone");
    const { code, out, err } = await mltrl(folder, ["check"]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain("do not meet in this clone");
  });

  test("where no check is there to pick", async () => {
    const { folder } = repository({ "a.txt": "a\n" });
    const { code, err } = await mltrl(folder, ["check", "--check", "main"]);
    expect(code).toBe(2);
    expect(err).toContain("there is none");
  });
});

describe("what a work tree cannot see", () => {
  test("blocks only on demand", async () => {
    const { folder } = raised();
    const open = await mltrl(folder, ["check", "--json"]);
    expect(open.code).toBe(0);
    expect(printed(open).components[0]).toMatchObject({ level: 2, target: 3 });
    expect(panelOf(open)).toMatchObject({ outcome: "pending", reason: expect.stringMatching(/^not visible in a work tree: /) }); // prettier-ignore
    expect((await mltrl(folder, ["check", "--strict"])).code).toBe(1);
  });

  test("may be supplied, and then blocks like everything else", async () => {
    const { folder, git } = raised();
    git("checkout", "--quiet", "-b", "feature");
    const facts = {
      now: "2026-07-01T12:00:00+02:00",
      author: "ada",
      reviews: [],
      contributors: { logins: ["ada"] },
      "check-runs": [
        {
          name: "ci",
          app: { id: 15368, slug: "github-actions" },
          status: "completed",
          conclusion: "success",
        },
        { name: "slow", app: { id: 15368, slug: "github-actions" }, status: "in_progress" },
      ],
      "required-checks": [{ name: "mltrl/main", app: 4242 }, { name: "build" }],
      teams: { "acme/research": ["carol"] },
      permissions: { bob: "write", carol: "write", eve: "read", "robot[bot]": "write" },
    };
    const file = join(folder, ".git", "facts.json");
    const check = (changes: object) => {
      writeFileSync(file, JSON.stringify({ ...facts, ...changes }, undefined, 2));
      return mltrl(folder, ["check", "--json", "--facts", file]);
    };
    const waiting = await check({});
    expect(waiting.code).toBe(1);
    expect(printed(waiting).checks).toEqual([
      { name: "mltrl/main", conclusion: "action_required" },
    ]);
    // Somebody whose right is not supplied, a bot, and somebody without the role fill no seat.
    for (const author of ["dave", "robot[bot]", "eve"]) {
      expect((await check({ reviews: [{ author, state: "approved" }] })).code).not.toBe(2);
    }
    const approved = await check({ reviews: [{ author: "carol", state: "approved" }] });
    expect(approved.code).toBe(0);
    expect(printed(approved).checks).toEqual([{ name: "mltrl/main", conclusion: "success" }]);
    const head = git("rev-parse", "HEAD");
    const early = { author: "carol", state: "approved", commit: head };
    const lapsed = await check({ reviews: [{ ...early, "submitted-at": "2026-01-01T00:00:00Z" }] });
    expect(printed(lapsed).checks[0]?.conclusion).toBe("action_required");
  });

  test("is supplied without mistakes, or every one of them is named", async () => {
    const { folder } = raised();
    const file = join(folder, ".git", "facts.json");
    writeFileSync(file, '{\n  "nwo": 1,\n  "now": "today",\n  "teams": {"a/b": ["@x"]}\n}\n');
    const { code, out, err } = await mltrl(folder, ["check", "--facts", file]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err.trim().split("\n")).toEqual([
      expect.stringMatching(/facts\.json:2:3: unknown key .nwo.; did you mean .now.\?/),
      expect.stringMatching(/facts\.json:3:10: .*expected an instant such as/),
      expect.stringMatching(/facts\.json:4:21: .*expected a login such as/),
    ]);
    writeFileSync(file, "{");
    expect((await mltrl(folder, ["check", "--facts", file])).code).toBe(2);
  });
});

test("one check may be looked at alone", async () => {
  const { folder, write } = repository({
    ...CODE,
    ".mltrl/config.yml": policyText(["card-ethics-stated"]).replace(
      "checks:",
      "checks:\n  slow: {branches: [main], enforcement: observe, per-branch: true}",
    ),
  });
  write({ "src/train.py": "two\n" });
  expect((await mltrl(folder, ["check"])).code).toBe(1);
  for (const name of ["slow", "mltrl/slow"]) {
    const outcome = await mltrl(folder, ["check", "--check", name, "--json"]);
    expect(outcome.code).toBe(0);
    expect(printed(outcome).checks.map((check) => check.name)).toEqual(["mltrl/slow/main"]);
  }
});

test("a filter that is not run is spoken of", async () => {
  const { folder, git } = gated([]);
  git("config", "filter.strip.clean", "false");
  const { code, err } = await mltrl(folder, ["check"]);
  expect(code).toBe(0);
  expect(err).toContain('note: the filter "strip"');
});
