import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { auditOf } from "../../../src/core/audit/audit-of.ts";
import type { JudgedMerge } from "../../../src/core/audit/judged-merge.ts";
import type { Decision } from "../../../src/core/model/decision.ts";
import { capsuleText, parseCapsule } from "../../../src/core/records/capsule.ts";
import type { Capsule } from "../../../src/core/records/capsule-schema.ts";
import { replayCapsule } from "../../../src/core/records/replay-capsule.ts";
import { catalogue } from "../../../src/generated/catalogue.ts";

/**
 * A record that an older version wrote, of the step 006 of the example visual-inspection: before it was known
 * where reports come from, and before rules asked for a tier. Never written anew: what it shows is that it is
 * still understood.
 */
const TEXT = readFileSync(new URL("fixtures/before-origins.json", import.meta.url), "utf8");

/** A rule whose report was committed, which is of a lower tier than is asked for at 4 today. */
const RULE = "unit-tests-pass";

function read(text: string): Capsule {
  const parsed = parseCapsule(text, "before-origins.json");
  if (parsed.state === "unavailable") throw new Error(parsed.reason);
  return parsed.value;
}

function differencesOf(text: string): readonly unknown[] {
  const replayed = replayCapsule(read(text));
  if (replayed.state === "unavailable") throw new Error(replayed.reason);
  return replayed.value.differences;
}

/** What an audit says of the merge that a record tells of, with the verdict that git alone comes to today. */
function audited(text: string) {
  const capsule = read(text);
  const merged = capsule["pull-request"];
  const merge: JudgedMerge = {
    commit: merged["merge-commit"],
    parent: merged["base-before"],
    date: merged["merged-at"],
    subject: merged.title,
    author: "researcher <researcher@acme.example>",
    decision: capsule.decision as Decision,
    events: capsule.events,
    altered: [],
    reviews: [],
    requests: [],
    record: { name: "000001", digest: "sha256:1", capsule, replay: replayCapsule(capsule) },
  };
  const { version } = capsule.engine;
  return auditOf([merge], {
    branch: "main",
    tip: merged["merge-commit"],
    now: "2026-12-01T00:00:00Z",
    records: { count: 1, problems: [] },
    keeping: { before: new Set(), onDefault: true, version },
    owed: [],
    ended: [],
    catalogue,
  });
}

describe("a record that was kept before it was known where reports come from", () => {
  test("knows of neither origins nor tiers, and keeps its very text", () => {
    expect(TEXT).not.toMatch(/"origins"|"trust"/);
    expect(TEXT).toContain(`"rule":"${RULE}"`);
    expect(capsuleText(read(TEXT))).toBe(TEXT);
  });

  test("is judged as it was then: nobody asks for a tier afterwards", () => {
    expect(differencesOf(TEXT)).toEqual([]);
  });

  test("holds in an audit, with who signed", () => {
    const report = audited(TEXT);
    expect(report.verdict).toBe("held");
    expect(report.items).toMatchObject([
      { kind: "graduation", about: "latent-geometry", verdict: "held", reasons: [] },
    ]);
    expect(report.items[0]?.signatures).toMatchObject([
      { login: "research-lead", seat: "researcher" },
      { login: "software-engineer", seat: "engineering" },
    ]);
  });

  test("is still told when it was touched", () => {
    const touched = TEXT.replaceAll('"claimedLevel":4', '"claimedLevel":3');
    expect(touched).not.toBe(TEXT);
    expect(differencesOf(touched)).toContainEqual(
      expect.objectContaining({ of: "latent-geometry", rule: "review-panel-satisfied" }),
    );
    expect(audited(touched).verdict).toBe("broken");
  });

  test("of a step that asked for a tier would have to say where its reports come from", () => {
    const asking = TEXT.replaceAll('{"evidence":"unit-tests",', '{"trust":1,"evidence":"unit-tests",'); // prettier-ignore
    expect(asking).not.toBe(TEXT);
    expect(differencesOf(asking)).toContainEqual(
      expect.objectContaining({ rule: RULE, again: expect.stringContaining("not on record") }),
    );
  });
});
