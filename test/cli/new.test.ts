import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { mltrl } from "./command-line.ts";
import { cardAt, policyText, temporaryRepositories } from "./repositories.ts";

const repository = temporaryRepositories();

function atLevel(level: number) {
  return repository({
    ".mltrl/config.yml": policyText([]),
    ".mltrl/cards/nn.md": cardAt(level),
    "src/a.py": "a\n",
  }).folder;
}

const REASON = "it holds on the data of two sites";

const waiverUntil = (until: string): string[] =>
  `new waiver nn --rule card-sections-present --until ${until} --by ana --reason`
    .split(" ")
    .concat(REASON);

describe("new", () => {
  test.each([
    [
      ["decision", "nn", "--decision", "both", "--reason", REASON, "--by", "ana, bo"],
      ".mltrl/decisions/nn/2026-06-01-2.yml",
      `version: 1\ncomponent: nn\ndate: '2026-06-01'\nlevel: 2\ndecision: both\nreason: ${REASON}\nby:\n  - ana\n  - bo\n`,
    ],
    [
      ["decision", "nn", "--level", "8", "--decision", "go", "--reason", REASON, "--by", "ana", "--signed-by", "bo", "--window", "2026-06-02..2026-06-30"], // prettier-ignore
      ".mltrl/decisions/nn/2026-06-01-8.yml",
      `version: 1\ncomponent: nn\ndate: '2026-06-01'\nlevel: 8\ndecision: go\nreason: ${REASON}\nby:\n  - ana\nwindow:\n  from: '2026-06-02'\n  to: '2026-06-30'\nsigned-by:\n  - bo\n`,
    ],
    [
      ["review", "nn", "--by", "bo", "--criteria", "claims hold; risks are known"],
      ".mltrl/reviews/nn/2026-06-01-2-to-3.yml",
      "version: 1\ncomponent: nn\ndate: '2026-06-01'\nfrom: 2\nto: 3\ndecision: graduate\nreviewers:\n  - bo\ncriteria:\n  - claims hold\n  - risks are known\n",
    ],
    [
      ["switchback", "nn", "--to", "1", "--type", "discovery", "--reason", REASON, "--by", "bo"],
      ".mltrl/switchbacks/nn/2026-06-01-2-to-1.yml",
      `version: 1\ncomponent: nn\ndate: '2026-06-01'\nfrom: 2\nto: 1\ntype: discovery\nreason: ${REASON}\nreviewers:\n  - bo\n`,
    ],
    [
      [
        "hotfix",
        "nn",
        "--incident",
        "alarms at night",
        "--by",
        "ana",
        "--approved-by",
        "bo",
        "--until",
        "2026-06-05",
      ],
      ".mltrl/hotfixes/nn/2026-06-01.yml",
      "version: 1\ncomponent: nn\ndate: '2026-06-01'\nincident: alarms at night\nby: ana\napproved-by: bo\nuntil: '2026-06-05'\n",
    ],
  ])("writes %j, dated today, which can be read", async (words, path, text) => {
    const folder = atLevel(2);
    expect(await mltrl(folder, ["new", ...words])).toEqual({ code: 0, out: `${path}\n`, err: "" });
    expect(readFileSync(join(folder, path), "utf8")).toBe(text);
    expect(await mltrl(folder, ["validate"])).toEqual({ code: 0, out: "", err: "" });
    const again = await mltrl(folder, ["new", ...words]);
    expect(again).toMatchObject({ code: 2, err: expect.stringContaining("is there already") });
  });

  test("adds a waiver to those that there are, which the policy then reads", async () => {
    const { folder } = repository({ ".mltrl/config.yml": policyText(["card-sections-present"]) });
    const path = ".mltrl/waivers.yml";
    expect(await mltrl(folder, waiverUntil("2026-06-30"))).toEqual({
      code: 0,
      out: `${path}\n`,
      err: "",
    });
    expect(await mltrl(folder, waiverUntil("2026-07-31"))).toEqual({
      code: 0,
      out: `${path}\n`,
      err: "",
    });
    expect(readFileSync(join(folder, path), "utf8")).toBe(
      `version: 1\nwaivers:\n${["2026-06-30", "2026-07-31"]
        .map(
          (until) =>
            `  - rule: card-sections-present\n    component: nn\n    reason: ${REASON}\n    until: '${until}'\n    approver: policy-owners\n    requested-by: ana\n    granted:\n      date: '2026-06-01'\n`,
        )
        .join("")}`,
    );
    expect(await mltrl(folder, ["validate"])).toEqual({ code: 0, out: "", err: "" });
    expect(await mltrl(folder, waiverUntil("2026-06-30"))).toMatchObject({
      code: 2,
      err: expect.stringContaining("nn has this waiver already"),
    });
  });

  test.each<[string, readonly string[], string]>([
    ["without an end", [], "a waiver needs --rule, --reason and --until"],
    [
      "of a rule that is not there",
      ["--rule", "card-section-present", "--until", "2026-06-30"],
      "did you mean card-sections-present?",
    ],
    [
      "that lasts too long",
      ["--rule", "card-sections-present", "--until", "2026-12-31"],
      "expected a day at most 90 days",
    ],
    [
      "of what can never be waived",
      ["--rule", "no-level-skip", "--until", "2026-06-30"],
      "can never be waived",
    ],
  ])("adds no waiver %s", async (_, words, why) => {
    const folder = atLevel(2);
    expect(
      await mltrl(folder, ["new", "waiver", "nn", "--reason", REASON, ...words]),
    ).toMatchObject({ code: 2, out: "", err: expect.stringContaining(why) });
  });

  test("adds no waiver to a list that is written in one line, nor to a policy that cannot be read", async () => {
    const words = ["new", "waiver", "nn", "--rule", "card-sections-present", "--until", "2026-06-30", "--reason", REASON]; // prettier-ignore
    const entry = `{ rule: gone, component: nn, reason: r, until: 2026-06-30, approver: policy-owners, granted: { date: 2026-06-01 } }`;
    const inline = repository({
      ".mltrl/config.yml": policyText([]),
      ".mltrl/waivers.yml": `version: 1\nwaivers: [${entry}]\n`,
    }).folder;
    expect((await mltrl(inline, words)).err).toContain("nothing can be added");
    const broken = repository({ ".mltrl/config.yml": "version: 2\n" }).folder;
    expect((await mltrl(broken, words)).err).toContain("mltrl validate says why");
  });

  test("writes a datasheet with its seven sections", async () => {
    const folder = atLevel(2);
    const { out } = await mltrl(folder, ["new", "datasheet", "chest-ct"]);
    expect(out).toBe(".mltrl/datasets/chest-ct.md\n");
    const sheet = readFileSync(join(folder, ".mltrl/datasets/chest-ct.md"), "utf8");
    expect(sheet.match(/^## /gm)).toHaveLength(7);
    expect(await mltrl(folder, ["validate"])).toEqual({ code: 0, out: "", err: "" });
  });

  test.each([
    [["plan", "nn"], 'there is no record "plan"; there are: decision, review'],
    [["decision", "Nn"], '"Nn" is no name'],
    [["decision", "mm"], "mm has no card"],
    [["decision", "nn", "--decision", "both", "--by", "ana"], "mltrl: --reason: is missing"],
    [["decision", "nn", "--decision", "both", "--reason", REASON], "mltrl: --by: is missing"],
    [
      ["decision", "nn"],
      "mltrl: --decision: is missing; expected text\nmltrl: --reason: is missing",
    ],
    [["decision", "nn", "--level", "12", "--decision", "a", "--reason", "b", "--by", "c"], "level"],
    [["switchback", "nn", "--to", "4", "--type", "discovery", "--reason", REASON], "lower level"],
    [
      ["switchback", "nn", "--to", "1", "--type", "whim", "--reason", REASON],
      "--type: expected one of",
    ],
  ])("refuses %j and writes nothing", async (words, reason) => {
    const folder = atLevel(2);
    const { code, out, err } = await mltrl(folder, ["new", ...words]);
    expect({ code, out, err }).toEqual({ code: 2, out: "", err: expect.stringContaining(reason) });
    expect((await mltrl(folder, ["validate"])).out).toBe("");
  });
});
