import { fakeCiReports } from "../support/fake-ci-reports.ts";
import { describe, expect, test } from "@jest/globals";
import { UpstreamError } from "../../src/core/errors.ts";
import type { Change } from "../../src/core/model/change.ts";
import { type Fact, known, unavailable } from "../../src/core/model/fact.ts";
import type { GroupStep } from "../../src/core/model/merge-group.ts";
import { type GroupPorts, judgeGroup, showGroup } from "../../src/use-cases/gate-group.ts";
import { aReview, BASE, changedFiles, fakeChange, HEAD } from "../support/fake-change.ts";
import { ENGINE } from "../support/fake-engine.ts";
import { fakePublisher } from "../support/fake-publisher.ts";
import type { FakeTree } from "../support/fake-repository.ts";

const CONFIG = `version: 1
checks: { main: { branches: [main] } }
components: { a: { paths: [a/**] } }
`;
const OWN = { first: "f1".padEnd(40, "0"), second: "52".padEnd(40, "0") };
const BETWEEN = "be".padEnd(40, "0");

/** The component at a level, with content of its own. */
function at(level: number, content = "1"): FakeTree {
  const card = `---\nname: A\nlevel: ${level}\nowners: [somebody]\n---\n\n# A\n`;
  return { ".mltrl/config.yml": CONFIG, ".mltrl/cards/a.md": card, "a/x": content };
}

const STEPS: readonly GroupStep[] = [
  { pullRequest: 1, base: BASE, head: BETWEEN },
  { pullRequest: 2, base: BETWEEN, head: HEAD },
];

interface Trees {
  readonly base: FakeTree;
  readonly between: FakeTree;
  readonly head: FakeTree;
}

/** Two pull requests in one group: the branch before, after the first, and after both. */
function group(
  { base, between, head }: Trees,
  changes: {
    readonly steps?: Fact<readonly GroupStep[]>;
    readonly pulls?: Readonly<Record<number, Partial<Change>>>;
    readonly of?: Partial<Change>;
    readonly gone?: number;
  } = {},
) {
  const revisions = { [BETWEEN]: between, [OWN.first]: between, [OWN.second]: head };
  const { change, repository, people } = fakeChange({ base, head, revisions });
  const pulls: Readonly<Record<number, Change>> = {
    1: { ...change, head: OWN.first, changedFiles: known(changedFiles(base, between)), ...changes.pulls?.[1] }, // prettier-ignore
    2: { ...change, head: OWN.second, changedFiles: known(changedFiles(between, head)), ...changes.pulls?.[2] }, // prettier-ignore
  };
  const publisher = fakePublisher();
  const ports: GroupPorts = {
    repository,
    people,
    ci: fakeCiReports(),
    publisher,
    repositoryUrl: "https://x",
    group: {
      read: () =>
        Promise.resolve(
          known({ change: { ...change, ...changes.of }, steps: changes.steps ?? known(STEPS) }),
        ),
    },
    ofPullRequest: (number) => ({
      repository,
      people,
      ci: fakeCiReports(),
      source: {
        read: () => {
          const pull = pulls[number];
          return Promise.resolve(
            pull === undefined || number === changes.gone
              ? unavailable("upstream", `pull request #${number} cannot be read`)
              : known(pull),
          );
        },
      },
    }),
  };
  return { ports, shown: publisher.shown };
}

async function gated(...given: Parameters<typeof group>) {
  const { ports, shown } = group(...given);
  const verdict = await judgeGroup(ports, ENGINE);
  await showGroup(verdict, ports, ENGINE, false);
  return { verdict, shown: shown.map(({ report }) => report) };
}

const DOCS = { ...at(2), "docs/a.md": "1" };
const QUIET = { base: at(2), between: DOCS, head: { ...DOCS, "docs/b.md": "2" } };

