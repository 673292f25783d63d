import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const CASES: readonly Case[] = [
  [
    "stated",
    { sections: ["caveats"] },
    { card: { sections: { caveats: "sensors are identical in training and use" } } },
    "pass",
    /states caveats/,
  ],
  ["absent", { sections: ["caveats"] }, {}, "fail", /section caveats is not there/],
  [
    "empty",
    { sections: ["tl-dr"] },
    { card: { sections: { "tl-dr": "TBD" } } },
    "fail",
    /is empty/,
  ],
  [
    "only that it does not apply",
    { sections: ["caveats"] },
    { card: { sections: { caveats: "N/A" } } },
    "fail",
    /says 0 characters where 20/,
  ],
  [
    "that it does not apply, and why",
    { sections: ["caveats"] },
    { card: { sections: { caveats: "none: all nine scanners were tried" } } },
    "pass",
    /states/,
  ],
  [
    "thin",
    { sections: ["tl-dr", "caveats"], "minimum-text": 30 },
    {
      card: {
        sections: {
          "tl-dr": "finds nodules",
          caveats: "sensors are identical in training and use",
        },
      },
    },
    "fail",
    /^the card's section tl-dr says 13 characters where 30/,
  ],
  [
    "with links",
    { sections: ["testing-status"], links: 2 },
    {
      card: {
        sections: { "testing-status": "see https://ci.acme.dev/1 and https://acme.dev/sheet" },
      },
    },
    "pass",
    /states/,
  ],
  [
    "with the same link twice",
    { sections: ["testing-status"], links: 2 },
    {
      card: { sections: { "testing-status": "see https://ci.acme.dev/1 https://ci.acme.dev/1" } },
    },
    "fail",
    /link to 1 places; at least 2/,
  ],
  [
    "without a link",
    { sections: ["testing-status"], links: 1 },
    { card: { sections: { "testing-status": "all of them pass every night" } } },
    "fail",
    /link to 0 places/,
  ],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("card-section-stated", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
