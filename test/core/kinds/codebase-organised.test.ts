import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const CASES: readonly Case[] = [
  [
    "tidy",
    { manifests: ["requirements*.txt"], "maximum-megabytes": 5 },
    { rootFiles: { "README.md": 9 }, files: { "models/nn/requirements-dev.txt": 9 } },
    "pass",
    /no file over 5 MB/,
  ],
  [
    "untidy",
    { manifests: ["setup.py", "go.mod"], "maximum-megabytes": 5 },
    { files: { "models/w.bin": 6000000, "models/x.bin": 7500000 } },
    "fail",
    /no README, none of setup.py, go.mod, 2 files over 5 MB/,
  ],
  [
    "not known",
    { manifests: ["setup.py"], "maximum-megabytes": 5 },
    { files: { unavailable: "upstream" } },
    "unknown",
    /upstream/,
  ],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("codebase-organised", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
