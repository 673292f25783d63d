import { describe, expect, test } from "@jest/globals";
import { deployedFindings, type Guarded } from "../../src/core/deployed-findings.ts";
import type { CheckDecision } from "../../src/core/model/decision.ts";
import type { Outcome } from "../../src/core/model/finding.ts";
import type { Movement } from "../../src/core/model/step.ts";

type Found = CheckDecision["findings"][number];

function found(outcome: Outcome, changes: Partial<Found> = {}): Found {
  return {
    component: "detector",
    rule: "fresh",
    gate: 9,
    outcome,
    severity: "blocking",
    since: "new",
    turn: "author",
    reason: "1.4.0 in production: old",
    evidence: [],
    ...changes,
  };
}

function planned(movement: Movement) {
  const to = movement === "raise" ? 9 : 8;
  return {
    id: "detector",
    step: { component: "detector", movement, from: 8, to, system: false } as const,
  };
}

const RELEASE = { forReleases: true, toDefault: false };
const MAIN = { forReleases: false, toDefault: true };
const STALE = [found("unknown"), found("pass"), found("fail", { component: "other" })];

describe("findings on what runs", () => {
  test.each<[string, Movement, Guarded, [Outcome, Found["severity"], Found["turn"]][]]>([
    ["hold back a release", "content", RELEASE, [["unknown", "blocking", "elsewhere"], ["pass", "blocking", "author"]]], // prettier-ignore
    ["hold back a release that does not touch it", "untouched", RELEASE, [["unknown", "blocking", "elsewhere"], ["pass", "blocking", "author"]]], // prettier-ignore
    ["hold back a graduation", "raise", MAIN, [["unknown", "blocking", "author"], ["pass", "blocking", "author"]]], // prettier-ignore
    ["hold back a renewal", "renew", MAIN, [["unknown", "blocking", "author"], ["pass", "blocking", "author"]]], // prettier-ignore
    ["advise on the default branch", "content", MAIN, [["unknown", "advisory", "author"]]],
    ["advise on a strict default branch", "content", { ...MAIN, forReleases: true }, [["unknown", "advisory", "author"]]], // prettier-ignore
    ["advise on another branch", "content", { forReleases: false, toDefault: false }, [["unknown", "advisory", "author"]]], // prettier-ignore
    ["let a switchback through", "lower", MAIN, [["unknown", "advisory", "author"]]],
  ])("%s", (_, movement, guarded, expected) => {
    const findings = deployedFindings(planned(movement), STALE, guarded);
    expect(findings.map(({ outcome, severity, turn }) => [outcome, severity, turn])).toEqual(
      expected,
    );
  });

  test("let a hotfix go ahead while it lasts", () => {
    const hotfix = { path: "h", incident: "It went blind.", endsAt: "2026-06-03" };
    const plan = { ...planned("content"), hotfix };
    const [first, second] = deployedFindings(plan, STALE, RELEASE);
    expect(first).toMatchObject({
      outcome: "waived",
      validUntil: "2026-06-03",
      reason: "a hotfix is in force: It went blind; without it: 1.4.0 in production: old",
    });
    expect(first).not.toHaveProperty("turn");
    expect(second).toEqual(STALE[1]);
  });

  test("advise as they did where they only advise", () => {
    const advice = found("fail", { severity: "advisory" });
    expect(deployedFindings(planned("content"), [advice], RELEASE)).toMatchObject([
      { severity: "advisory", outcome: "fail" },
    ]);
  });
});
