import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const CASES: readonly Case[] = [
  [
    "new",
    { type: "model" },
    { versions: { artifacts: [{ version: "0.1.0" }] } },
    "pass",
    /nodules starts at 0.1.0/,
  ],
  [
    "none declared",
    { type: "dataset" },
    { versions: { artifacts: [{ version: "0.1.0" }] } },
    "unknown",
    /declares no dataset/,
  ],
  ["no version", { type: "model" }, { versions: { artifacts: [{}] } }, "fail", /has no version/],
  [
    "not semantic",
    { type: "model" },
    { versions: { artifacts: [{ version: "v1.2" }] } },
    "fail",
    /"v1.2", which is not a semantic version/,
  ],
  [
    "build metadata",
    { type: "model" },
    { versions: { artifacts: [{ version: "1.0.0+cpu" }] } },
    "pass",
    /starts at/,
  ],
  [
    "a registry without digest",
    { type: "model" },
    { versions: { artifacts: [{ version: "1.0.0", registry: "hub" }] } },
    "fail",
    /no digest pins it/,
  ],
  [
    "unchanged",
    { type: "model" },
    { versions: { artifacts: [{ version: "1.0.0", base: "1.0.0", baseContent: "aaaa" }] } },
    "pass",
    /1.0.0 is unchanged/,
  ],
  [
    "raised without a change",
    { type: "model" },
    { versions: { artifacts: [{ version: "1.1.0", base: "1.0.0", baseContent: "aaaa" }] } },
    "pass",
    /1.1.0 has the content of 1.0.0/,
  ],
  [
    "lowered without a change",
    { type: "model" },
    { versions: { artifacts: [{ version: "0.9.0", base: "1.0.0", baseContent: "aaaa" }] } },
    "fail",
    /goes back from 1.0.0 to 0.9.0/,
  ],
  [
    "raised with the content",
    { type: "model" },
    { versions: { artifacts: [{ version: "1.1.0", base: "1.0.0", baseContent: "bbbb" }] } },
    "pass",
    /rises from 1.0.0 to 1.1.0/,
  ],
  [
    "content changed alone",
    { type: "model" },
    { versions: { artifacts: [{ version: "1.0.0", base: "1.0.0", baseContent: "bbbb" }] } },
    "fail",
    /does not rise: 1.0.0, now 1.0.0/,
  ],
  [
    "base had no content",
    { type: "model" },
    { versions: { artifacts: [{ version: "1.0.0", base: "1.0.0" }] } },
    "pass",
    /starts at 1.0.0/,
  ],
  [
    "base had no version",
    { type: "model" },
    { versions: { artifacts: [{ version: "1.0.0", base: "one", baseContent: "b" }] } },
    "pass",
    /starts at 1.0.0/,
  ],
  [
    "registered with this content",
    { type: "model" },
    { versions: { artifacts: [{ version: "1.0.0", registered: { "1.0.0": "aaaa" } }] } },
    "pass",
    /what nodules@v1.0.0 registered/,
  ],
  [
    "registered with other content",
    { type: "model" },
    {
      versions: {
        artifacts: [{ version: "1.0.0", registered: { "0.9.0": "x", "1.0.0": "bbbb" } }],
      },
    },
    "fail",
    /registered by nodules@v1.0.0 with other content/,
  ],
  [
    "taken by a tag whose content is not known",
    { type: "model" },
    {
      versions: {
        artifacts: [
          { version: "1.1.0", base: "1.0.0", baseContent: "b", registered: { "1.1.0": null } },
        ],
      },
    },
    "fail",
    /taken by nodules@v1.1.0/,
  ],
  [
    "tags that are no versions",
    { type: "model" },
    { versions: { artifacts: [{ version: "1.1.0", registered: { latest: "x" } }] } },
    "pass",
    /starts/,
  ],
  [
    "content not known",
    { type: "model" },
    { versions: { artifacts: [{ version: "1.0.0", content: { unavailable: "missing" } }] } },
    "unknown",
    /content of nodules is not known/,
  ],
  [
    "base content not known",
    { type: "model" },
    {
      versions: {
        artifacts: [{ version: "1.0.0", base: "1.0.0", baseContent: { unavailable: "upstream" } }],
      },
    },
    "unknown",
    /on the base branch is not known/,
  ],
  [
    "one fault outweighs what is not known",
    { type: "model" },
    {
      versions: {
        artifacts: [{ version: "1.0.0", content: { unavailable: "missing" } }, { name: "seg" }],
      },
    },
    "fail",
    /^seg has no version$/,
  ],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("artifact-version", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
