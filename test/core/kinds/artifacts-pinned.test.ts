import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const CASES: readonly Case[] = [
  [
    "in git and elsewhere",
    {},
    {
      versions: {
        artifacts: [
          { path: "models/nn" },
          {
            type: "dataset",
            name: "scans",
            registry: "hub",
            digest: "sha256:abababababababababababababababababababababababababababababababab",
          },
        ],
      },
    },
    "pass",
    /all 2 models and datasets/,
  ],
  [
    "a revision of a registry",
    {},
    { versions: { artifacts: [{ registry: "hub", digest: `git:${"ab".repeat(20)}` }] } },
    "pass",
    /all 1/,
  ],
  [
    "half a revision",
    {},
    { versions: { artifacts: [{ registry: "hub", digest: "git:abcdef" }] } },
    "fail",
    /or git: and a commit, is asked for/,
  ],
  ["nothing declared", {}, {}, "unknown", /neither a model nor a dataset/],
  [
    "an odd digest",
    {},
    { versions: { artifacts: [{ registry: "hub", digest: "latest" }] } },
    "fail",
    /has the digest "latest"/,
  ],
  [
    "no digest",
    {},
    { versions: { artifacts: [{ registry: "hub" }] } },
    "fail",
    /in a registry without a digest/,
  ],
  [
    "nowhere",
    {},
    { versions: { artifacts: [{}] } },
    "fail",
    /neither a path in git nor a registry/,
  ],
  [
    "in a secret place",
    {},
    {
      versions: {
        artifacts: [{ confidential: true, digest: "md5:abababababababababababababababab" }],
      },
    },
    "pass",
    /all 1/,
  ],
  [
    "a path without content",
    {},
    { versions: { artifacts: [{ path: "models/nn", content: { unavailable: "missing" } }] } },
    "unknown",
    /content of nodules is not known/,
  ],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("artifacts-pinned", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
