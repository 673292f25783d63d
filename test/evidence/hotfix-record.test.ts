import { expect, test } from "@jest/globals";
import { parseHotfixRecord } from "../../src/evidence/hotfix-record.ts";

const PATH = ".mltrl/hotfixes/detector/2026-05-30.yml";
const RECORD = `version: 1
component: detector
incident: https://acme.example/incidents/17
date: 2026-05-30
by: carol
approved-by: alice
until: 2026-06-06
`;

test("a hotfix record", () => {
  expect(parseHotfixRecord(RECORD, PATH)).toEqual({
    state: "known",
    value: {
      component: "detector",
      incident: "https://acme.example/incidents/17",
      date: "2026-05-30",
      by: "carol",
      approvedBy: "alice",
      until: "2026-06-06",
      place: { path: PATH, line: 1, column: 1 },
    },
  });
});

test("one whose panel has met", () => {
  const parsed = parseHotfixRecord(`${RECORD}reviewed: { date: 2026-06-02, by: [bob] }\n`, PATH);
  expect(parsed).toMatchObject({ value: { reviewed: { date: "2026-06-02", by: ["bob"] } } });
});

test.each([
  ["until: 2026-06-06", "until: 2026-06-07", /at most 7 days after/],
  ["until: 2026-06-06", "until: 2026-05-29", /not before `date`/],
  ["until: 2026-06-06", "until: soon", /a date that exists/],
  ["approved-by: alice", "approved-by: Carol", /somebody else than under `by`/],
  ["incident: https://acme.example/incidents/17", 'incident: " "', /says something/],
  ["component: detector", "component: finder", /belongs in .mltrl\/hotfixes\/finder\//],
  ["by: carol\n", "", /by/],
])("%s → %s", (from, to, reason) => {
  const parsed = parseHotfixRecord(RECORD.replace(from, to), PATH);
  expect(parsed).toMatchObject({ state: "unavailable", cause: "invalid" });
  expect(parsed.state === "unavailable" && parsed.reason).toMatch(reason);
});
