import { describe, expect, test } from "@jest/globals";
import type { Comment } from "../../src/core/model/change.ts";
import { known } from "../../src/core/model/fact.ts";
import { type Finding, isHeldBack } from "../../src/core/model/finding.ts";
import { gate } from "../../src/use-cases/gate.ts";
import { judge } from "../../src/use-cases/judge.ts";
import { runCommands } from "../../src/use-cases/run-command.ts";
import { catalogue } from "../../src/generated/catalogue.ts";
import { fakeChange, type FakeChange, HEAD } from "../support/fake-change.ts";
import type { FakeRun } from "../support/fake-ci-reports.ts";
import { fakeCommandPorts } from "../support/fake-command-ports.ts";
import { ENGINE } from "../support/fake-engine.ts";
import { fakePublisher } from "../support/fake-publisher.ts";
import { fakeReviewers } from "../support/fake-reviewers.ts";
import type { FakeTree } from "../support/fake-repository.ts";
import { aDelivery, aRun, CI } from "../support/fake-run.ts";

/** What is pushed after it. */
const NEXT = "7ead".padEnd(40, "0");
const RULE = "unit-tests-pass";
const ADMIN = { login: "platform-admin", bot: false };
const BODY = `/mltrl accept ${RULE} --reason "The settings only add a folder."`;
const JUNIT = '<testsuite name="s"><testcase classname="c" name="one"/></testsuite>';
const FAILING =
  '<testsuite name="s"><testcase classname="c" name="one"><failure/></testcase></testsuite>';
const OFF = catalogue.rules
  .filter(({ id }) => id !== RULE)
  .map(({ id }) => `  ${id}: {severity: "off"}`);
const BASE = {
  ".mltrl/config.yml": [
    "version: 1",
    "checks: {main: {branches: [main], enforcement: block}}",
    "components: {detector: {paths: [src/**]}}",
    `evidence: {unit-tests: {format: tests, workflow: ${CI}, files: [unit.xml]}}`,
    "rules:",
    ...OFF,
  ].join("\n"),
  ".mltrl/cards/detector.md": "---\nname: detector\nlevel: 6\nowners: [ada]\n---\n\n# detector\n",
  [CI]: "jobs: {}\n",
  "src/a.py": "a\n",
};
/** It edits what sets up the tests as well. */
const EDITED = { ...BASE, "src/a.py": "b\n", "pyproject.toml": "[tool.pytest]\n" };

function ran(text: string): FakeRun {
  return { run: aRun(), delivers: known([aDelivery({ "unit.xml": text })]) };
}

interface World {
  readonly comments?: readonly Comment[];
  readonly head?: string;
  readonly tree?: FakeTree;
  readonly report?: string;
}

function worldOf({ comments = [], head = HEAD, tree = EDITED, report = JUNIT }: World): FakeChange {
  return fakeChange({
    base: BASE,
    head: tree,
    revisions: { [head]: tree },
    people: { permissions: { [ADMIN.login]: "admin" } },
    comments,
    change: { head },
    runs: [{ ...ran(report), run: aRun({ headSha: head }) }],
  });
}

async function found(world: FakeChange): Promise<Finding | undefined> {
  const verdict = await judge(world, ENGINE);
  if (verdict.state === "unavailable") throw new Error(verdict.reason);
  return verdict.value.decision?.components[0]?.findings.find(({ rule }) => rule === RULE);
}

/** The comments with which an admin accepts it, as they stand under the pull request then. */
async function accepted(head = HEAD): Promise<readonly Comment[]> {
  const ports = fakeCommandPorts(worldOf({ head }));
  await runCommands(
    {
      repository: { id: 1, owner: "acme", name: "scanner", installation: 2 },
      number: 7,
      onPullRequest: true,
      comment: { id: 99, node: "IC_99" },
      actor: { id: 3, ...ADMIN },
      body: BODY,
    },
    ports,
    ENGINE,
  );
  const [body = ""] = ports.recorded;
  return [
    { id: 99, author: ADMIN, body: BODY, edited: false, own: false },
    { id: 100, author: { login: "mltrl-gate", bot: true }, body, edited: false, own: true },
  ];
}

