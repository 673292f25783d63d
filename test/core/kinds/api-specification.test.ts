import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const CASES: readonly Case[] = [
  ["specified", {}, { apiSpecification: { version: "1.2.0" } }, "pass", /specifies the interface/],
  [
    "too little",
    { "minimum-operations": 4 },
    { apiSpecification: { operations: 3 } },
    "fail",
    /specifies 3 operations; 4 are asked for/,
  ],
  [
    "another form",
    { forms: ["openapi", "protobuf"] },
    { apiSpecification: { form: "python-stub" } },
    "fail",
    /is python-stub; expected openapi or protobuf/,
  ],
  ["none", {}, { apiSpecification: { unavailable: "missing" } }, "unknown", /missing/],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  expect(judgeKind("api-specification", params, facts)).toMatchObject({
    outcome,
    reason: expect.stringMatching(reason),
  });
});

test("what was seen is told", () => {
  const { evidence } = judgeKind(
    "api-specification",
    {},
    { apiSpecification: { version: "1.2.0", operations: 2 } },
  );
  expect(evidence).toMatchObject([{ seen: "openapi 1.2.0 with 2 operations" }]);
});
