import { describe, expect, test } from "@jest/globals";
import { parseWaivers } from "../../src/core/policy/parse-waivers.ts";
import { parseYaml } from "../../src/core/source/yaml.ts";
import { addWaiver } from "../../src/evidence/add-waiver.ts";
import { aCatalogue, aPolicy, aRule } from "../support/fake-engine.ts";
import { aWaiver } from "../support/fake-waiver.ts";

const ENTRY = `- rule: a-rule
  component: detector
  reason: It is being mended.
  until: '2026-06-30'
  approver: policy-owners
  granted:
    date: '2026-05-01'
`;
const within = (text: string): string => text.replaceAll(/^(?=.)/gm, "  ");
const OLD = `version: 1 # the only one
waivers:
  # The clinic decides.
  - rule: other # for now
    component: [detector, reader]
    reason: >
      In a folded
      text.
    until: 2026-06-01
    approver: policy-owners
    granted: { date: 2026-05-01 }
`;

describe("a waiver is added", () => {
  test.each<[string, string | undefined, string]>([
    ["to no file", undefined, `version: 1\nwaivers:\n${within(ENTRY)}`],
    ["to an empty list", "version: 1\nwaivers: []\n", `version: 1\nwaivers:\n${within(ENTRY)}`],
    [
      "to an empty list with a comment",
      "version: 1\nwaivers: [] # none\n# end\n",
      `version: 1\nwaivers: # none\n${within(ENTRY)}# end\n`,
    ],
    ["behind another", OLD, `${OLD}${within(ENTRY)}`],
    ["behind one without an end of line", OLD.trimEnd(), `${OLD}${within(ENTRY)}`],
    ["before what follows", `${OLD}\n# The end.\n`, `${OLD}${within(ENTRY)}\n# The end.\n`],
    [
      "to a list that is not indented",
      `version: 1\nwaivers:\n${ENTRY.replace("a-rule", "other")}`,
      `version: 1\nwaivers:\n${ENTRY.replace("a-rule", "other")}${ENTRY}`,
    ],
    [
      "before another key",
      `waivers:\n${within(ENTRY.replace("a-rule", "other"))}version: 1\n`,
      `waivers:\n${within(ENTRY.replace("a-rule", "other"))}${within(ENTRY)}version: 1\n`,
    ],
  ])("%s, and nothing else changes", (_, before, after) => {
    expect(addWaiver(before, aWaiver())).toBe(after);
  });

  test("that reads back as it was given", () => {
    const waiver = aWaiver({
      components: ["detector", "reader"],
      reason: 'Colons: "quotes" and # signs\nand lines.',
      requestedBy: "ann",
      granted: { date: "2026-05-01", by: "quality", pullRequest: 12 },
    });
    const yaml = parseYaml(addWaiver(OLD, waiver) ?? "", ".mltrl/waivers.yml");
    const read = yaml.ok ? parseWaivers(yaml.value, aPolicy(), aCatalogue(aRule())) : undefined;
    expect(read?.ok ? read.value[1] : read).toEqual({ ...waiver, place: expect.anything() });
  });

  test.each([
    ["cannot be read", "waivers: [\n"],
    ["has no list", "version: 1\n"],
    ["holds something else", "waivers: none\n"],
    ["writes its list in one line", 'waivers: [{ rule: "a" }]\n'],
  ])("not to a file that %s", (_, text) => {
    expect(addWaiver(text, aWaiver())).toBeUndefined();
  });
});
