import { expect, test } from "@jest/globals";
import { NEW_ISSUE } from "../../src/core/model/new-issue.ts";
import { mltrl } from "./command-line.ts";
import { cardAt, policyText, temporaryRepositories } from "./repositories.ts";

const repository = temporaryRepositories();

test("a mistake of ours is told as one, and where to report it", async () => {
  const { folder } = repository({
    ".mltrl/config.yml": policyText([]),
    ".mltrl/cards/nn.md": cardAt(2),
    "src/a.py": "a\n",
  });
  // No clock of a machine says this.
  const { code, err } = await mltrl(folder, ["check"], { now: Number.NaN });
  expect({ code, lines: err.trimEnd().split("\n") }).toEqual({
    code: 2,
    lines: [
      "mltrl: Invalid time value",
      `This is a mistake of mltrl-gate. Please report it with the line above: ${NEW_ISSUE}`,
    ],
  });
});

test("what is wrong with a call is no mistake of ours", async () => {
  const { folder } = repository({ "a.txt": "a\n" });
  const { code, err } = await mltrl(folder, ["inspect", "absent.json"]);
  expect(code).not.toBe(0);
  expect(err).not.toContain(NEW_ISSUE);
});