describe("what is held back for where its report comes from", () => {
  test("says the tier, why it is no higher, and who may accept it", async () => {
    const finding = await found(worldOf({}));
    expect(finding).toMatchObject({
      outcome: "pending",
      turn: "reviewers",
      trust: {
        tier: 1,
        asked: 2,
        because: "this pull request changes pyproject.toml, which sets up its tests",
        accepts: "policy-owners",
        url: "https://github.example/acme/vision/actions/runs/12",
      },
    });
    expect(finding && isHeldBack(finding)).toBe(true);
  });

  test("is taken by the rule's waiver role, for the head that they saw", async () => {
    const comments = await accepted();
    expect(comments[1]?.body).toContain(`"head":"${HEAD}"`);
    expect(await found(worldOf({ comments }))).toMatchObject({
      outcome: "waived",
      standIn: { type: "accepted", approver: "policy-owners" },
    });
  });

  test.each([HEAD, NEXT])("is not taken where the tests fail since, at %s", async (head) => {
    const comments = await accepted();
    const finding = await found(worldOf({ comments, head, report: FAILING }));
    expect(finding?.outcome).toBe("fail");
    expect(finding?.reason).toContain("when nothing was wrong but where its report came from");
  });

  test("is taken again by the same role for the next head", async () => {
    const comments = [...(await accepted()), ...(await accepted(NEXT))];
    expect(await found(worldOf({ comments, head: NEXT }))).toMatchObject({ outcome: "waived" });
  });

  test("is held back again on the next head: what a run delivers for it, nobody saw", async () => {
    const comments = await accepted();
    const finding = await found(worldOf({ comments, head: NEXT }));
    expect(finding?.outcome).toBe("pending");
    expect(finding?.reason).toContain("before this head was pushed");
  });

  test("fails where the tests fail, whatever the tier", async () => {
    expect(await found(worldOf({ report: FAILING }))).toMatchObject({
      outcome: "fail",
      trust: { tier: 1 },
      evidence: [{ path: "unit.xml", run: "https://github.example/acme/vision/actions/runs/12" }],
    });
  });
});

/** The check as the pull request shows it. */
async function shown(
  world: FakeChange,
): Promise<{ title: string; summary: string; text?: string }> {
  const publisher = fakePublisher();
  await gate(
    { repository: { id: 1, owner: "acme", name: "scanner", installation: 1 }, pullRequest: 7 },
    {
      ...world,
      publisher,
      reviewers: fakeReviewers(),
      sibling: () => world,
      repositoryUrl: "https://acme.example/scanner",
    },
    ENGINE,
  );
  const [report] = publisher.shown.map((each) => each.report);
  if (report === undefined) throw new Error("no check was written");
  return report;
}

test("the check tells where the report comes from, the ways on, and whose turn it is", async () => {
  const { title, summary } = await shown(worldOf({}));
  expect(title).toBe("Waiting for people: detector");
  expect(summary).toContain(
    "**`policy-owners`: nothing is wrong but where a report comes from. Let it come as said below, or accept it for this head.**",
  );
  expect(summary).toContain(
    "by a report that was delivered by run 12 of .github/workflows/ci.yml; it is of tier T1 where T2 is asked for: this pull request changes pyproject.toml, which sets up its tests",
  );
  expect(summary).toContain("[`unit.xml`](https://github.example/acme/vision/actions/runs/12)");
  expect(summary).toContain(
    '1. Move the change of `pyproject.toml` into a pull request of its own, and merge that first<br>2. Or let `policy-owners` accept it for this head: `/mltrl accept unit-tests-pass detector --reason "..."`',
  );
});

test("and of what holds, how far its report is trusted", async () => {
  const { title, text } = await shown(worldOf({ tree: { ...BASE, "src/a.py": "b\n" } }));
  expect(title).toBe("Passed: detector at level 6");
  expect(text).toContain(
    "Of tier T2: [`unit.xml`](https://github.example/acme/vision/actions/runs/12) was delivered by run 12 of .github/workflows/ci.yml; no workflow made it that a ruleset requires or that the policy pins.",
  );
});
