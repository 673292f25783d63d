import { expect, test } from "@jest/globals";
import { headingWords, isAbout } from "../../../src/core/kinds/heading-words.ts";
import { type Case, judgeKind } from "../../support/judge.ts";

const REAL = { datasets: [{ name: "scans", kind: "real" }] };
const PEOPLE = {
  "Identify subpopulations": "yes",
  "Is it possible to identify individuals?": "no",
  "Sensitive data": "no",
  "Notification of individuals": "by letter",
  "Did individuals consent?": "yes",
  "Can consent be revoked?": "yes",
  "Data protection impact analysis": "done",
  "Limits on retention": "none",
};

const CASES: readonly Case[] = [
  ["complete", {}, { card: REAL, datasheets: { scans: {} } }, "pass", /scans are complete/],
  [
    "no datasheet",
    {},
    { card: REAL },
    "unknown",
    /no datasheet of scans; expected \.mltrl\/datasets/,
  ],
  [
    "one that cannot be read",
    {},
    { card: REAL, datasheets: { scans: { unavailable: "invalid" } } },
    "unknown",
    /invalid/,
  ],
  [
    "a section without text",
    {},
    { card: REAL, datasheets: { scans: { except: { Uses: "any" } } } },
    "fail",
    /leave 1 point open/,
  ],
  [
    "two sections that are not there",
    {},
    { card: REAL, datasheets: { scans: { except: { Uses: null, Motivation: null } } } },
    "fail",
    /leave 2 points open/,
  ],
  [
    "not said whether it relates to people",
    {},
    { card: REAL, datasheets: { scans: { relatesToPeople: null } } },
    "fail",
    /leave 1 point open/,
  ],
  [
    "people, and nothing said of them",
    {},
    { card: REAL, datasheets: { scans: { relatesToPeople: true } } },
    "fail",
    /leave 8 points open/,
  ],
  [
    "people, and a word on each question",
    {},
    { card: REAL, datasheets: { scans: { relatesToPeople: true, except: PEOPLE } } },
    "pass",
    /complete/,
  ],
  [
    "an open question",
    {},
    { card: REAL, datasheets: { scans: { except: { "Who paid for it?": "" } } } },
    "fail",
    /leave 1 point open/,
  ],
  [
    "an open question about people where there are none",
    {},
    { card: REAL, datasheets: { scans: { except: { "Did the individuals consent?": "" } } } },
    "pass",
    /complete/,
  ],
  [
    "only simulated data",
    {},
    { card: { datasets: [{ name: "scans", kind: "simulated" }] } },
    "not-applicable",
    /no dataset of kind real/,
  ],
  [
    "a dataset whose kind is not said",
    {},
    { card: { datasets: [{ name: "scans" }] } },
    "unknown",
    /no datasheet of scans/,
  ],
  [
    "made up for tests",
    {},
    { card: { datasets: [{ name: "scans", role: "mock" }] } },
    "not-applicable",
    /no dataset of kind real/,
  ],
  [
    "simulated data asked for",
    { kinds: ["real", "simulated"] },
    { card: { datasets: [{ name: "scans", kind: "simulated" }] }, datasheets: { scans: {} } },
    "pass",
    /complete/,
  ],
  [
    "another list of sections",
    { sections: ["provenance"] },
    { card: REAL, datasheets: { scans: {} } },
    "fail",
    /1 point/,
  ],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  expect(judgeKind("datasheet", params, facts)).toMatchObject({
    outcome,
    reason: expect.stringMatching(reason),
  });
});

test("what is open stands where it is asked", () => {
  const { evidence } = judgeKind(
    "datasheet",
    {},
    { card: REAL, datasheets: { scans: { except: { Uses: null, "Who paid for it?": "" } } } },
  );
  expect(evidence).toEqual([
    { path: ".mltrl/datasets/scans.md", seen: 'nothing on "uses"' },
    { path: ".mltrl/datasets/scans.md", line: 29, seen: "not answered: Who paid for it?" },
  ]);
});

test.each<[string, string, boolean]>([
  ["Collection process", "collection|source data", true],
  ["rai:dataCollection", "collection", true],
  ["How were the users' files used?", "uses", false],
  ["Use cases", "uses|use cases", true],
  ["Pre-processing/cleaning", "preprocessing|pre-processing", true],
  ["Did they consent?", "consent", true],
  ["consented", "consent", true],
  ["Notified", "notified|notification", true],
  ["Data", "data collection", false],
  ["", "uses", false],
  ["Uses", "", false],
])("%j is about %j: %s", (heading, topic, expected) => {
  expect(isAbout(heading, topic)).toBe(expected);
});

test("a heading as words", () => {
  expect(headingWords("rai:dataUseCases of 2Ümläute_and-more")).toEqual(
    "rai data use cases of 2ümläute and more".split(" "),
  );
});
