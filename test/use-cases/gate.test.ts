import { describe, expect, test } from "@jest/globals";
import type { CheckRun } from "../../src/core/model/change.ts";
import { known, unavailable } from "../../src/core/model/fact.ts";
import { gate, type GatePorts } from "../../src/use-cases/gate.ts";
import { fakeChange, type FakeChangeDescription } from "../support/fake-change.ts";
import { ENGINE } from "../support/fake-engine.ts";
import { fakeReviewers } from "../support/fake-reviewers.ts";
import { fakePublisher } from "../support/fake-publisher.ts";

const REPOSITORY = { id: 1, owner: "acme", name: "scanner", installation: 2 };
const REQUEST = { repository: REPOSITORY, pullRequest: 7 };
const CONFIG = `version: 1
checks: { main: { branches: [main, other] } }
components: { a: { paths: [a/**] } }
`;
const BASE = { ".mltrl/config.yml": CONFIG };
const BAD = { ...BASE, ".mltrl/cards/a.md": "---\nname: X\nlevel: 4\n---\n" };

async function gated(
  changes: FakeChangeDescription["change"] = {},
  others: Partial<GatePorts> = {},
  request: Parameters<typeof gate>[0] = REQUEST,
) {
  const ports = fakeChange({ base: BASE, head: BASE, change: changes });
  const publisher = fakePublisher();
  const outcome = await gate(
    request,
    {
      ...ports,
      publisher,
      reviewers: fakeReviewers(),
      sibling: () => ports,
      repositoryUrl: "https://x",
      ...others,
    },
    ENGINE,
  );
  return { outcome, shown: publisher.shown };
}

function ownRun(changes: Partial<CheckRun> = {}): CheckRun {
  return {
    id: 1,
    name: "mltrl/main",
    app: { id: 1, slug: "mltrl" },
    status: "completed",
    own: true,
    ...changes,
  };
}

describe("what is written", () => {
  test("a verdict, once: what is shown already is not written again", async () => {
    const first = await gated();
    const [written] = first.shown;
    expect(written?.report).toMatchObject({ name: "mltrl/main", conclusion: "success" });
    expect(written?.previous).toBeUndefined();
    const externalId = written?.report.digest ?? "";
    const again = await gated({ checkRuns: known([ownRun({ externalId })]) });
    expect(again.shown).toEqual([]);
  });

  test("all the same, where somebody asks for it", async () => {
    const { shown: [first] } = await gated(); // prettier-ignore
    const checkRuns = known([ownRun({ externalId: first?.report.digest ?? "" })]);
    const { shown } = await gated({ checkRuns }, {}, { ...REQUEST, rewrite: { headSha: "" } });
    expect(shown).toHaveLength(1);
  });

  test("as the end of an older run as well, where two processes have made one each", async () => {
    const runs = [ownRun({ id: 3, status: "in_progress" }), ownRun({ id: 9 }), ownRun({ id: 2 })];
    const { shown } = await gated({ checkRuns: known(runs) });
    const ended = [9, 3].map((id) => ({ report: { conclusion: "success" }, previous: { id } }));
    expect(shown).toMatchObject(ended);
    const externalId = shown[0]?.report.digest ?? "";
    const right = [...runs, ownRun({ id: 12, externalId })];
    expect((await gated({ checkRuns: known(right) })).shown).toMatchObject(ended.slice(1));
    const both = [ownRun({ externalId }), ownRun({ id: 2, externalId })];
    expect((await gated({ checkRuns: known(both) })).shown).toEqual([]);
  });

  test("after our latest run of the name, never after somebody else's", async () => {
    const runs = [
      ownRun({ id: 3, externalId: "old" }),
      ownRun({ id: 9, externalId: "newer", status: "in_progress" }),
      ownRun({ id: 12, own: false }),
      ownRun({ id: 13, name: "mltrl/other" }),
    ];
    const { shown } = await gated({ checkRuns: known(runs) });
    expect(shown[0]?.previous?.id).toBe(9);
  });

  test("as if there were no earlier run, where the runs cannot be read", async () => {
    const { shown } = await gated({ checkRuns: unavailable("upstream", "too many") });
    expect(shown).toHaveLength(1);
  });
});

