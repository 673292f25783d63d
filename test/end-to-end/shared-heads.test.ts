import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { INSTALLATION, startWorld, type World } from "../support/gated-world.ts";
import type { PullRequest } from "../support/pull-request.ts";
import { CARD, cardText, entryAt } from "../support/repository-files.ts";
import { scannerIn, type Workplace } from "../support/scanner.ts";

jest.setTimeout(60_000);

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const CHECK = "mltrl/gate";
const COMPONENT = `components:\n  nodule-detector:\n    paths: ["src/**"]\n`;
const NOTES = { "docs/notes.md": "# Notes\n" };

interface Shared extends Workplace {
  /** To the default branch, whose check passes. */
  readonly lenient: PullRequest;
  /** To a release branch, whose check of the same name fails. */
  readonly strict: PullRequest;
}

/** Two pull requests of one head, from a branch each. */
async function sharedHead(name: string): Promise<Shared> {
  const place = await scannerIn(world, name, {
    files: {
      [CARD]: cardText({ level: 4, extra: entryAt(4, [0, 1, 2, 3]) }),
      ".mltrl/config.yml": `version: 1\nchecks:\n  gate:\n    branches: [main, "release/**"]\n    enforcement: block\n${COMPONENT}`,
    },
    branches: {
      "release/1.0": {
        ".mltrl/config.yml": `version: 1\nchecks:\n  gate:\n    branches: ["release/**"]\n    minimum-level: 5\n    scope: all\n${COMPONENT}`,
      },
    },
    requires: { main: [CHECK], "release/1.0": [CHECK] },
  });
  const { clone, repository, propose } = place;
  const lenient = await propose("topic", NOTES);
  expect((await lenient.verdict(CHECK)).conclusion).toBe("success");
  await clone.git("push", "--quiet", "origin", "topic:release-topic");
  const strict = await repository.propose({ from: "release-topic", to: "release/1.0" });
  expect((await strict.verdict(CHECK)).conclusion).toBe("failure");
  expect(await lenient.tryMerge(CHECK)).toMatchObject({ conclusion: "failure", merge: 405 });
  return { ...place, lenient, strict };
}

describe("pull requests of one head share the strictest verdict, until the strict one", () => {
  test.each<[string, (shared: Shared) => Promise<unknown>]>([
    [
      "closes",
      ({ repository, strict }) =>
        repository
          .as("ml-engineer")
          .wanted("PATCH", `/pulls/${strict.number}`, { state: "closed" }),
    ],
    [
      "is pushed on",
      ({ clone }) => clone.push("release-topic", "More", { "docs/more.md": "# More\n" }),
    ],
    [
      "is pushed over",
      async ({ clone }) => {
        await clone.start("release-topic", "origin/release/1.0");
        await clone.push("release-topic", "Anew", { "docs/more.md": "# More\n" });
      },
    ],
    [
      "goes to a branch without a check",
      async ({ clone, repository, strict }) => {
        await clone.git("push", "--quiet", "origin", "origin/main:refs/heads/apart");
        await repository
          .as("ml-engineer")
          .wanted("PATCH", `/pulls/${strict.number}`, { base: "apart" });
      },
    ],
  ])("%s", async (how, leave) => {
    const shared = await sharedHead(how.replaceAll(" ", "-"));
    // A push from the clone begins where the head is.
    await shared.clone.start("release-topic", "origin/release-topic");
    await leave(shared);
    const { lenient } = shared;
    expect(await lenient.tryMerge(CHECK)).toMatchObject({ conclusion: "success", merge: 200 });
  });
});

test("a push to a head that nobody shares asks for nobody else", async () => {
  const { clone, propose } = await scannerIn(world, "nobodys");
  await propose("topic", NOTES);
  await world.quiet();
  await world.github.clearLedger();
  await clone.push("topic", "More", { "docs/more.md": "# More\n" });
  await world.quiet();
  const asked = await world.github.ledger({ installation: INSTALLATION });
  expect(asked.map(({ method, operationName }) => operationName ?? method)).toEqual(["EvaluatePullRequest", "POST"]); // prettier-ignore
});
