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
    /1.1.0 has the content of 1.0.0: is anything missing\?/,
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
    /differs from the base branch is not known/,
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
  [
    "content changed, with what changed",
    { type: "model" },
    {
      versions: {
        artifacts: [
          {
            version: "1.0.0",
            base: "1.0.0",
            change: { state: "changed", says: "2 files changed" },
          },
        ],
      },
    },
    "fail",
    /now 1\.0\.0 \(2 files changed\)/,
  ],
  [
    "only build metadata rises",
    { type: "model" },
    { versions: { artifacts: [{ version: "1.0.0+b", base: "1.0.0+a", baseContent: "bbbb" }] } },
    "fail",
    /\(build metadata does not count\)/,
  ],
  [
    "re-hashed under the same version",
    { type: "model" },
    {
      versions: {
        artifacts: [
          {
            version: "1.0.0",
            base: "1.0.0",
            change: { state: "incomparable", says: "it was re-hashed" },
          },
        ],
      },
    },
    "unknown",
    /is not known: it was re-hashed; raise its version/,
  ],
  [
    "re-hashed with a higher version",
    { type: "model" },
    {
      versions: {
        artifacts: [
          {
            version: "1.0.1",
            base: "1.0.0",
            change: { state: "incomparable", says: "it was re-hashed" },
          },
        ],
      },
    },
    "pass",
    /rises from 1\.0\.0 to 1\.0\.1; it was re-hashed/,
  ],
  [
    "re-hashed with a taken version",
    { type: "model" },
    {
      versions: {
        artifacts: [
          {
            version: "1.0.1",
            base: "1.0.0",
            change: { state: "incomparable" },
            registered: { "1.0.1": null },
          },
        ],
      },
    },
    "unknown",
    /cannot be compared/,
  ],
  [
    "a version that another branch registered",
    { type: "model" },
    {
      versions: {
        artifacts: [
          {
            version: "1.1.0",
            base: "1.0.0",
            baseContent: "b",
            registered: { "1.1.0": { content: "x", inBase: false } },
          },
        ],
      },
    },
    "fail",
    /registered by nodules@v1\.1\.0, which base does not build on, with other content/,
  ],
  [
    "lower than what base builds on",
    { type: "model" },
    {
      versions: {
        artifacts: [
          {
            version: "1.1.0",
            base: "1.0.0",
            baseContent: "b",
            registered: { "2.0.0": { content: "x", inBase: true } },
          },
        ],
      },
    },
    "fail",
    /1\.1\.0, which is lower than 2\.0\.0 that nodules@v2\.0\.0 registered with other content; give this content a version above 2\.0\.0/,
  ],
  [
    "lower than what another branch has",
    { type: "model" },
    {
      versions: {
        artifacts: [
          {
            version: "1.1.0",
            base: "1.0.0",
            baseContent: "b",
            registered: { "2.0.0": { inBase: false } },
          },
        ],
      },
    },
    "pass",
    /rises from 1\.0\.0 to 1\.1\.0/,
  ],
  [
    "lower than what registered the same content",
    { type: "model" },
    {
      versions: {
        artifacts: [
          { version: "1.1.0", registered: { "2.0.0": { content: "aaaa", inBase: true } } },
        ],
      },
    },
    "fail",
    /nodules@v2\.0\.0 registered this very content as 2\.0\.0; declare that/,
  ],
  [
    "back to what was registered",
    { type: "model" },
    {
      versions: {
        artifacts: [
          {
            version: "1.0.0",
            base: "2.0.0",
            baseContent: "b",
            registered: { "1.0.0": "aaaa", "2.0.0": { content: "b", inBase: true } },
          },
        ],
      },
    },
    "pass",
    /what nodules@v1\.0\.0 registered/,
  ],
  [
    "another change before the version is registered",
    { type: "model" },
    {
      versions: {
        artifacts: [
          {
            version: "1.1.0",
            base: "1.1.0",
            baseContent: "b",
            registered: { "1.0.0": { content: "x", inBase: true } },
          },
        ],
      },
    },
    "pass",
    /1\.1\.0 is not registered yet and follows nodules@v1\.0\.0/,
  ],
  [
    "a breaking change before the version is registered",
    { type: "model" },
    {
      versions: {
        artifacts: [
          {
            version: "1.1.0",
            base: "1.1.0",
            baseContent: "b",
            registered: {
              "1.0.0": {
                change: {
                  state: "changed",
                  asks: { bump: "major", because: "its signature has other inputs" },
                },
                inBase: true,
              },
            },
          },
        ],
      },
    },
    "fail",
    /1\.0\.0 to 1\.1\.0 raises the minor version, at least the major version is expected: its signature has other inputs/,
  ],
  [
    "the same where base does not build on the tag",
    { type: "model" },
    {
      versions: {
        artifacts: [
          {
            version: "1.1.0",
            base: "1.1.0",
            baseContent: "b",
            registered: { "1.0.0": { inBase: false } },
          },
        ],
      },
    },
    "fail",
    /does not rise/,
  ],
  [
    "a signature that asks for more",
    { type: "model" },
    {
      versions: {
        artifacts: [
          {
            version: "1.0.1",
            base: "1.0.0",
            change: { state: "changed", asks: { bump: "major", because: "reasons" } },
          },
        ],
      },
    },
    "fail",
    /raises the patch version, at least the major version is expected: reasons/,
  ],
  [
    "a signature that gets it",
    { type: "model" },
    {
      versions: {
        artifacts: [
          {
            version: "2.0.0",
            base: "1.0.0",
            change: { state: "changed", asks: { bump: "major", because: "reasons" } },
          },
        ],
      },
    },
    "pass",
    /rises/,
  ],
  [
    "records added, with a patch",
    { type: "model" },
    {
      versions: {
        artifacts: [
          {
            version: "1.0.1",
            base: "1.0.0",
            change: { state: "changed", asks: { bump: "minor", because: "reasons" } },
          },
        ],
      },
    },
    "fail",
    /at least the minor version/,
  ],
  [
    "records added, with more",
    { type: "model" },
    {
      versions: {
        artifacts: [
          {
            version: "2.0.0",
            base: "1.0.0",
            change: { state: "changed", asks: { bump: "minor", because: "reasons" } },
          },
        ],
      },
    },
    "pass",
    /rises/,
  ],
  [
    "a break before 1.0.0",
    { type: "model" },
    {
      versions: {
        artifacts: [
          {
            version: "0.4.0",
            base: "0.3.1",
            change: { state: "changed", asks: { bump: "major", because: "reasons" } },
          },
        ],
      },
    },
    "pass",
    /rises/,
  ],
  [
    "a break before 1.0.0 with a patch",
    { type: "model" },
    {
      versions: {
        artifacts: [
          {
            version: "0.3.2",
            base: "0.3.1",
            change: { state: "changed", asks: { bump: "major", because: "reasons" } },
          },
        ],
      },
    },
    "fail",
    /at least the minor version is expected/,
  ],
  [
    "a break up to 1.0.0",
    { type: "model" },
    {
      versions: {
        artifacts: [
          {
            version: "1.0.0",
            base: "0.3.1",
            change: { state: "changed", asks: { bump: "major", because: "reasons" } },
          },
        ],
      },
    },
    "pass",
    /rises/,
  ],
  [
    "a break after a pre-release",
    { type: "model" },
    {
      versions: {
        artifacts: [
          {
            version: "1.0.0-rc.2",
            base: "1.0.0-rc.1",
            change: { state: "changed", asks: { bump: "major", because: "reasons" } },
          },
        ],
      },
    },
    "pass",
    /rises/,
  ],
  [
    "a policy that asks for a minor version",
    { type: "model", "minimum-bump": "minor" },
    {
      versions: { artifacts: [{ version: "1.0.1", base: "1.0.0", change: { state: "changed" } }] },
    },
    "fail",
    /at least the minor version is expected: new content asks for it/,
  ],
  [
    "a policy that gets it",
    { type: "model", "minimum-bump": "minor" },
    {
      versions: { artifacts: [{ version: "1.1.0", base: "1.0.0", change: { state: "changed" } }] },
    },
    "pass",
    /rises/,
  ],
  [
    "a policy that asks for less than the change",
    { type: "model", "minimum-bump": "minor" },
    {
      versions: {
        artifacts: [
          {
            version: "1.1.0",
            base: "1.0.0",
            change: { state: "changed", asks: { bump: "major", because: "reasons" } },
          },
        ],
      },
    },
    "fail",
    /: reasons/,
  ],
  [
    "a description with another version",
    { type: "dataset" },
    { versions: { artifacts: [{ type: "dataset", version: "1.0.0", stated: "1.4.0" }] } },
    "fail",
    /is 1\.0\.0 here, and its own description says 1\.4\.0: make them agree/,
  ],
  [
    "a description with the same version, or none",
    { type: "dataset" },
    {
      versions: {
        artifacts: [
          { type: "dataset", version: "1.0.0", stated: "1.0.0" },
          { type: "dataset", version: "1.0.0", stated: "1.0" },
        ],
      },
    },
    "pass",
    /starts at/,
  ],
  [
    "a live dataset that grows",
    { type: "model" },
    {
      versions: {
        artifacts: [
          { version: "1.0.0", base: "1.0.0", change: { state: "same", says: "1 file added" } },
        ],
      },
    },
    "pass",
    /is unchanged; 1 file added/,
  ],
  [
    "tags that are odd",
    { type: "model" },
    {
      versions: {
        artifacts: [
          {
            version: "1.0.0",
            registered: { "1.0.0": { content: "aaaa", declaredThere: "0.9.0" } },
            tagProblems: ["nodules@v1.1.0 is a lightweight tag"],
          },
        ],
      },
    },
    "pass",
    /note: nodules@v1\.0\.0 stands on a commit whose card says 0\.9\.0; note: nodules@v1\.1\.0 is a lightweight tag/,
  ],
  [
    "several models, each on its own",
    { type: "model" },
    {
      versions: {
        artifacts: [
          { version: "1.1.0", base: "1.0.0", baseContent: "b" },
          { name: "seg", version: "1.0.0", base: "1.0.0", baseContent: "b" },
        ],
      },
    },
    "fail",
    /^the content of seg changes/,
  ],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("artifact-version", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});

test("a fault is shown where the version stands", () => {
  const { evidence } = judgeKind(
    "artifact-version",
    { type: "model" },
    { versions: { artifacts: [{ version: "1.0.0", base: "1.0.0", baseContent: "b" }] } },
  );
  expect(evidence).toEqual([{ path: ".mltrl/cards/detector.md", line: 8, seen: "nodules 1.0.0" }]);
});
