import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const REAL = { datasets: [{ name: "scans", kind: "real" }] };

const CASES: readonly Case[] = [
  ["evaluated", {}, { card: REAL, datasheets: { scans: {} } }, "pass", /high enough/],
  ["no datasheet", {}, { card: REAL }, "unknown", /no datasheet of scans/],
  [
    "not evaluated",
    {},
    { card: REAL, datasheets: { scans: { readiness: null } } },
    "fail",
    /a band of at least B are asked for/,
  ],
  [
    "no band",
    {},
    { card: REAL, datasheets: { scans: { readiness: { band: null } } } },
    "fail",
    /band/,
  ],
  [
    "the lowest grade of the band",
    {},
    { card: REAL, datasheets: { scans: { readiness: { band: "B4" } } } },
    "pass",
    /high enough/,
  ],
  [
    "the band below",
    {},
    { card: REAL, datasheets: { scans: { readiness: { band: "C1" } } } },
    "fail",
    /at least B/,
  ],
  [
    "a better band",
    { "minimum-band": "B1" },
    { card: REAL, datasheets: { scans: { readiness: { band: "A4" } } } },
    "pass",
    /high enough/,
  ],
  [
    "a worse grade of the same band",
    { "minimum-band": "B1" },
    { card: REAL, datasheets: { scans: { readiness: { band: "B2" } } } },
    "fail",
    /at least B1/,
  ],
  [
    "too little on validity",
    {},
    { card: REAL, datasheets: { scans: { readiness: { validity: "good" } } } },
    "fail",
    /validity/,
  ],
  [
    "one of two datasets",
    {},
    {
      card: {
        datasets: [
          { name: "scans", kind: "real" },
          { name: "more", kind: "real" },
        ],
      },
      datasheets: { scans: {}, more: { readiness: null } },
    },
    "fail",
    /asked for/,
  ],
  [
    "only simulated data",
    {},
    { card: { datasets: [{ name: "scans", kind: "simulated" }] } },
    "not-applicable",
    /no dataset of kind real/,
  ],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  expect(judgeKind("data-readiness", params, facts)).toMatchObject({
    outcome,
    reason: expect.stringMatching(reason),
  });
});

test("what is missing is told of each aspect", () => {
  const { evidence } = judgeKind(
    "data-readiness",
    {},
    {
      card: REAL,
      datasheets: { scans: { readiness: { validity: "good", availability: "", band: "C2" } } },
    },
  );
  expect(evidence.map(({ seen }) => seen)).toEqual([
    "scans: 4 characters on its validity where 20 are asked for",
    "scans: 0 characters on its availability where 20 are asked for",
    "scans: band C2",
  ]);
});
