import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import * as z from "zod";
import type { Level } from "../../src/core/model/level.ts";
import type { ReviewRecord } from "../../src/core/model/records.ts";
import {
  decisionRecordSchema,
  parseDecisionRecord,
  parseReviewRecord,
  parseSwitchbackRecord,
  reviewRecordPath,
  reviewRecordSchema,
  switchbackRecordSchema,
} from "../../src/evidence/records.ts";
import { writeReviewRecord } from "../../src/evidence/write-review-record.ts";

const REVIEW = ".mltrl/reviews/detector/2026-01-31-2-to-3.yml";
const DECISION = ".mltrl/decisions/detector/2026-01-31-2.yml";
const SWITCHBACK = ".mltrl/switchbacks/detector/2026-01-31-4-to-2.yml";

const review = `component: detector
from: 2
to: 3
date: 2026-01-31
decision: graduate
reviewers: [bob]
`;
const decision = `component: detector
level: 2
date: 2026-01-31
decision: prototype
reason: the analyses hold
by: [Jane Doe]
`;
const switchback = `component: detector
from: 4
to: 2
type: discovery
date: 2026-01-31
reason: the scanner differs
`;

describe("a review", () => {
  test("in full", () => {
    const text = `version: 1
${review}requested-by: alice_acme
criteria: [robustness]
open-tasks: ["write the datasheet"]
`;
    expect(parseReviewRecord(text, REVIEW)).toEqual({
      state: "known",
      value: {
        component: "detector",
        from: 2,
        to: 3,
        date: "2026-01-31",
        decision: "graduate",
        requestedBy: "alice_acme",
        reviewers: ["bob"],
        criteria: ["robustness"],
        openTasks: ["write the datasheet"],
        place: { path: REVIEW, line: 1, column: 1 },
      },
    });
  });

  test("in short", () => {
    expect(parseReviewRecord(review, REVIEW)).toMatchObject({
      state: "known",
      value: { criteria: [], openTasks: [] },
    });
  });

  test("renews a deployed component", () => {
    const text = review.replace("from: 2", "from: 9").replace("to: 3", "to: 9");
    expect(parseReviewRecord(text, REVIEW.replace("2-to-3", "9-to-9")).state).toBe("known");
  });

  test.each<[what: string, from: string, to: string, reason: string | RegExp]>([
    [
      "that goes down",
      "to: 3",
      "to: 1",
      "`to`: a graduation goes to a higher level, or from 9 to 9 where a deployed component is renewed, got 1",
    ],
    ["that stays", "to: 3", "to: 2", /a graduation goes to a higher level/],
    [
      "that goes up as a switchback",
      "graduate",
      "switchback",
      "`to`: a switchback goes to a lower level, got 3",
    ],
    [
      "to a level that is none",
      "to: 3",
      "to: 10",
      "`to`: expected a level, a whole number from 0 to 9, got 10",
    ],
    [
      "on a day that is none",
      "2026-01-31",
      "2026-02-30",
      '`date`: expected a date that exists, such as `2026-01-31`, got "2026-02-30"',
    ],
    [
      "by somebody who is none",
      "[bob]",
      '["@bob"]',
      '`reviewers[0]`: expected a GitHub login, without `@`, in quotes if it is a number, got "@bob"',
    ],
    [
      "that came to something else",
      "graduate",
      "gradute",
      /got "gradute"; did you mean `graduate`\?/,
    ],
    [
      "of a component that is none",
      "detector",
      "Detector",
      /`component`: expected a component's id/,
    ],
    [
      "of another component",
      "detector",
      "other",
      `by its content this record belongs in .mltrl/reviews/other/2026-01-31-2-to-3.yml, but it stands in ${REVIEW}; move it, or mend what it says`,
    ],
    [
      "of another day",
      "2026-01-31",
      "2026-02-01",
      /belongs in .mltrl\/reviews\/detector\/2026-02-01-2-to-3.yml/,
    ],
    [
      "of another step",
      "to: 3",
      "to: 4",
      /belongs in .mltrl\/reviews\/detector\/2026-01-31-2-to-4.yml/,
    ],
    ["of another form", "component:", "version: 2\ncomponent:", "`version`: expected `1`, got 2"],
  ])("%s is invalid", (_, from, to, reason) => {
    const fact = parseReviewRecord(review.replace(from, to), REVIEW);
    const said = fact.state === "known" ? "" : `${fact.cause} ${fact.reason}`;
    expect(said).toMatch(reason);
  });

  test("that pauses may stay where it is", () => {
    const text = review.replace("graduate", "pause").replace("to: 3", "to: 2");
    expect(parseReviewRecord(text, REVIEW.replace("2-to-3", "2-to-2")).state).toBe("known");
  });
});

