import { describe, expect, test } from "@jest/globals";
import { known, unavailable } from "../../src/core/model/fact.ts";
import type { CommandRequest } from "../../src/core/model/request.ts";
import { runCommands } from "../../src/use-cases/run-command.ts";
import { readScenario } from "../gate/scenario.ts";
import { BASE, fakeChange, type FakeChange } from "../support/fake-change.ts";
import { type FakeCommandPorts, fakeCommandPorts } from "../support/fake-command-ports.ts";
import { ENGINE } from "../support/fake-engine.ts";
import { fakePeople } from "../support/fake-people.ts";

const BACK = '--to 1 --type discovery --reason "Thick slices are read wrongly throughout."';
const BRANCH = "mltrl/promote-nodule-detector-3";

const ISSUE: CommandRequest = {
  repository: { id: 1, owner: "acme", name: "scanner", installation: 2 },
  number: 5,
  onPullRequest: false,
  comment: { id: 99, node: "IC_99" },
  actor: { id: 3, login: "ml-engineer", bot: false },
  body: "/mltrl promote nodule-detector",
};

/** A world whose people may write and whose teams are visible. */
function scanner(change: FakeChange = readScenario("records-only")): FakeChange {
  return {
    ...change,
    people: fakePeople({
      teams: { "acme/product": ["product-manager"] },
      permissions: { "ml-engineer": "write" },
    }),
  };
}

const lost = () => Promise.resolve(unavailable("upstream", "more branches than 100"));

/** A default branch that is not there. */
const read = () => Promise.resolve(known(undefined));

async function said(
  ports: FakeCommandPorts,
  changes: Partial<CommandRequest> = {},
): Promise<string> {
  await runCommands({ ...ISSUE, ...changes }, ports, ENGINE);
  return [...ports.said.values()].join();
}

describe("promote on an issue", () => {
  test("proposes level and record from the tip of the default branch", async () => {
    const ports = fakeCommandPorts(scanner());
    expect(await said(ports)).toContain("to #12, opened for it");
    expect(ports.commits).toEqual([]);
    expect(ports.proposals).toMatchObject([
      {
        branch: BRANCH,
        base: "main",
        expectedHead: BASE,
        title: "Ask for level 3 of nodule-detector",
        files: [
          { path: ".mltrl/cards/nodule-detector.md" },
          { path: ".mltrl/reviews/nodule-detector/2026-06-01-2-to-3.yml" },
        ],
      },
    ]);
    const [proposal] = ports.proposals;
    expect(proposal?.message).toContain("Co-authored-by: ml-engineer <3+ml-engineer@");
    expect(proposal?.body).toContain("`ml-engineer` asked for it in #5 and counts as its author");
  });

  test("names the pull request that is open for it", async () => {
    const ports = fakeCommandPorts(scanner());
    await said(ports);
    expect(await said(ports)).toContain("**#12 asks for level 3 of nodule-detector");
    expect(ports.proposals).toHaveLength(1);
  });

  test("does not take up a branch of an earlier time", async () => {
    const ports = fakeCommandPorts(scanner());
    ports.branches.set(BRANCH, { pullRequest: undefined });
    expect(await said(ports)).toContain("without an open pull request");
    expect(ports.proposals).toEqual([]);
  });

  test("is a patch on a branch of its own where we may not write", async () => {
    const forbidden = unavailable("not-visible", "this App may not write to the repository");
    const text = await said(fakeCommandPorts(scanner(), forbidden));
    expect(text).toContain("+level: 3");
    expect(text).toContain(`git switch -c ${BRANCH}`);
    expect(text).toContain(`git push -u origin ${BRANCH}`);
  });

  test("is tried again by people where GitHub refused it", async () => {
    const ports = fakeCommandPorts(scanner(), unavailable("upstream", "GitHub refused it: no"));
    expect(await said(ports)).toContain("GitHub refused it: no");
    const unseen = fakeCommandPorts(scanner());
    const branch = { ...unseen.branch, proposed: lost };
    expect(await said({ ...unseen, branch })).toContain("more branches than 100");
    expect(unseen.proposals).toEqual([]);
  });

  test("says so where the branch was made and no pull request could be opened", async () => {
    const ports = fakeCommandPorts(scanner());
    const pullRequest = unavailable("not-visible", "this App may not open pull requests");
    const propose = () => Promise.resolve(known({ commit: "c".repeat(40), pullRequest }));
    const text = await said({ ...ports, branch: { ...ports.branch, propose } });
    expect(text).toContain(`Committed to the new branch \`${BRANCH}\``);
    expect(text).toContain("this App may not open pull requests");
  });

  test("leaves the pull request to somebody who is the whole panel", async () => {
    const base = {
      ".mltrl/config.yml":
        "version: 1\nchecks: { main: { branches: [main], enforcement: block } }\ncomponents: { a: { paths: [a/**] } }\nroles: { research-lead: [ml-engineer] }\nrules: { card-debrief-answered: { severity: advisory }, card-ethics-stated: { severity: advisory }, card-table-complete: { severity: advisory }, card-sections-present: { severity: advisory } }\n",
      ".mltrl/cards/a.md": "---\nname: A\nlevel: 0\nowners: [ml-engineer]\n---\n\n# A\n",
      "a/x": "1",
    };
    const ports = fakeCommandPorts(scanner(fakeChange({ base, head: base })));
    const text = await said(ports, { body: "/mltrl promote a" });
    expect(ports.proposals).toEqual([]);
    expect(text).toContain("your own is your approval");
  });

  test("asks for a component to be named, and says what has none", async () => {
    const body = "/mltrl promote";
    expect(await said(fakeCommandPorts(scanner()), { body })).toContain(
      "no component is changed here: name one of nodule-detector",
    );
    const bare = fakeCommandPorts(scanner(fakeChange({ base: {}, head: {} })));
    expect(await said(bare)).toContain("no check covers the branch main");
    const nowhere = fakeCommandPorts(scanner());
    expect(await said({ ...nowhere, defaultBranch: { read } })).toContain(
      "there is no default branch here",
    );
  });
});

