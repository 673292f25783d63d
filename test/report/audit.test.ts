import { describe, expect, test } from "@jest/globals";
import type { AuditItem, AuditReport } from "../../src/core/model/audit.ts";
import { auditInMarkdown } from "../../src/report/audit-markdown.ts";
import { auditOutput, auditOutputSchema } from "../../src/report/audit-output.ts";
import { auditInTerminal } from "../../src/report/audit-terminal.ts";
import { jsonText } from "../../src/report/json.ts";
import { PLAIN } from "../../src/report/style.ts";
import { expectGolden } from "./golden.ts";

const id = (letter: string): string => letter.repeat(40);
const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;

function anItem(more: Partial<AuditItem>): AuditItem {
  return {
    kind: "graduation",
    about: "nodule-detector",
    commit: id("a"),
    date: "2026-06-01T12:00:00.000Z",
    subject: "Raise nodule-detector",
    author: "ml-engineer <ml-engineer@acme.example>",
    verdict: "held",
    reasons: [],
    signatures: [],
    exceptions: [],
    ...more,
  };
}

const recorded = {
  pullRequest: { number: 7, author: "ml-engineer", mergedBy: "platform-admin" },
  record: { name: "000001-7-aaaaaaaaaaaa.json", digest: digest("1") },
};

/** One of everything that an audit can say. */
const EVERYTHING: AuditReport = {
  branch: "main",
  tip: id("f"),
  since: "2026-05-01T00:00:00.000Z",
  now: "2026-12-01T00:00:00Z",
  commits: 9,
  verdict: "broken",
  records: {
    count: 2,
    last: { name: "000002-8-bbbbbbbbbbbb.json", digest: digest("2") },
    problems: [{ record: "000001-7-aaaaaaaaaaaa.json", message: "was changed after it was kept" }],
    unread: "its past cannot be read",
  },
  items: [
    anItem({
      ...recorded,
      from: 6,
      to: 7,
      signatures: [
        { login: "quality-lead", seat: "quality", roles: ["quality", "owner"], as: ["quality"], says: "approved", commit: id("b"), digest: digest("3") }, // prettier-ignore
        { login: "second-engineer", roles: ["engineering"], says: "approved", commit: id("c"), digest: digest("4"), void: "asked for this step" }, // prettier-ignore
        { login: "researcher", roles: ["researcher"], says: "changes-requested", commit: id("c") },
        { login: "visitor", roles: [], says: "approved", commit: id("c") },
      ],
      exceptions: [
        { rule: "coverage-product", reason: "accepted for this content by quality-lead (quality): The scanner is idle until July" }, // prettier-ignore
      ],
    }),
    anItem({
      ...recorded,
      from: 0,
      to: 1,
      signatures: [{ login: "research-lead", seat: "research-lead", roles: ["research-lead"], says: "asked", commit: id("d") }], // prettier-ignore
    }),
    anItem({
      verdict: "broken",
      from: 7,
      to: 8,
      reasons: [
        {
          verdict: "broken",
          rule: "review-panel-satisfied",
          message: "the panel had not met | <b>",
        },
        { verdict: "unknown", message: "there is no record of it" },
      ],
    }),
    anItem({ kind: "switchback", from: 8, to: 7 }),
    anItem({ kind: "entry", to: 3 }),
    anItem({ kind: "departure", from: 3 }),
    anItem({ kind: "hotfix", verdict: "broken", reasons: [{ verdict: "broken", message: "it ran until 2026-06-08, and its panel has not met" }] }), // prettier-ignore
    anItem({
      ...recorded,
      kind: "policy-change",
      about: ".mltrl/config.yml",
      signatures: [{ login: "quality-lead", roles: ["policy-owners"], says: "approved", commit: id("b") }], // prettier-ignore
    }),
    anItem({ kind: "waiver", about: ".mltrl/waivers.yml", verdict: "unknown", reasons: [{ verdict: "unknown", message: "who granted it cannot be known" }] }), // prettier-ignore
    anItem({
      kind: "review-record",
      about: ".mltrl/reviews/nodule-detector/2026-06-01-6-to-7.yml",
    }),
    anItem({
      kind: "altered-record",
      about: ".mltrl/reviews/nodule-detector/2026-06-01-6-to-7.yml",
    }),
    anItem({ kind: "unjudged", verdict: "unknown", reasons: [{ verdict: "unknown", message: "the past of main cannot be read" }] }), // prettier-ignore
  ],
};

const { since: _since, ...ALL_TIME } = EVERYTHING;
const NOTHING: AuditReport = {
  ...ALL_TIME,
  commits: 1,
  items: [],
  records: { count: 0, problems: [] },
  verdict: "held",
};

describe.each([
  ["everything", EVERYTHING],
  ["nothing", NOTHING],
])("an audit that found %s", (name, report) => {
  test("for a terminal and in Markdown, the verdict first", () => {
    const said = [auditInTerminal(report, PLAIN), auditInMarkdown(report)] as const;
    expectGolden(`audit/${name}.txt`, said[0]);
    expectGolden(`audit/${name}.md`, said[1]);
    const verdict = report.items.length > 0 ? "2 items did not hold" : "Everything held";
    expect(said.map((text) => text.split("\n").slice(0, 3).join("\n"))).toEqual([
      expect.stringContaining(verdict),
      expect.stringContaining(verdict),
    ]);
  });

  test("as JSON, which keeps to its schema", () => {
    const output = auditOutput(report);
    expect(auditOutputSchema.parse(output)).toEqual(output);
    expectGolden(`audit/${name}.json`, jsonText(output));
  });
});

test("an audit of which only the records are not known says so", () => {
  const report: AuditReport = { ...NOTHING, verdict: "unknown" };
  expect(auditInTerminal(report, PLAIN)).toContain("Not everything can be known");
});
