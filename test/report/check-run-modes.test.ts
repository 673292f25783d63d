import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { check, decision } from "./build.ts";
import { SCENES } from "./scenes.ts";
import { scene, shown } from "./show.ts";

function shuffled<T>(all: readonly T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...all], { minLength: all.length });
}

describe("determinism", () => {
  test.each(Object.keys(SCENES))("the order of the lists of %s makes no difference", (name) => {
    const given = scene(name);
    fc.assert(
      fc.property(
        shuffled(given.components),
        shuffled(given.unaffected),
        (components, unaffected) => {
          const other = {
            ...given,
            unaffected,
            components: components.map((each) => ({
              ...each,
              findings: each.findings.toReversed(),
            })),
          };
          for (const index of given.checks.keys())
            expect(shown(other, index)).toEqual(shown(given, index));
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe("a check that does not block", () => {
  test("observing annotates nothing", () => {
    expect(shown(scene("observed")).annotations).toEqual([]);
  });

  test("warning annotates with warnings", () => {
    const { annotations } = shown(scene("warned"));
    expect(new Set(annotations.map(({ level }) => level))).toEqual(new Set(["warning"]));
  });

  test.each([
    ["observe", "Observed: would wait for 2 of 3 (nodule-detector 7 → 8)"],
    ["warn", "Warning: waiting for 2 of 3 (nodule-detector 7 → 8)"],
  ] as const)("%s says what it waits for", (enforcement, title) => {
    const given = scene("waiting");
    const soft = {
      ...given,
      checks: given.checks.map((each) => ({
        ...each,
        enforcement,
        conclusion: "neutral" as const,
      })),
    };
    expect(shown(soft).title).toBe(title);
  });
});

describe("a check that could not be judged", () => {
  test("the decision says why it is unavailable", () => {
    const run = shown(
      decision({
        checks: [check("failure")],
        unavailable: "the changed files are not known: HTTP 502",
      }),
    );
    expect(run.title).toBe("Not judged yet: tried again by itself");
    expect(run.summary).toContain("What happened: the changed files are not known: HTTP 502");
  });

  test("a closed check without a finding shows the first notice", () => {
    const run = shown(
      decision({ checks: [check("failure")], notices: ["the policy defines no check mltrl/main"] }),
    );
    expect(run.title).toBe("Blocked: nothing could be judged");
    expect(run.summary).toBe("**the policy defines no check mltrl/main**");
    expect(shown(decision({ checks: [check("failure")] })).summary).toContain("Re-run this check");
  });
});