describe("a key decision", () => {
  test("is read", () => {
    expect(parseDecisionRecord(decision, DECISION)).toEqual({
      state: "known",
      value: {
        component: "detector",
        level: 2,
        date: "2026-01-31",
        decision: "prototype",
        reason: "the analyses hold",
        by: ["Jane Doe"],
        place: { path: DECISION, line: 1, column: 1 },
      },
    });
  });

  test("is read with what it commits, until when, and who signed", () => {
    const text = `${decision}resources: [two engineers for a year]
window: {from: 2026-02-01, to: 2026-02-01}
signed-by: [erin]
`;
    expect(parseDecisionRecord(text, DECISION)).toMatchObject({
      state: "known",
      value: {
        resources: ["two engineers for a year"],
        window: { from: "2026-02-01", to: "2026-02-01" },
        signedBy: ["erin"],
      },
    });
  });

  test.each<[what: string, text: string, path: string, reason: RegExp]>([
    [
      "by nobody",
      decision.replace("[Jane Doe]", "[]"),
      DECISION,
      /`by`: expected at least 1 entry/,
    ],
    [
      "without a reason",
      decision.replace("the analyses hold", "''"),
      DECISION,
      /`reason`: expected text that says something/,
    ],
    [
      "with a window that ends before it begins",
      `${decision}window: {from: 2026-02-02, to: 2026-02-01}\n`,
      DECISION,
      /`window.to`: expected a day that is not before `from`/,
    ],
    [
      "that commits nothing",
      `${decision}resources: []\n`,
      DECISION,
      /`resources`: expected at least 1 entry/,
    ],
    [
      "under another level",
      decision,
      DECISION.replace("-2.yml", "-3.yml"),
      /belongs in .mltrl\/decisions\/detector\/2026-01-31-2.yml/,
    ],
    ["that is no YAML", "a: [", DECISION, /not valid YAML/],
  ])("%s is invalid", (_, text, path, reason) => {
    expect(parseDecisionRecord(text, path)).toMatchObject({
      state: "unavailable",
      cause: "invalid",
      reason: expect.stringMatching(reason),
    });
  });
});

describe("a switchback", () => {
  test("is read", () => {
    expect(parseSwitchbackRecord(switchback, SWITCHBACK)).toEqual({
      state: "known",
      value: {
        component: "detector",
        from: 4,
        to: 2,
        type: "discovery",
        date: "2026-01-31",
        reason: "the scanner differs",
        reviewers: [],
        place: { path: SWITCHBACK, line: 1, column: 1 },
      },
    });
  });

  test.each<[what: string, text: string, path: string, reason: RegExp]>([
    [
      "that goes up",
      switchback.replace("to: 2", "to: 5"),
      SWITCHBACK,
      /`to`: a switchback goes to a lower level, got 5/,
    ],
    ["that stays", switchback.replace("to: 2", "to: 4"), SWITCHBACK, /goes to a lower level/],
    [
      "of another type",
      switchback.replace("discovery", "planned"),
      SWITCHBACK,
      /expected one of `discovery`, `review`, `embedded`, got "planned"/,
    ],
    [
      "in another place",
      switchback,
      REVIEW,
      /belongs in .mltrl\/switchbacks\/detector\/2026-01-31-4-to-2.yml/,
    ],
  ])("%s is invalid", (_, text, path, reason) => {
    expect(parseSwitchbackRecord(text, path)).toMatchObject({
      state: "unavailable",
      cause: "invalid",
      reason: expect.stringMatching(reason),
    });
  });
});

describe("what is written", () => {
  test("has its keys in one order", () => {
    const text = writeReviewRecord({
      openTasks: [],
      criteria: ["no: surprises"],
      reviewers: ["bob", "123"],
      requestedBy: "alice",
      decision: "graduate",
      date: "2026-01-31",
      to: 3,
      from: 2,
      component: "detector",
    });
    expect(text).toBe(`version: 1
component: detector
from: 2
to: 3
date: '2026-01-31'
decision: graduate
requested-by: alice
reviewers:
  - bob
  - '123'
criteria:
  - 'no: surprises'
open-tasks: []
`);
  });

  test("reads back as the same record", () => {
    const text = fc
      .string({ unit: "binary", minLength: 1, maxLength: 40 })
      .filter((written) => /\S/.test(written));
    const login = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9-]{0,20}$/);
    const level = fc.integer({ min: 0, max: 8 });
    const day = fc
      .date({ min: new Date("2020-01-01"), max: new Date("2100-01-01"), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const record = fc.record(
      {
        component: fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,20}$/),
        from: level,
        date: day,
        decision: fc.constantFrom("graduate", "revise", "pause", "transfer", "go", "no-go"),
        requestedBy: login,
        reviewers: fc.array(login, { maxLength: 4 }),
        criteria: fc.array(text, { maxLength: 4 }),
        openTasks: fc.array(text, { maxLength: 4 }),
      },
      {
        requiredKeys: [
          "component",
          "from",
          "date",
          "decision",
          "reviewers",
          "criteria",
          "openTasks",
        ],
      },
    );
    fc.assert(
      fc.property(record, (made) => {
        const whole = { ...made, to: made.from + 1 } as Omit<ReviewRecord, "place"> & { to: Level };
        const path = reviewRecordPath(whole);
        expect(parseReviewRecord(writeReviewRecord(whole), path)).toEqual({
          state: "known",
          value: { ...whole, place: { path, line: 1, column: 1 } },
        });
      }),
    );
  });
});

test.each([
  ["review", reviewRecordSchema],
  ["decision", decisionRecordSchema],
  ["switchback", switchbackRecordSchema],
])("the schema of a %s can be written as JSON Schema", (_, schema) => {
  const written = z.toJSONSchema(schema, { io: "input", target: "draft-2020-12" });
  expect(written).toMatchObject({ type: "object", additionalProperties: false });
});

test("any text is a record, or a reason why not", () => {
  const texts = fc.oneof(
    fc.string(),
    fc
      .shuffledSubarray(`${review}${decision}${switchback}`.split("\n"))
      .map((lines) => lines.join("\n")),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const facts = [
        parseReviewRecord(text, REVIEW),
        parseDecisionRecord(text, DECISION),
        parseSwitchbackRecord(text, SWITCHBACK),
      ];
      expect(facts.every((fact) => fact.state === "known" || fact.reason !== "")).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
