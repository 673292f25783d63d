import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import type { Decision } from "../../src/core/model/decision.ts";
import { catalogue } from "../../src/generated/catalogue.ts";
import type { Engine } from "../../src/use-cases/engine.ts";
import { judge } from "../../src/use-cases/judge.ts";
import { readScenario } from "../gate/scenario.ts";
import { type FakeChange, fakeChange } from "../support/fake-change.ts";
import { ENGINE } from "../support/fake-engine.ts";
import { withNewerLadder } from "../support/fake-ladders.ts";

/** Read anew each time: what was parsed is kept with the file. */
function decided(name: string, engine: Engine): Promise<Decision> {
  return decisionOn(readScenario(name), engine);
}

async function decisionOn(change: FakeChange, engine: Engine): Promise<Decision> {
  const verdict = await judge(change, engine);
  if (verdict.state === "unavailable" || verdict.value.decision === undefined) {
    throw new Error("there is no decision");
  }
  return verdict.value.decision;
}

/** Rules that are gone from the newest come last. */
function inOrder(decision: Decision) {
  const byRule = decision.components.map(({ findings, ...rest }) => ({
    ...rest,
    findings: findings.toSorted((one, other) => one.rule.localeCompare(other.rule)),
  }));
  return { ...decision, components: byRule };
}

const some = fc.subarray(catalogue.rules.map(({ id }) => id));

describe("a newer ladder in the program", () => {
  test.each(["blocked", "graduated", "minimum-level", "waived", "hotfix-runs"])(
    "changes nothing but the notes of a policy that does not pin it: %s",
    async (name) => {
      const before = await decided(name, ENGINE);
      await fc.assert(
        fc.asyncProperty(fc.record({ turned: some, gone: some, added: some }), async (changes) => {
          const newer = { ...ENGINE, catalogue: withNewerLadder(catalogue, changes) };
          const after = await decided(name, newer);
          const { notices } = after;
          expect(inOrder({ ...after, notices: before.notices })).toEqual(inOrder(before));
          const told = notices.filter((notice) => !before.notices.includes(notice));
          const tells = /^This is judged by ladder 1\.0, and there is 1\.1, which would change/;
          expect(told.length).toBeLessThanOrEqual(1);
          expect(told.every((notice) => tells.test(notice))).toBe(true);
        }),
        { numRuns: 8 },
      );
    },
  );

  test.each([
    ["", "1.0", "failure"],
    ['ladder: "1.0"\n', "1.0", "failure"],
    ['ladder: "1.1"\n', "1.1", "success"],
  ])("counts where it is pinned: %j", async (pin, ladder, conclusion) => {
    const config = `version: 1\n${pin}checks: { main: { branches: [main], enforcement: block } }\n`;
    const base = { ".mltrl/config.yml": `${config}components: { a: { paths: [a/**] } }\n` };
    const gone = catalogue.rules.map(({ id }) => id);
    const newer = withNewerLadder(catalogue, { turned: [], gone, added: [] });
    const change = fakeChange({ base, head: { ...base, "a/x": "1" } }); // prettier-ignore
    const decision = await decisionOn(change, { ...ENGINE, catalogue: newer });
    expect(decision.provenance.ladder).toBe(ladder);
    expect(decision.checks.map((check) => check.conclusion)).toEqual([conclusion]);
  });
});
