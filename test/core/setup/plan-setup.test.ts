import { describe, expect, test } from "@jest/globals";
import type { Ruleset } from "../../../src/core/model/ruleset.ts";
import type { WantedRuleset } from "../../../src/core/model/setup.ts";
import { planSetup } from "../../../src/core/setup/plan-setup.ts";

const APP = 4242;
const WANTED: WantedRuleset = {
  check: "mltrl/main",
  include: ["refs/heads/main"],
  branchesToCome: false,
};

function requiring(app: number | undefined, context = "mltrl/main") {
  return {
    type: "required_status_checks",
    parameters: {
      strict_required_status_checks_policy: true,
      required_status_checks: [{ context, ...(app !== undefined && { integration_id: app }) }],
    },
  };
}

function ruleset(changes: Partial<Ruleset> = {}): Ruleset {
  return {
    id: 7,
    name: "mltrl/main",
    level: "Repository",
    target: "branch",
    enforcement: "active",
    include: ["refs/heads/main"],
    exclude: [],
    rules: [requiring(APP)],
    ...changes,
  };
}

function stepFor(existing: readonly Ruleset[]) {
  return planSetup([WANTED], existing, APP, "main").steps[0];
}

describe("a check is required already", () => {
  test.each<[string, Partial<Ruleset>]>([
    ["by the ruleset of its name", {}],
    ["by a ruleset of another name", { name: "protect main" }],
    ["by its organisation", { name: "all main branches", level: "Organization" }],
    ["on the default branch by that name", { include: ["~DEFAULT_BRANCH"] }],
    ["on all branches", { include: ["~ALL"] }],
  ])("%s", (_, changes) => {
    const found = ruleset(changes);
    expect(stepFor([found])).toEqual({ action: "keep", check: "mltrl/main", ruleset: found.name });
  });
});

describe("a ruleset of the check's name is set right", () => {
  test.each<[string, Partial<Ruleset>, object]>([
    [
      "where anybody's check would do",
      { rules: [requiring(undefined)] },
      {
        what: "required check",
        before: "mltrl/main by anybody",
        after: "mltrl/main by 4242",
      },
    ],
    [
      "where a workflow's check would do",
      { rules: [requiring(15_368)] },
      {
        what: "required check",
        before: "mltrl/main by 15368",
        after: "mltrl/main by 4242",
      },
    ],
    [
      "where it asks for nothing",
      { rules: [] },
      { what: "required check", after: "mltrl/main by 4242" },
    ],
    [
      "where it only evaluates",
      { enforcement: "evaluate" },
      { what: "enforcement", before: "evaluate", after: "active" },
    ],
    [
      "where it leaves a branch out",
      { exclude: ["refs/heads/main"] },
      {
        what: "branches",
        before: "refs/heads/main, not refs/heads/main",
        after: "refs/heads/main",
      },
    ],
  ])("%s", (_, changes, difference) => {
    expect(stepFor([ruleset(changes)])).toMatchObject({
      action: "update",
      id: 7,
      differences: [difference],
    });
  });

  test("and what else it says is kept", () => {
    const bypass = [{ type: "OrganizationAdmin", mode: "pull_request" }];
    const rules = [{ type: "deletion" }, requiring(15_368), requiring(undefined, "build")];
    expect(stepFor([ruleset({ rules, bypass })])).toMatchObject({
      text: {
        bypass,
        rules: [{ type: "deletion" }, requiring(APP), requiring(undefined, "build")],
      },
    });
  });
});

describe("a check gets a ruleset of its own", () => {
  test.each<[string, Partial<Ruleset>]>([
    ["where another's is not active", { name: "protect main", enforcement: "disabled" }],
    [
      "where another's is about other branches",
      { name: "others", include: ["refs/heads/develop"] },
    ],
    ["where the organisation's of its name would take anybody's", { level: "Organization", rules: [requiring(undefined)] }], // prettier-ignore
  ])("%s", (_, changes) => {
    expect(stepFor([ruleset(changes)])).toMatchObject({
      action: "create",
      text: { name: "mltrl/main", enforcement: "active", include: ["refs/heads/main"] },
    });
  });

  test.each([
    ["a default branch is there from the start", false],
    ["other branches are made before anything can be judged", true],
  ])("%s", (_, branchesToCome) => {
    const [step] = planSetup([{ ...WANTED, branchesToCome }], [], APP, "main").steps;
    expect(step).toMatchObject({
      text: {
        rules: [{ parameters: { do_not_enforce_on_create: branchesToCome } }],
      },
    });
  });
});

test("a ruleset of a check that the policy does not define is told and left alone", () => {
  const { steps, notices } = planSetup([WANTED], [ruleset(), ruleset({ name: "mltrl/old" })], APP, "main"); // prettier-ignore
  expect(steps).toHaveLength(1);
  expect(notices).toEqual([expect.stringContaining("The ruleset mltrl/old")]);
});
