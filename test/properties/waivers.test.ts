import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import * as z from "zod";
import { evaluate } from "../../src/core/evaluate.ts";
import { defineKind } from "../../src/core/kinds/define-kind.ts";
import { type Finding, type Judgement, fail, pass, pending } from "../../src/core/model/finding.ts";
import { momentText, readMoment } from "../../src/core/model/moment.ts";
import type { Waiver } from "../../src/core/model/waiver.ts";
import { plan } from "../../src/core/plan.ts";
import { someFacts } from "../support/facts.ts";
import { aCard } from "../../src/evidence/described/card-facts.ts";
import { aCatalogue, aComponent, aPolicy, aRule } from "../support/fake-engine.ts";
import { aWaiver } from "../support/fake-waiver.ts";

const DAY = 86_400_000;
const FIRST = readMoment("2026-01-01")?.start ?? 0;
const COMPONENTS = ["detector", "reader"] as const;
const RULES = ["fails", "waits", "holds", "also-fails"] as const;

const JUDGEMENTS: Readonly<Record<(typeof RULES)[number], Judgement>> = {
  fails: fail("no"),
  waits: pending("reviewers", "not yet"),
  holds: pass("yes"),
  "also-fails": fail("no"),
};
const KINDS = new Map(
  RULES.map((rule) => [
    rule,
    defineKind({
      kind: rule,
      needs: [],
      params: z.strictObject({}),
      judge: () => JUDGEMENTS[rule],
    }),
  ]),
);
const CATALOGUE = aCatalogue(...RULES.map((id) => aRule({ id, kind: id })));

const day = fc.integer({ min: 0, max: 400 }).map((n) => momentText(FIRST + n * DAY).slice(0, 10));
const now = fc.integer({ min: 0, max: 400 * DAY }).map((ms) => momentText(FIRST + ms));
const waivers = fc.array(
  fc
    .record({
      rule: fc.constantFrom(...RULES),
      components: fc.subarray([...COMPONENTS], { minLength: 1 }),
      days: fc.tuple(day, day),
    })
    .map(({ days, ...same }): Waiver => {
      const [date = "", until = ""] = days.toSorted();
      return aWaiver({ ...same, until, granted: { date } });
    }),
  { maxLength: 6 },
);

function findings(granted: readonly Waiver[], component: string, at: string): Map<string, Finding> {
  const card = aCard();
  const policy = aPolicy({
    waivers: granted,
    components: COMPONENTS.map((id) => aComponent({ id })),
  });
  const planned = plan(policy, CATALOGUE, {
    id: component,
    system: false,
    declaredAt: { base: true, head: true },
    from: 3,
    to: 3,
    card,
    cardAtBase: card,
    touch: undefined,
    now: at,
  });
  const found = evaluate(planned, KINDS, someFacts(), undefined);
  return new Map(found.map((finding) => [finding.rule, finding]));
}

describe("waivers", () => {
  test("never outlive their end, nor the longest that a policy allows", () => {
    fc.assert(
      fc.property(waivers, now, fc.constantFrom(...COMPONENTS), (granted, at, component) => {
        for (const [rule, { outcome, standIn }] of findings(granted, component, at)) {
          if (outcome !== "waived") continue;
          const today = at.slice(0, 10);
          const inTime = granted.some(
            (each) =>
              each.rule === rule &&
              each.components.includes(component) &&
              each.granted.date <= today &&
              today <= each.until &&
              (readMoment(today)?.start ?? 0) - (readMoment(each.granted.date)?.start ?? 0) <
                90 * DAY,
          );
          expect(inTime).toBe(true);
          expect(standIn?.endsAt && at < standIn.endsAt).toBe(true);
        }
      }),
    );
  });

  test("of one rule and component leave every other as it is", () => {
    fc.assert(
      fc.property(waivers, waivers, now, (granted, more, at) => {
        for (const component of COMPONENTS) {
          const named = new Set(
            more.filter(({ components }) => components.includes(component)).map(({ rule }) => rule),
          );
          const others = RULES.filter((rule) => !named.has(rule));
          const before = findings(granted, component, at);
          const after = findings([...granted, ...more], component, at);
          expect(others.map((rule) => after.get(rule))).toEqual(
            others.map((rule) => before.get(rule)),
          );
        }
      }),
    );
  });

  test("never make a rule pass, and never one that passes anything else", () => {
    fc.assert(
      fc.property(waivers, now, fc.constantFrom(...COMPONENTS), (granted, at, component) => {
        const found = findings(granted, component, at);
        expect(found.get("holds")?.outcome).toBe("pass");
        for (const rule of ["fails", "waits", "also-fails"]) {
          expect(found.get(rule)?.outcome).not.toBe("pass");
        }
      }),
    );
  });

  test("change no verdict between now and the instant that the finding names", () => {
    fc.assert(
      fc.property(waivers, now, fc.constantFrom(...COMPONENTS), (granted, at, component) => {
        for (const [rule, { outcome, validUntil }] of findings(granted, component, at)) {
          if (outcome !== "waived" || validUntil === undefined) continue;
          const last = momentText((readMoment(validUntil)?.start ?? 0) - 1000);
          if (last < at) continue;
          expect(findings(granted, component, last).get(rule)?.outcome).toBe("waived");
        }
      }),
    );
  });
});
