import { expect, test } from "@jest/globals";
import { mltrl } from "./command-line.ts";
import { cardAt, policyText, temporaryRepositories } from "./repositories.ts";

const repository = temporaryRepositories();

/** A component that went 1 → 2 → 1 on its way, with a record of the way back. */
function travelled() {
  const { folder, write, commit } = repository({
    ".mltrl/config.yml": policyText([]),
    ".mltrl/cards/nn.md": cardAt(1),
  });
  write({ ".mltrl/cards/nn.md": cardAt(2) });
  commit("raise");
  write({
    ".mltrl/cards/nn.md": cardAt(1),
    ".mltrl/switchbacks/nn/2026-05-01-2-to-1.yml":
      "version: 1\ncomponent: nn\nfrom: 2\nto: 1\ntype: discovery\ndate: 2026-05-01\nreason: the data was not what it seemed\nreviewers: [bo]\n",
  });
  commit("go back");
  return folder;
}

test("tells the steps with their sort, and the days at each level", async () => {
  const { code, out, err } = await mltrl(travelled(), ["history", "nn"]);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toContain("nn: 3 steps so far\n");
  expect(out).toContain("enters at 1\n");
  expect(out).toContain("1 → 2  graduation\n");
  expect(out).toContain("2 → 1  discovery switchback\n");
  expect(out).toContain("Days at each level\n  1 Goal-oriented Research");
});

test("as data and as Markdown", async () => {
  const folder = travelled();
  const data = JSON.parse((await mltrl(folder, ["history", "nn", "--json"])).out);
  expect(data).toMatchObject({
    version: 1,
    component: "nn",
    transitions: [
      { to: 1, type: "entry" },
      { from: 1, to: 2, type: "graduation" },
      { from: 2, to: 1, type: "discovery" },
    ],
  });
  const { out } = await mltrl(folder, ["history", "nn", "--markdown"]);
  expect(out).toContain("# The path of `nn`\n");
  expect(out).toContain("| 1 Goal-oriented Research | ");
  expect(out).toContain("- 1 → 2: 1 time\n");
});

test("knows no component that never had a card", async () => {
  const { code, err } = await mltrl(travelled(), ["history", "mm"]);
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining("has never been on") });
});
