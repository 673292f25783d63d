import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { history } from "../../src/use-cases/history.ts";
import { GIT_ENVIRONMENT, makeRepository, type TestRepository } from "../support/git-repository.ts";
import { valueOf, withWorkTree } from "./work-tree.ts";

const CARD = ".mltrl/cards/detector.md";
const SWITCHBACK = `component: detector
from: 3
to: 2
type: discovery
date: 2026-03-01
reason: Recall fell on thick slices.
`;

function card(level: number): string {
  return `---\nname: Detector\nlevel: ${level}\n---\n`;
}

describe("the past of a branch", () => {
  let git: TestRepository;
  const commits: Record<string, string> = {};

  /** Commits at noon of a day. */
  const commit = (name: string, day: string, files: Record<string, string | undefined>): void => {
    git.write(files);
    git.git("add", "--all");
    dated(day, "commit", "--quiet", "--allow-empty", "--message", name);
    commits[name] = git.git("rev-parse", "HEAD");
  };
  const dated = (day: string, ...args: string[]): void => {
    execFileSync("git", args, {
      cwd: git.folder,
      env: { ...GIT_ENVIRONMENT, GIT_COMMITTER_DATE: `${day}T12:00:00Z` },
    });
  };

  beforeAll(() => {
    git = makeRepository();
    commit("start", "2026-01-01", { "README.md": "a scanner\n" });
    commit("comes", "2026-01-11", { [CARD]: card(2) });
    git.git("checkout", "--quiet", "-b", "topic");
    commit("aside", "2026-01-15", { [CARD]: card(3), "src/a.py": "a\n" });
    commit("aside again", "2026-01-16", { "src/a.py": "b\n" });
    git.git("checkout", "--quiet", "main");
    commit("between", "2026-01-18", { "README.md": "the scanner\n" });
    dated("2026-02-01", "merge", "--quiet", "--no-ff", "--message", "merged", "topic");
    commits["merged"] = git.git("rev-parse", "HEAD");
    commit("back", "2026-03-01", {
      [CARD]: card(2),
      ".mltrl/switchbacks/detector/2026-03-01-3-to-2.yml": SWITCHBACK,
    });
    commit("broken", "2026-03-05", { [CARD]: "---\nlevel: many\n---\n" });
    commit("leaves", "2026-03-11", { [CARD]: undefined });
  });
  afterAll(() => git.remove());

  test.each([
    ["2026-01-01T11:59:59Z", undefined],
    ["2026-01-10T00:00:00Z", "start"],
    ["2026-01-17T00:00:00Z", "comes"],
    ["2026-01-20T00:00:00Z", "between"],
    ["2026-02-01T12:00:00Z", "merged"],
    ["2026-09-01T00:00:00Z", "leaves"],
  ])("at %s the branch stood at %s, whatever was aside", async (instant, name) => {
    const found = await withWorkTree(git.folder, ({ repository }) =>
      repository.commitBefore(commits["leaves"] ?? "", instant),
    );
    expect(found).toEqual({
      state: "known",
      value: name === undefined ? undefined : commits[name],
    });
  });

  test("a clone that does not reach so far back cannot tell", async () => {
    const shallow = makeRepository();
    try {
      shallow.git("fetch", "--quiet", "--depth=1", `file://${git.folder}`, "main");
      const tip = shallow.git("rev-parse", "FETCH_HEAD");
      const found = await withWorkTree(shallow.folder, ({ repository }) =>
        repository.commitBefore(tip, "2026-02-01T00:00:00Z"),
      );
      expect(found).toMatchObject({
        state: "unavailable",
        reason: expect.stringContaining("--unshallow"),
      });
    } finally {
      shallow.remove();
    }
  });

  test("a component's path is told by what was merged, and when", async () => {
    const found = await withWorkTree(git.folder, (ports) =>
      history("detector", commits["leaves"] ?? "", "2026-04-01T00:00:00Z", ports),
    );
    expect(valueOf(found)).toEqual({
      component: "detector",
      transitions: [
        { date: "2026-01-11T12:00:00.000Z", from: undefined, to: 2, type: "entry" },
        { date: "2026-02-01T12:00:00.000Z", from: 2, to: 3, type: "graduation" },
        { date: "2026-03-01T12:00:00.000Z", from: 3, to: 2, type: "discovery" },
        { date: "2026-03-11T12:00:00.000Z", from: 2, to: undefined, type: "removal" },
      ],
      daysAtLevel: [
        { level: 2, days: 21 + 10 },
        { level: 3, days: 28 },
      ],
      frequentSteps: [
        { from: 2, to: 3, times: 1 },
        { from: 3, to: 2, times: 1 },
      ],
    });
  });

  test("a component that never had a card has no path", async () => {
    const found = await withWorkTree(git.folder, (ports) =>
      history("reporter", commits["leaves"] ?? "", "2026-04-01T00:00:00Z", ports),
    );
    expect(found).toMatchObject({ state: "unavailable", cause: "missing" });
  });

  test("a revision that is not there has none either", async () => {
    const found = await withWorkTree(git.folder, (ports) =>
      history("detector", "0".repeat(40), "2026-04-01T00:00:00Z", ports),
    );
    expect(found.state).toBe("unavailable");
  });
});
