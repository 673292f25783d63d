import { describe, expect, test } from "@jest/globals";
import type { Finding, Outcome } from "../../src/core/model/finding.ts";
import type { Waiver } from "../../src/core/model/waiver.ts";
import { waiverNotices } from "../../src/core/waiver-notices.ts";
import { aCatalogue, aPolicy, aRule } from "../support/fake-engine.ts";
import { aWaiver } from "../support/fake-waiver.ts";

const CATALOGUE = aCatalogue(aRule(), aRule({ id: "panel", waivable: false }));
const STEP = { component: "detector", movement: "content", from: 3, to: 3, system: false } as const;

function notices(waiver: Partial<Waiver>, outcome: Outcome, now = "2026-06-01T12:00:00Z") {
  const finding: Finding = {
    rule: "a-rule",
    gate: "every",
    outcome,
    severity: "blocking",
    since: "new",
    reason: "",
    evidence: [],
  };
  const judged = { plan: { id: "detector", step: STEP, obligations: [] }, findings: [finding] };
  return waiverNotices(aPolicy({ waivers: [aWaiver(waiver)] }), CATALOGUE, [judged], now);
}

describe("notices on waivers", () => {
  test.each<[string, Partial<Waiver>, Outcome, string[]]>([
    ["none on one that is needed", {}, "waived", []],
    [
      "one whose rule holds",
      {},
      "pass",
      [
        "detector needs no waiver of a-rule: the rule holds, or does not apply. Take it out of .mltrl/waivers.yml.",
      ],
    ],
    [
      "one that is over and whose rule holds",
      { until: "2026-05-30" },
      "pass",
      [
        "detector needs no waiver of a-rule: the rule holds, or does not apply, and the waiver of it ended on 2026-05-30 (.mltrl/waivers.yml:3:5). Take it out of .mltrl/waivers.yml.",
      ],
    ],
    [
      "none on one that is over and missed: the finding says so",
      { until: "2026-05-30" },
      "fail",
      [],
    ],
    ["none on one that has not begun", { granted: { date: "2026-06-02" } }, "pass", []],
    [
      "one that ends soon",
      { until: "2026-06-10" },
      "waived",
      [
        "The waiver of a-rule for detector ends soon: waived until 2026-06-10 by policy-owners: It is being mended.",
      ],
    ],
    [
      "one of a rule that is gone",
      { rule: "a-rulle" },
      "fail",
      [
        ".mltrl/waivers.yml:3:5 waives a-rulle, which is no rule (did you mean a-rule?). Take it out.",
      ],
    ],
    [
      "one of a component that is gone",
      { components: ["reader"] },
      "fail",
      [".mltrl/waivers.yml:3:5 waives a-rule for reader: reader is no component. Take it out."],
    ],
    [
      "one of a rule that is not to be waived",
      { rule: "panel" },
      "fail",
      [
        ".mltrl/waivers.yml:3:5 waives panel for detector: the rule is not to be waived here. Take it out.",
      ],
    ],
  ])("%s", (_, waiver, outcome, expected) => {
    expect(notices(waiver, outcome)).toEqual(expected);
  });

  test("one of a rule that nobody asks for", () => {
    const policy = aPolicy({ profile: "none", waivers: [aWaiver()] });
    expect(waiverNotices(policy, CATALOGUE, [], "2026-06-01T12:00:00Z")).toEqual([
      ".mltrl/waivers.yml:3:5 waives a-rule for detector: nobody asks for the rule there. Take it out.",
    ]);
  });
});