describe("a group", () => {
  test("takes its pull requests as one step each, in the order of the queue", async () => {
    const { verdict } = await gated({ base: at(2), between: at(3), head: at(4) });
    const steps = verdict.decisions.map(({ components }) => {
      const [component] = components;
      return [component?.level, component?.target];
    });
    expect(steps).toEqual([
      [3, 4],
      [2, 3],
    ]);
    const findings = verdict.decisions.flatMap(({ components }) => components[0]?.findings ?? []);
    expect(findings.filter(({ rule }) => rule === "no-level-skip")).toMatchObject([
      { outcome: "pass", reason: "the level rises by one, 3 → 4" },
      { outcome: "pass", reason: "the level rises by one, 2 → 3" },
    ]);
  });

  test("shows the strictest verdict over them, on its own head", async () => {
    const { shown } = await gated({
      base: at(2),
      between: at(4),
      head: { ...at(4), "docs/a.md": "1" },
    });
    expect(shown).toMatchObject([{ name: "mltrl/main", headSha: HEAD, conclusion: "failure" }]);
    expect(shown[0]?.summary).toContain("no-level-skip");
    // Whoever presses a button wants an answer, and a group has nowhere to answer.
    expect(shown[0]?.buttons).toEqual([]);
  });

  test("counts what people said of a pull request's own head", async () => {
    const given = [aReview("researcher", "approved", OWN.first)];
    const tree = { base: at(2), between: at(3), head: at(3, "2") };
    const { verdict } = await gated(tree, { pulls: { 1: { reviews: known(given) } } });
    const findings = verdict.decisions.at(-1)?.components[0]?.findings ?? [];
    const record = findings.find(({ rule }) => rule === "review-panel-satisfied");
    expect(record?.reason).not.toContain("lapsed");
  });

  test("that is merged by now is judged as it was queued", async () => {
    const lenient = {
      ".mltrl/config.yml": CONFIG.replace("[main]", "[main], enforcement: observe"),
    };
    const trees = { base: at(2), between: at(3), head: { ...at(3), ...lenient } };
    const queued = await gated(trees, {
      pulls: { 1: { defaultTip: BASE }, 2: { defaultTip: BASE } },
    });
    const landed = { state: "merged", defaultTip: HEAD } as const;
    const merged = await gated(trees, { pulls: { 1: landed, 2: landed } });
    expect(merged.verdict.decisions).toEqual(queued.verdict.decisions);
    expect(merged.shown.map(({ conclusion }) => conclusion)).toEqual(["failure"]);
  });

  test("is not shown anything where no check covers the branch", async () => {
    const other = { ...at(2), ".mltrl/config.yml": CONFIG.replace("[main]", "[other]") };
    const { verdict, shown } = await gated({ base: other, between: other, head: other });
    expect([verdict.decisions, shown]).toEqual([[], []]);
  });

  test("is not written to in an archived repository", async () => {
    const { shown } = await gated(QUIET, { of: { archived: true } });
    expect(shown).toEqual([]);
  });
});

describe("a gap closes every check with the reason:", () => {
  test.each<[string, Parameters<typeof group>[1], string]>([
    [
      "pull requests that cannot be told",
      { steps: unavailable("upstream", "nobody knows") },
      "nobody knows",
    ],
    ["a pull request that cannot be read", { gone: 1 }, "cannot be read"],
    ["a closed one", { pulls: { 1: { state: "closed" } } }, "is closed"],
    ["one to another branch", { pulls: { 2: { baseRef: "other" } } }, "goes to other"],
    [
      "one that has moved",
      { steps: known([{ pullRequest: 2, base: BASE, head: HEAD, merged: BETWEEN }]) },
      "has moved to 5200000",
    ],
  ])("%s", async (_, changes, reason) => {
    const { verdict, shown } = await gated(QUIET, changes);
    expect(verdict.unavailable).toContain(reason);
    expect(shown).toMatchObject([
      { name: "mltrl/main", conclusion: "failure", title: "Blocked: nothing could be judged" },
    ]);
    expect(shown[0]?.summary).toContain(reason);
    expect(shown[0]?.summary).toContain("into the queue again");
  });

  test("one that cannot be read at all is tried again", async () => {
    const { ports } = group(QUIET);
    const lost = { read: () => Promise.resolve(unavailable("upstream", "gone")) };
    await expect(judgeGroup({ ...ports, group: lost }, ENGINE)).rejects.toThrow(UpstreamError);
  });
});
