import { describe, expect, test } from "@jest/globals";
import {
  limitsSchema,
  numbersOf,
  strictDirection,
  withNumber,
  withOverrides,
} from "../../../src/core/policy/rule-numbers.ts";
import { isStricter } from "../../../src/core/policy/tighten.ts";

const RULE = {
  evidence: "drift",
  checks: [{ select: "$.share", every: { "at-most": { limit: "share" } } }],
  limits: { share: 0.3, rows: 100 },
  "maximum-age": 7,
};

describe("numbers of a rule", () => {
  test("are its own and its limits", () => {
    expect(Object.fromEntries(numbersOf(RULE))).toEqual({
      "limits.share": 0.3,
      "limits.rows": 100,
      "maximum-age": 7,
    });
    expect(numbersOf({ limits: null, a: "1" }).size).toBe(0);
  });

  test("change one by one", () => {
    const changed = withOverrides(RULE, { limits: { share: 0.2 }, "maximum-age": 3 });
    expect(changed).toEqual({ ...RULE, limits: { share: 0.2, rows: 100 }, "maximum-age": 3 });
    expect(withOverrides({ lines: 80 }, { lines: 70 })).toEqual({ lines: 70 });
    expect(withNumber(RULE, "limits.rows", 5)).toEqual({
      ...RULE,
      limits: { share: 0.3, rows: 5 },
    });
    expect(withNumber({}, "limits.rows", 5)).toEqual({ limits: { rows: 5 } });
    expect(withNumber({}, "lines", 5)).toEqual({ lines: 5 });
  });

  test("say which way is stricter, a limit by its use", () => {
    expect(strictDirection("predicate", "limits.share", RULE)).toBe("lower");
    expect(strictDirection("predicate", "limits.rows", RULE)).toBeUndefined();
    expect(strictDirection("predicate", "maximum-age", RULE)).toBe("lower");
    expect(strictDirection("coverage", "lines", {})).toBe("higher");
    expect(strictDirection("coverage", "limits.share", {})).toBeUndefined();
    expect(isStricter("predicate", "limits.share", 0.2, 0.3, RULE)).toBe(true);
    expect(isStricter("predicate", "limits.share", 0.4, 0.3, RULE)).toBe(false);
  });

  test("are named by a policy only where the rule has them", () => {
    const schema = limitsSchema(RULE)["limits"];
    expect(schema?.safeParse({ share: 0.1 }).success).toBe(true);
    expect(schema?.safeParse({ other: 0.1 }).success).toBe(false);
    expect(limitsSchema({ lines: 80 })).toEqual({});
  });
});
