import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { APP_ID, INSTALLATION, startWorld, type World } from "../support/gated-world.ts";
import type { GatedRepository } from "../support/gated-repository.ts";
import { CARD, cardText, CHECKS, CONFIG, configText } from "../support/repository-files.ts";
import { scannerIn } from "../support/scanner.ts";
import { issuesOf, type ShownIssue } from "../support/shown-issues.ts";

jest.setTimeout(60_000);

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const WITHOUT_SECTION = { [CARD]: cardText({ sections: { "Intended use": null } }) };
const NOTES = { "docs/notes.md": "# Notes\n" };

const issues = (repository: GatedRepository): Promise<readonly ShownIssue[]> =>
  issuesOf(world, repository);

test("what is pushed past the gate is judged afterwards and told by one issue for the branch", async () => {
  const { repository, clone } = await scannerIn(world, "direct", { requires: {} });
  await clone.start("main", "origin/main");
  const first = await clone.push("main", "Leave a section out", WITHOUT_SECTION);
  const [issue, ...others] = await issues(repository);
  expect(others).toEqual([]);
  expect(issue).toMatchObject({ state: "open", title: "main took in commits past the gate" });
  expect(issue?.body).toContain(`- ${first}, by no pull request`);
  expect(issue?.body).toContain("`mltrl/main`: failure");
  const runs = await repository.as("researcher").checkRuns(first, APP_ID);
  expect(runs).toMatchObject([{ name: "mltrl/main", conclusion: "failure" }]);

  const second = await clone.push("main", "Mend it", { [CARD]: cardText() });
  expect(await issues(repository)).toHaveLength(1);
  const [edited] = await issues(repository);
  expect(edited?.number).toBe(issue?.number);
  expect(edited?.body).toContain(`- ${second}, by no pull request\n- ${first}, by no pull request`);
  expect(edited?.body).toContain("`mltrl/main`: success");
  expect(await repository.as("researcher").checkRuns(second, APP_ID)).toEqual([]);
});

test("what a judged pull request brought is nobody's news, however it is merged", async () => {
  const { repository, propose } = await scannerIn(world, "through-the-gate");
  for (const method of ["merge", "squash", "rebase"] as const) {
    const pull = await propose(`topic-${method}`, { [`docs/${method}.md`]: "# Notes\n" });
    expect(await pull.tryMerge("mltrl/main", method)).toMatchObject({ merge: 200 });
  }
  expect(await issues(repository)).toEqual([]);
});

test("a pull request that is merged past its red check is told too", async () => {
  const { repository, propose } = await scannerIn(world, "past-red", { requires: {} });
  const pull = await propose("topic", WITHOUT_SECTION);
  expect(await pull.tryMerge()).toMatchObject({ conclusion: "failure", merge: 200 });
  const [issue] = await issues(repository);
  expect(issue?.body).toMatch(
    new RegExp(`^- [0-9a-f]{40}, by #${pull.number}, which had not`, "m"),
  );
});

test("where a check only observes nothing is written", async () => {
  const observing = configText("", "", CHECKS.replaceAll("enforcement: block", "enforcement: observe")); // prettier-ignore
  const files = { [CONFIG]: observing };
  const { repository, clone } = await scannerIn(world, "observing", { requires: {}, files });
  await clone.start("main", "origin/main");
  const pushed = await clone.push("main", "Leave a section out", WITHOUT_SECTION);
  expect(await issues(repository)).toEqual([]);
  expect(await repository.as("researcher").checkRuns(pushed, APP_ID)).toEqual([]);
});

test("a branch that no check covers may be pushed to", async () => {
  const { repository, clone } = await scannerIn(world, "uncovered");
  await clone.start("topic", "origin/main");
  await clone.push("topic", "Note", NOTES);
  await clone.push("topic", "More", { "docs/more.md": "# More\n" });
  expect(await issues(repository)).toEqual([]);
});

describe("of a branch that the policy covers", () => {
  const FILES = { branches: { "release/1.0": {} }, requires: {} };

  test("a push is looked at though no pull request to it was ever judged, and after a new start", async () => {
    const { repository, clone } = await scannerIn(world, "never-judged", FILES);
    await clone.start("release/1.0", "origin/release/1.0");
    const first = await clone.push("release/1.0", "Note", NOTES);
    const [issue] = await issues(repository);
    expect(issue?.title).toBe("release/1.0 took in commits past the gate");
    expect(issue?.body).toContain(`- ${first}, by no pull request`);
    const runs = await repository.as("researcher").checkRuns(first, APP_ID);
    expect(runs).toMatchObject([{ name: "mltrl/release", conclusion: "failure" }]);
    await world.stopApp();
    await world.startApp();
    const second = await clone.push("release/1.0", "Note more", { "docs/more.md": "# More\n" });
    expect((await issues(repository))[0]?.body).toContain(`- ${second}, by no pull request`);
  });

  test("what it is made with is looked at, but for what the default branch has", async () => {
    const { repository, clone } = await scannerIn(world, "made", { requires: {} });
    await clone.git("push", "--quiet", "origin", "origin/main:refs/heads/release/1.0");
    expect(await issues(repository)).toEqual([]);
    await clone.start("release/2.0", "origin/main");
    const own = await clone.push("release/2.0", "Leave a section out", WITHOUT_SECTION);
    const [issue, ...others] = await issues(repository);
    expect(others).toEqual([]);
    expect(issue?.title).toBe("release/2.0 took in commits past the gate");
    expect(issue?.body?.match(/^- [0-9a-f]{40}/gm)).toEqual([`- ${own}`]);
    const runs = await repository.as("researcher").checkRuns(own, APP_ID);
    expect(runs[0]?.output.summary).toContain("`card-sections-present`");
  });

  test("what came through another gate is no news when a branch is made of it", async () => {
    const low = CHECKS.replace("minimum-level: 4", "minimum-level: 1");
    const files = { [CONFIG]: configText("", "", low) };
    const { repository, clone, propose } = await scannerIn(world, "made-of-release", { files });
    await clone.git("push", "--quiet", "origin", "origin/main:refs/heads/release/1.0");
    const pull = await propose("topic", NOTES, { to: "release/1.0" });
    expect(await pull.tryMerge("mltrl/release")).toMatchObject({ conclusion: "success", merge: 200 }); // prettier-ignore
    await clone.git("fetch", "--quiet", "origin");
    await clone.git("push", "--quiet", "origin", "origin/release/1.0:refs/heads/release/1.1");
    expect(await issues(repository)).toEqual([]);
  });
});

test("a repository without a policy costs one request, and then none", async () => {
  const repository = await world.repository("no-policy", { files: { "README.md": "# Notes\n" } });
  const clone = await repository.clone("ml-engineer");
  const cost = async (branch: string, path: string): Promise<number> => {
    await world.quiet();
    await world.github.clearLedger();
    await clone.push(branch, "Note", { [path]: "# Notes\n" });
    await world.quiet();
    return (await world.github.ledger({ installation: INSTALLATION })).length;
  };
  await clone.start("main", "origin/main");
  expect(await cost("main", "a.md")).toBe(1);
  expect(await cost("main", "b.md")).toBe(0);
  expect(await cost("topic", "c.md")).toBe(0);
});
