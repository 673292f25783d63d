import { describe, expect, test } from "@jest/globals";
import { unavailable } from "../../src/core/model/fact.ts";
import type { Issues } from "../../src/ports/issues.ts";
import { watchDeployed, type Watched } from "../../src/use-cases/watch-deployed.ts";
import { issuesContract } from "../ports/issues-contract.ts";
import {
  CARD,
  cardWith,
  deployedRepository,
  driftOf,
  ENTRY,
  STATE,
  tipFiles,
} from "../support/deployed-world.ts";
import { ENGINE } from "../support/fake-engine.ts";
import { type FakeIssues, fakeIssues } from "../support/fake-issues.ts";
import { fakeCiReports } from "../support/fake-ci-reports.ts";
import { fakePeople } from "../support/fake-people.ts";
import type { FakeTree } from "../support/fake-repository.ts";

issuesContract("the fake", () => {
  const issues = fakeIssues();
  return Promise.resolve({
    issues: () => issues,
    seen: (number) => {
      const found = issues.kept.find((each) => each.number === number);
      if (found === undefined) throw new Error(`there is no issue ${number}`);
      return Promise.resolve(found);
    },
    close: () => Promise.resolve(),
  });
});

const GREEN = tipFiles();
const RED = tipFiles(driftOf("2026-05-30", false));
const STALE = tipFiles(driftOf("2026-05-20"));
const DAY = 86_400_000;

/** A repository that is looked at from time to time. */
function looking(issues: Issues = fakeIssues()) {
  let open: boolean | undefined;
  return async (tip: FakeTree, now = STATE.now): Promise<Watched> => {
    const ports = {
      repository: deployedRepository(tip),
      people: fakePeople({}),
      ci: fakeCiReports(),
      issues,
      defaultBranch: { read: () => Promise.resolve({ state: "known" as const, value: { ...STATE, now } }) }, // prettier-ignore
      repositoryUrl: "https://github.example/acme/scanner",
    };
    const watched = await watchDeployed(ports, ENGINE, open);
    open = watched.issueOpen;
    return watched;
  };
}

function world() {
  let now = STATE.now;
  const issues: FakeIssues = fakeIssues(() => now);
  const look = looking(issues);
  return {
    issues,
    look: async (tip: FakeTree, daysOn = 0) => {
      now = new Date(Date.parse(STATE.now) + daysOn * DAY).toISOString();
      issues.asked.length = 0;
      await look(tip, now);
      return issues.asked.slice();
    },
    titles: () => issues.kept.map(({ title, open }) => `${open ? "" : "closed: "}${title}`),
  };
}

const FAILS = "detector 1.4.0 in production: 1 check fails";

describe("the issue on a component that runs", () => {
  test("is opened for its owners, and says nothing twice", async () => {
    const { issues, look, titles } = world();
    expect(await look(RED)).toEqual(["search", "open"]);
    expect(await look(RED)).toEqual(["search"]);
    expect(titles()).toEqual([FAILS]);
    expect(issues.kept[0]?.assignees).toEqual(["alice"]);
  });

  test("is edited in place when there is something else to say", async () => {
    const { look, titles } = world();
    await look(RED);
    expect(await look(STALE)).toEqual(["search", "edit"]);
    expect(titles()).toEqual(["detector 1.4.0 in production: 1 check is stale"]);
    expect(await look(STALE, 1)).toEqual(["search", "edit"]);
    expect(titles()).toHaveLength(1);
  });

  test("is closed when everything holds, and left closed", async () => {
    const { look, titles } = world();
    await look(RED);
    expect(await look(GREEN)).toEqual(["search", "close"]);
    expect(titles()).toEqual(["closed: detector 1.4.0 in production: all checks hold"]);
    expect(await look(GREEN)).toEqual([]);
  });

  test("is opened again within 30 days, and is another one after that", async () => {
    const { look, titles } = world();
    await look(RED);
    await look(GREEN);
    expect(await look(tipFiles(driftOf("2026-06-29", false)), 29)).toEqual(["search", "edit"]);
    await look(tipFiles(driftOf("2026-06-29")), 29);
    expect(await look(tipFiles(driftOf("2026-07-30", false)), 60)).toEqual(["search", "open"]);
    expect(titles()).toEqual(["closed: detector 1.4.0 in production: all checks hold", FAILS]);
  });

  test("that somebody closed stays closed until other checks fail", async () => {
    const { issues, look } = world();
    await look(RED);
    issues.closeByHand(1);
    expect(await look(RED)).toEqual(["search"]);
    expect(await look(STALE)).toEqual(["search", "edit"]);
    expect(issues.kept).toMatchObject([{ open: true }]);
  });

  test("is closed when nothing of the component runs any more", async () => {
    const { look, titles } = world();
    await look(RED);
    expect(await look(tipFiles({ [CARD]: cardWith([]) }))).toEqual(["search", "close"]);
    expect(titles()).toEqual(["closed: detector: nothing of it runs any more"]);
    expect(await look(tipFiles({ [CARD]: cardWith([]) }))).toEqual([]);
  });

  test("is left alone while nobody can tell what runs", async () => {
    const { look, titles } = world();
    await look(RED);
    expect(await look(tipFiles({ [CARD]: "---\nlevel: x\n---\n" }))).toEqual(["search"]);
    expect(titles()).toEqual([FAILS]);
    expect(await look(GREEN)).toEqual(["search", "close"]);
  });

  test("is assigned to accounts, and not to names", async () => {
    const { issues, look } = world();
    const owners = "alice, Bob of Acme, '@carol-x', -dash";
    await look({ ...RED, [CARD]: cardWith([ENTRY], 9, owners) });
    expect(issues.kept[0]?.assignees).toEqual(["alice", "carol-x"]);
  });
});