describe("nothing is written", () => {
  test.each<[string, FakeChangeDescription["change"], boolean]>([
    ["to a closed pull request", { state: "closed" }, true],
    ["to a merged one", { state: "merged" }, true],
    ["in an archived repository", { archived: true }, true],
    ["where no check covers the branch", { baseRef: "topic" }, false],
  ])("%s", async (_, change, isGated) => {
    const { outcome, shown } = await gated(change);
    expect(shown).toEqual([]);
    expect(outcome).toMatchObject({ decision: undefined, gated: isGated });
  });

  test("where the change cannot be read: it is tried again", async () => {
    const source = { read: () => Promise.resolve(unavailable("upstream", "no answer")) };
    await expect(gated({}, { source })).rejects.toMatchObject({
      name: "UpstreamError",
      message: "no answer",
    });
  });
});

const isOvertaken = () => Promise.resolve(true);

describe("where the head is overtaken", () => {
  test("the verdict is dropped, and nobody is asked for a review", async () => {
    const { outcome, shown } = await gated({}, { isOvertaken });
    expect(outcome).toMatchObject({ decision: undefined, gated: true, overtaken: true });
    expect(shown).toEqual([]);
  });

  test("a check that goes on there is ended, and is left to go on where it would go on", async () => {
    const checkRuns = known([ownRun({ status: "in_progress" })]);
    const { shown } = await gated({ checkRuns }, { isOvertaken });
    expect(shown).toMatchObject([{ report: { conclusion: "success" }, previous: { id: 1 } }]);
    const ended = [ownRun({ status: "in_progress" }), ownRun({ id: 2 })];
    expect((await gated({ checkRuns: known(ended) }, { isOvertaken })).shown).toEqual([]);
  });

  test("the verdict is shown all the same to whoever asked for it again", async () => {
    const rewrite = { headSha: "" };
    const { outcome, shown } = await gated({}, { isOvertaken }, { ...REQUEST, rewrite });
    expect([outcome.overtaken, shown.length]).toEqual([undefined, 1]);
  });
});

describe("several pull requests of one head", () => {
  const strict = fakeChange({ base: BASE, head: BAD });
  const siblings = [
    { number: 7, fromFork: false },
    { number: 8, fromFork: false },
  ];

  test("share the strictest verdict", async () => {
    const { shown } = await gated({ siblings }, { sibling: () => strict });
    expect(shown.map(({ report }) => report.conclusion)).toEqual(["failure"]);
  });

  test("but not with a fork's", async () => {
    const forks = siblings.map((each) => ({ ...each, fromFork: true }));
    const { shown } = await gated({ siblings: forks }, { sibling: () => strict });
    expect(shown.map(({ report }) => report.conclusion)).toEqual(["success"]);
  });

  test("and one that no check covers says nothing", async () => {
    const elsewhere = fakeChange({ base: BASE, head: BAD, change: { baseRef: "topic" } });
    const { shown } = await gated({ siblings }, { sibling: () => elsewhere });
    expect(shown.map(({ report }) => report.conclusion)).toEqual(["success"]);
  });

  test("and an own stricter verdict stays", async () => {
    const mild = fakeChange({ base: BASE, head: BASE });
    const publisher = fakePublisher();
    const own = fakeChange({ base: BASE, head: BAD, change: { siblings } });
    const reviewers = fakeReviewers();
    const ports = { ...own, publisher, reviewers, sibling: () => mild, repositoryUrl: "https://x" };
    await gate(REQUEST, ports, ENGINE);
    expect(publisher.shown[0]?.report.conclusion).toBe("failure");
  });
});
