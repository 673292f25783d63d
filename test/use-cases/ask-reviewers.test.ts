import { describe, expect, test } from "@jest/globals";
import { unavailable } from "../../src/core/model/fact.ts";
import { askReviewers } from "../../src/use-cases/ask-reviewers.ts";
import { judge } from "../../src/use-cases/judge.ts";
import type { Decision } from "../../src/core/model/decision.ts";
import { readScenario } from "../gate/scenario.ts";
import { ENGINE } from "../support/fake-engine.ts";
import { fakeReviewers } from "../support/fake-reviewers.ts";

async function decided(scenario: string): Promise<Decision> {
  const verdict = await judge(readScenario(scenario), ENGINE);
  if (verdict.state === "unavailable" || verdict.value.decision === undefined) {
    throw new Error("there is no decision");
  }
  return verdict.value.decision;
}

const asked = ({ components }: Decision): string[] =>
  components
    .flatMap(({ findings }) => findings.flatMap(({ seats = [] }) => seats))
    .flatMap((seat) => seat.asked ?? []);

describe("somebody is asked", () => {
  test("for the seat of a graduation that waits, and the check tells whom", async () => {
    const reviewers = fakeReviewers(undefined, { researcher: "2026-06-01T10:00:00Z" });
    const after = await askReviewers(
      await decided("waiting-for-panel"),
      { draft: false },
      reviewers,
      1,
    );
    expect(reviewers.requests).toEqual([["research-lead"]]);
    expect(asked(after)).toEqual(["research-lead"]);
  });

  test("once: who stands as asked is not asked again", async () => {
    const first = fakeReviewers();
    const after = await askReviewers(
      await decided("waiting-for-panel"),
      { draft: false },
      first,
      1,
    );
    const again = fakeReviewers();
    expect(await askReviewers(after, { draft: false }, again, 1)).toBe(after);
    expect(again.requests).toEqual([]);
  });

  test("and a refusal is told", async () => {
    const reviewers = fakeReviewers(unavailable("upstream", "this App may not"));
    const after = await askReviewers(
      await decided("waiting-for-panel"),
      { draft: false },
      reviewers,
      1,
    );
    expect(asked(after)).toEqual([]);
    expect(after.notices.at(-1)).toBe(
      "Nobody was asked for a review: this App may not. Ask the people named beside the open seats.",
    );
  });
});

describe("nobody is asked", () => {
  test.each([
    ["for a draft", "waiting-for-panel", true],
    ["while something is to be mended", "blocked", false],
    ["once the panel has approved", "graduated", false],
    ["where a check only observes", "observe-mode", false],
    ["where nobody's turn it is", "not-affected", false],
  ])("%s", async (_, scenario, draft) => {
    const reviewers = fakeReviewers();
    const before = await decided(scenario);
    expect(await askReviewers(before, { draft }, reviewers, 1)).toBe(before);
    expect(reviewers.requests).toEqual([]);
  });
});