describe("nothing is asked for", () => {
  test("where nothing runs", async () => {
    const { look } = world();
    expect(await look(tipFiles({ [CARD]: cardWith([]) }))).toEqual([]);
  });

  test("again where all is well and was", async () => {
    const { look } = world();
    expect(await look(GREEN)).toEqual(["find"]);
    expect(await look(GREEN)).toEqual([]);
  });

  test("where there is no branch to look at", async () => {
    const issues = fakeIssues();
    const watched = await watchDeployed(
      {
        repository: deployedRepository(RED),
        people: fakePeople({}),
        ci: fakeCiReports(),
        issues,
        defaultBranch: { read: () => Promise.resolve({ state: "known", value: undefined }) },
        repositoryUrl: "",
      },
      ENGINE,
      true,
    );
    expect(watched).toEqual({ report: undefined, issueOpen: true });
    expect(issues.asked).toEqual([]);
  });
});

const refused = () => Promise.resolve(unavailable("not-visible", "GitHub answered 410: disabled"));

describe("where people cannot be told", () => {
  const ISSUES: Issues = {
    find: refused,
    search: refused,
    open: refused,
    edit: refused,
    close: refused,
  };

  test.each<[string, Issues]>([
    ["because there are no issues", ISSUES],
    ["because none may be opened", { ...fakeIssues(), open: refused }],
  ])("%s, it is said", async (_, issues) => {
    expect(await looking(issues)(RED)).toMatchObject({
      trouble: "How what runs stands could not be said by an issue: GitHub answered 410: disabled.",
      report: { components: [{ conclusion: "failure" }] },
    });
  });

  test.each<[string, "edit" | "close", FakeTree]>([
    ["none may be edited", "edit", STALE],
    ["none may be closed", "close", GREEN],
    ["none may be closed of what runs no more", "close", tipFiles({ [CARD]: cardWith([]) })],
  ])("because %s, it is said", async (_, what, next) => {
    const issues = fakeIssues();
    const look = looking({ ...issues, [what]: refused });
    await look(RED);
    expect(await look(next)).toMatchObject({ trouble: expect.stringContaining("410") });
  });

  test("is no trouble where there is nothing to tell", async () => {
    expect((await looking(ISSUES)(GREEN)).trouble).toBeUndefined();
  });

  test("because the policy cannot be read, it is said", async () => {
    const broken = tipFiles({ ".mltrl/config.yml": "version: 2" });
    expect(await looking()(broken)).toMatchObject({
      report: undefined,
      trouble: expect.stringContaining("What runs is not watched: the policy cannot be read"),
    });
  });

  test("by GitHub's fault, it is tried again", async () => {
    const repository = deployedRepository(RED);
    const fault = unavailable("upstream", "GitHub: timeout");
    const issues = fakeIssues();
    const ports = {
      people: fakePeople({}),
      ci: fakeCiReports(),
      issues,
      defaultBranch: { read: () => Promise.resolve({ state: "known" as const, value: STATE }) },
      repositoryUrl: "",
    };
    const files = () => Promise.resolve(fault);
    await expect(
      watchDeployed({ ...ports, repository: { ...repository, files } }, ENGINE, undefined),
    ).rejects.toThrow("GitHub: timeout");
    const gone = { read: () => Promise.resolve(fault) };
    await expect(
      watchDeployed({ ...ports, repository, defaultBranch: gone }, ENGINE, undefined),
    ).rejects.toThrow("GitHub: timeout");
    expect(issues.asked).toEqual([]);
  });
});
