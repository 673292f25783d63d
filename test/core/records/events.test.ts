import { describe, expect, test } from "@jest/globals";
import type { ComponentDecision, Decision } from "../../../src/core/model/decision.ts";
import { eventsOf } from "../../../src/core/records/events.ts";

function decisionOn(component: Partial<ComponentDecision>): Decision {
  return {
    checks: [],
    components: [
      {
        id: "nn",
        movement: "content",
        level: 3,
        conclusion: "success",
        findings: [],
        ...component,
      },
    ],
    unaffected: [],
    problems: [],
    notices: [],
    provenance: { policy: "p", ladder: "1.0", version: "0", base: "b", head: "h" },
  };
}

const ON = { component: "nn", conclusion: "success" };

describe("what stays on record of a component", () => {
  test.each<[string, Partial<ComponentDecision>, unknown[]]>([
    ["nothing of a change of content", {}, []],
    ["nothing of a change of records", { movement: "records" }, []],
    [
      "a raised level with its seats",
      {
        movement: "raise",
        target: 4,
        digest: "sha256:d",
        findings: [
          {
            rule: "review-panel-satisfied",
            gate: 3,
            outcome: "pass",
            severity: "blocking",
            since: "new",
            reason: "",
            evidence: [],
            seats: [
              { role: "engineer", holder: "bo", candidates: [], lapsed: [] },
              { role: "lead", candidates: ["cy"], lapsed: [] },
            ],
          },
        ],
      },
      [
        {
          ...ON,
          kind: "graduation",
          from: 3,
          to: 4,
          signed: "sha256:d",
          seats: [{ role: "engineer", holder: "bo" }, { role: "lead" }],
        },
      ],
    ],
    [
      "another graduation at 9",
      { movement: "renew", level: 9, target: 9 },
      [{ ...ON, kind: "graduation", from: 9, to: 9, seats: [] }],
    ],
    [
      "a lowered level",
      { movement: "lower", target: 1 },
      [{ ...ON, kind: "switchback", from: 3, to: 1 }],
    ],
    ["a component that comes", { movement: "add" }, [{ ...ON, kind: "entry", to: 3 }]],
    ["one that leaves", { movement: "remove" }, [{ ...ON, kind: "departure", from: 3 }]],
    [
      "a hotfix",
      {
        hotfix: {
          path: ".mltrl/hotfixes/nn/2026-06-01.yml",
          incident: "INC-1",
          endsAt: "2026-06-05",
        },
      },
      [
        {
          ...ON,
          kind: "hotfix",
          record: ".mltrl/hotfixes/nn/2026-06-01.yml",
          incident: "INC-1",
          until: "2026-06-05",
        },
      ],
    ],
  ])("%s", (_, component, events) => {
    expect(eventsOf(decisionOn(component), [])).toEqual(events);
  });
});

test("files of the policy stay on record, moved ones under both names, and waivers by themselves", () => {
  const decision = decisionOn({});
  expect(
    eventsOf(decision, [
      { path: ".mltrl/cards/nn.md", status: "modified" },
      { path: ".mltrl/profiles/b.yml", previousPath: ".mltrl/profiles/a.yml", status: "renamed" },
      { path: ".mltrl/config.yml", status: "modified" },
    ]),
  ).toEqual([
    {
      kind: "policy-change",
      files: [".mltrl/config.yml", ".mltrl/profiles/a.yml", ".mltrl/profiles/b.yml"],
    },
  ]);
  expect(eventsOf(decision, [{ path: ".mltrl/waivers.yml", status: "added" }])).toEqual([
    { kind: "waiver", files: [".mltrl/waivers.yml"] },
  ]);
});