describe("switchback", () => {
  const body = `/mltrl switchback nodule-detector ${BACK}`;

  test("on an issue proposes level and record", async () => {
    const ports = fakeCommandPorts(scanner());
    expect(await said(ports, { body })).toContain("Switched back: `nodule-detector` 2 → 1.");
    expect(ports.proposals).toMatchObject([
      {
        branch: "mltrl/switchback-nodule-detector-1",
        files: [
          { path: ".mltrl/cards/nodule-detector.md" },
          { path: ".mltrl/switchbacks/nodule-detector/2026-06-01-2-to-1.yml" },
        ],
      },
    ]);
    expect(ports.proposals[0]?.files[1]?.text).toContain("reviewers:\n  - ml-engineer\n");
  });

  test("names other reviewers and the kind of change where it is told to", async () => {
    const ports = fakeCommandPorts(scanner());
    await said(ports, { body: `${body} --by "researcher, research-lead" --change retrain` });
    expect(ports.proposals[0]?.files[1]?.text).toMatch(
      /reviewers:\n {2}- researcher\n {2}- research-lead\nchange: retrain\n/,
    );
  });

  test.each<[string, string, string]>([
    ["no component", "/mltrl switchback", "name a component"],
    ["a loose reason", `${body} and more`, "and more is left over"],
    [
      "no level",
      body.replace("--to 1", "--to one"),
      "`--to` asks for a level from 0 to 8, got one",
    ],
    ["no type", body.replace("discovery", "whim"), "got whim"],
    ["no reason", body.replace(/--reason.*/, ""), "`--reason` asks for a text"],
    ["no kind of change", `${body} --change colour`, "got colour"],
    ["no login", `${body} --by "a b"`, "expected a GitHub login"],
    ["a level above", body.replace("--to 1", "--to 4"), "goes to a lower level, not to 4"],
    ["another component", body.replace("nodule-detector", "x"), '"x" is not a component'],
    ["too short a reason", body.replace(/--reason.*/, "--reason no"), "2 characters of reason"],
  ])("that names %s is not made", async (_, line, words) => {
    const ports = fakeCommandPorts(scanner());
    expect(await said(ports, { body: line })).toContain(words);
    expect(ports.proposals).toEqual([]);
  });

  test("goes not with a step that the pull request makes already", async () => {
    const ports = fakeCommandPorts(scanner(readScenario("waiting-for-panel")));
    const text = await said(ports, { body, onPullRequest: true });
    expect(text).toContain("takes nodule-detector from level 2 to 3 already");
    expect(ports.commits).toEqual([]);
  });
});

describe("plan", () => {
  test.each<[string, string, string]>([
    ["of a component", "/mltrl plan nodule-detector", "nodule-detector 2 → 3"],
    ["up to a level", "/mltrl plan nodule-detector --to 4", "nodule-detector 2 → 4"],
    ["up to none", "/mltrl plan nodule-detector --to x", "`--to` asks for a level from 1 to 9"],
    ["of no component", "/mltrl plan", "name one of nodule-detector"],
    ["of another", "/mltrl plan nodule-detectr", "No plan."],
  ])("%s", async (_, body, words) => {
    expect(await said(fakeCommandPorts(scanner()), { body })).toContain(words);
  });

  test("of the component that a pull request changes", async () => {
    const request = { body: "/mltrl plan", onPullRequest: true };
    expect(await said(fakeCommandPorts(scanner()), request)).toContain("nodule-detector 2 → 3");
  });
});

test("a pull request from the default branch is not committed to", async () => {
  const world = scanner();
  const change = { ...world.change, headRef: "main", baseRef: "release/1" };
  const source = { read: () => Promise.resolve(known(change)) };
  const ports = fakeCommandPorts({ ...world, change, source });
  const text = await said(ports, { onPullRequest: true });
  expect(ports.commits).toEqual([]);
  expect(text).toMatch(/main is the default branch|Not promoted/);
});

test("explain without a rule says what is in the way of a pull request", async () => {
  const request = { body: "/mltrl explain", onPullRequest: true };
  const blocked = fakeCommandPorts(scanner(readScenario("blocked")));
  expect(await said(blocked, request)).toContain("### `card-sections-present`");
  expect(await said(fakeCommandPorts(scanner()), request)).toContain("No rule is in the way here.");
  expect(await said(fakeCommandPorts(scanner()), { body: "/mltrl explain" })).toContain(
    "name a rule",
  );
});
