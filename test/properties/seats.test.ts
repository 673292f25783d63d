import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import type { Approvals } from "../../src/core/model/approval.ts";
import { fillSeats, matchSeats } from "../../src/core/kinds/panel-seats.ts";
import type { FactsDescription } from "../support/facts.ts";
import { judgeKind } from "../support/judge.ts";
import {
  type ApprovalsDescription,
  someApprovals,
} from "../../src/evidence/described/approval-facts.ts";

const people = ["ann", "ben", "cleo", "dan", "eve"] as const;
const roles = ["quality", "security", "owner"] as const;

/** The most seats that can be filled, found by trying everything. */
function most(candidates: readonly (readonly string[])[], taken: ReadonlySet<string>): number {
  const [first, ...rest] = candidates;
  if (first === undefined) return 0;
  const free = first.filter((login) => !taken.has(login));
  return Math.max(
    most(rest, taken),
    ...free.map((login) => 1 + most(rest, new Set([...taken, login]))),
  );
}

const candidateLists = fc.array(fc.subarray([...people]), { maxLength: 5 });

describe("seats", () => {
  test("are filled as far as any assignment could fill them, one person in one seat", () => {
    fc.assert(
      fc.property(candidateLists, (candidates) => {
        const holders = matchSeats(candidates);
        const seated = holders.filter((login) => login !== undefined);
        expect(new Set(seated).size).toBe(seated.length);
        const misfits = holders.filter(
          (login, seat) => login !== undefined && !candidates[seat]?.some((each) => each === login),
        );
        expect(misfits).toEqual([]);
        expect(seated).toHaveLength(most(candidates, new Set()));
      }),
    );
  });
});

const approval = fc.record({
  login: fc.constantFrom(...people),
  roles: fc.subarray([...roles]),
  digest: fc.constantFrom("d1", "old"),
  claimed: fc.constantFrom(6, 7),
  signed: fc.subarray([...roles]),
  edited: fc.boolean(),
  bot: fc.boolean(),
  commit: fc.constantFrom("seen567890", "head567890"),
});

const situation = fc.record({
  level: fc.constant(7),
  given: fc.array(approval, { maxLength: 5 }),
  barred: fc.dictionary(fc.constantFrom(...people), fc.constant("wrote commits"), { maxKeys: 2 }),
  unlinked: fc.subarray(["x@y.z"]),
  explicitFrom: fc.constantFrom(6, 10),
  panels: fc.constantFrom("independent" as const, "small-team" as const),
  members: fc.constant(Object.fromEntries(roles.map((role) => [role, [...people]]))),
  outside: fc.array(fc.record({ name: fc.constant("Dr. Ray"), role: fc.constantFrom(...roles) }), {
    maxLength: 1,
  }),
}) satisfies fc.Arbitrary<ApprovalsDescription>;

const panel = fc.array(fc.constantFrom(...roles), { minLength: 1, maxLength: 4 });

const facts = (approvals: ApprovalsDescription): FactsDescription => ({
  step: ["raise", 6, 7],
  card: {},
  approvals,
});

describe("one more approval", () => {
  test("never turns green to red, and never empties a seat", () => {
    fc.assert(
      fc.property(situation, approval, panel, (before, more, seats) => {
        const after = { ...before, given: [...before.given, more] };
        const green = (approvals: ApprovalsDescription): readonly boolean[] =>
          [
            judgeKind(
              "review-panel",
              { panels: [{ "from-level": 6, roles: seats }] },
              facts(approvals),
            ),
            judgeKind("review-independence", {}, facts(approvals)),
          ].map(({ outcome }) => outcome === "pass");
        const now = green(after);
        expect(green(before).filter((was, rule) => was && now[rule] !== true)).toEqual([]);
        const filled = (approvals: Approvals): number =>
          fillSeats({ roles: seats, from: 6, to: 7, vouchedBy: "quality" }, approvals).filter(
            ({ holder }) => holder !== undefined,
          ).length;
        expect(filled(someApprovals(after))).toBeGreaterThanOrEqual(filled(someApprovals(before)));
      }),
      { numRuns: 300 },
    );
  });
});
