import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import type { GatedRepository } from "../support/gated-repository.ts";
import { startWorld, type World } from "../support/gated-world.ts";
import { scannerIn } from "../support/scanner.ts";
import { issuesOf, type ShownIssue } from "../support/shown-issues.ts";

jest.setTimeout(60_000);

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const issues = (repository: GatedRepository): Promise<readonly ShownIssue[]> =>
  issuesOf(world, repository);

const TAG = "nodule-net@v1.0.0";

test("a registration that is moved, then deleted, is told of until the command in the issue puts it back", async () => {
  const { repository, clone } = await scannerIn(world, "lost-tags");
  const git = (...words: string[]): Promise<string> => clone.git(...words);
  await git("tag", "-a", "-m", "Register", TAG);
  await git("push", "--quiet", "origin", TAG);
  const first = await git("rev-parse", `${TAG}^{commit}`);
  const object = await git("rev-parse", TAG);
  expect(await issues(repository)).toEqual([]);

  await clone.push("elsewhere", "Go on", { "docs/notes.md": "# Notes\n" });
  const second = await git("rev-parse", "HEAD");
  await git("tag", "-a", "-f", "-m", "Again", TAG);
  await git("push", "--quiet", "--force", "origin", TAG);
  const [moved, ...others] = await issues(repository);
  expect(others).toEqual([]);
  expect(moved).toMatchObject({ state: "open", title: "Version tags were moved or deleted" });
  expect(moved?.body).toContain(`- \`${TAG}\` was moved from ${first} to ${second}`);
  expect(moved?.body).toContain("pushed by `ml-engineer`");
  expect(moved?.body).toMatch(/relied on by `[a-z-]+` by its model `nodule-net`/);

  await git("push", "--quiet", "origin", "--delete", TAG);
  const [deleted, ...more] = await issues(repository);
  expect(more).toEqual([]);
  expect(deleted?.number).toBe(moved?.number);
  expect(deleted?.body).toContain(`- \`${TAG}\` was deleted; it named ${first}`);

  const [, words = ""] = /`git (push [^`]+)`/.exec(deleted?.body ?? "") ?? [];
  expect(words).toBe(`push --force origin '${object}:refs/tags/${TAG}'`);
  await git(...words.replaceAll("'", "").split(" "));
  expect(await issues(repository)).toMatchObject([{ number: moved?.number, state: "closed" }]);
  expect(await git("ls-remote", "origin", `refs/tags/${TAG}`)).toContain(object);
});

test("a tag that nothing relies on may go", async () => {
  const { repository, clone } = await scannerIn(world, "free-tags", {
    tags: ["v1.0.0", "v3.0.0", "nightly"],
  });
  await clone.git("push", "--quiet", "origin", "--delete", "nightly");
  await clone.git("push", "--quiet", "origin", "--delete", "v3.0.0");
  expect(await issues(repository)).toEqual([]);
});
