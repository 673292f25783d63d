import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import type { Decision } from "../../src/core/model/decision.ts";
import { judge } from "../../src/use-cases/judge.ts";
import { fakeChange, type FakeChange } from "../support/fake-change.ts";
import { ENGINE } from "../support/fake-engine.ts";
import type { FakeTree } from "../support/fake-repository.ts";

const CARD = ".mltrl/cards/a.md";
const REVIEW = ".mltrl/reviews/a/2026-06-01-4-to-5.yml";
const CONFIG = `version: 1
profile: full
checks: { main: { branches: [main] } }
components: { a: { paths: [a/**] } }
evidence:
  unit-tests: { format: junit, files: [reports/*.xml] }
  coverage: { format: lcov, files: [lcov.info] }
`;
const FILES: FakeTree = {
  ".mltrl/config.yml": CONFIG,
  [CARD]: "---\nname: A\nlevel: 5\n---\n",
  "a/x.py": "x",
};

/** Every place where a pull request may put what it likes. */
const PLACES = [
  ".mltrl/config.yml",
  CARD,
  ".mltrl/ethics/a.md",
  ".mltrl/requirements/a.yml",
  ".mltrl/documents/a/plan.md",
  ".mltrl/documents/a/slo.yml",
  ".mltrl/documents/a/api.yml",
  ".mltrl/documents/a/card.json",
  ".mltrl/datasets/scans.md",
  ".mltrl/datasets/scans.json",
  ".mltrl/checklists/own.yml",
  ".mltrl/evidence/a/stamp.yml",
  ".mltrl/decisions/a/2026-06-01-4.yml",
  ".mltrl/switchbacks/a/2026-06-01-4-to-3.yml",
  REVIEW,
  "lcov.info",
  "reports/unit.xml",
  "pyproject.toml",
];

/** Rules that look at a place, and so can never pass on nonsense. */
const ASKED: Readonly<Record<string, readonly string[]>> = {
  [CARD]: ["card-started", "card-sections-present"],
  ".mltrl/ethics/a.md": ["ethics-predev-complete"],
  ".mltrl/requirements/a.yml": ["research-requirements-present"],
  ".mltrl/evidence/a/stamp.yml": ["coverage-prototype", "unit-tests-pass"],
  "lcov.info": ["coverage-prototype"],
  "reports/unit.xml": ["unit-tests-pass"],
};

function changeTo(files: FakeTree): FakeChange {
  return fakeChange({ base: FILES, head: { ...FILES, ...files, "a/x.py": "changed" } });
}

async function verdictOn(change: FakeChange): Promise<Decision> {
  const verdict = await judge(change, ENGINE);
  if (verdict.state === "unavailable") throw new Error(verdict.reason);
  if (verdict.value.decision === undefined) throw new Error("there is no decision");
  return verdict.value.decision;
}

/** What let nonsense in a place pass: a check, a rule that looks there, or a judge that broke on it. */
async function passedBy(files: FakeTree, change: FakeChange = changeTo(files)): Promise<string[]> {
  const { checks, components } = await verdictOn(change);
  const findings = components.flatMap((component) => component.findings);
  const asked = Object.keys(files).flatMap((path) => ASKED[path] ?? []);
  const outcomeOf = (rule: string): string | undefined =>
    findings.find((finding) => finding.rule === rule)?.outcome;
  return [
    ...checks.filter(({ conclusion }) => conclusion !== "failure").map(({ name }) => name),
    ...findings
      .filter(({ reason }) => reason.includes("defect of mltrl-gate"))
      .map(({ rule }) => rule),
    ...asked.filter((rule) => ["pass", undefined].includes(outcomeOf(rule))),
  ];
}

describe.each(PLACES)("whatever stands in %s", (path) => {
  test("gives a decision, never a crash or a pass", async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.string({ maxLength: 200, unit: "binary" }),
      fc.json(),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (content) => {
        expect(await passedBy({ [path]: content })).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });
});

/** Pieces that the readers know, put together in ways that they do not. */
const PIECES: Readonly<Record<string, readonly string[]>> = {
  [CARD]: ["---\n", "level: ", "5", "name: x\n", "models:\n", "  - name: y\n", "| a | b |\n", "|---|---|\n", "# MLTRL\n", "## TL;DR\n", "- [ ] ", "<!--", "`", "\n", "&a ", "*a", "{", "[", "!!js/function "], // prettier-ignore
  "lcov.info": ["SF:", "a/x.py", "DA:", "1", ",", "-1", "1e9", "end_of_record", "\n", "TN:", "LF:", "BRDA:"], // prettier-ignore
  "reports/unit.xml": ["<testsuite>", "</testsuite>", '<testcase name="a"/>', "<failure>", "<![CDATA[", "]]>", "<!DOCTYPE x [", "<!ENTITY a 'b'>", "&a;", "&#0;", "<?xml?>", "\u0000"], // prettier-ignore
  [REVIEW]: ["version: 1\n", "from: ", "4\n", "to: ", "date: ", "2026-02-30\n", "decision: graduate\n", "<<: ", "&a ", "*a\n", "- ", "? ", ": ", "!!binary ", "\t"], // prettier-ignore
};

describe.each(Object.entries(PIECES))("pieces of the format in %s", (path, pieces) => {
  test("give a decision, never a crash or a pass", async () => {
    const text = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((all) => all.join(""));
    await fc.assert(
      fc.asyncProperty(text, async (content) => {
        expect(await passedBy({ [path]: content })).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

const BILLION = Array.from({ length: 12 }, (_, i) =>
  i === 0
    ? "l0: &l0 [x]\n"
    : `l${i}: &l${i} [${Array(10)
        .fill(`*l${i - 1}`)
        .join(", ")}]\n`,
).join("");
const ENTITIES = `<!DOCTYPE x [<!ENTITY l0 "x">${Array.from({ length: 12 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join("")}]><testsuite><testcase name="&l12;"/></testsuite>`;
const LONG = 100_000_000;

describe("bombs are bounded", () => {
  test.each<[string, string, () => string]>([
    ["aliases in the policy", ".mltrl/config.yml", () => `version: 1\n${BILLION}`],
    ["aliases in a record", REVIEW, () => BILLION],
    ["aliases in a card", CARD, () => `---\n${BILLION}---\n`],
    ["aliases in a stamp", ".mltrl/evidence/a/stamp.yml", () => BILLION],
    ["entities in a report", "reports/unit.xml", () => ENTITIES],
    ["deep YAML", REVIEW, () => "[".repeat(50_000)],
    ["deep blocks of YAML", ".mltrl/requirements/a.yml", () => "- ".repeat(30_000)],
    ["deep XML", "reports/unit.xml", () => "<testsuite>".repeat(200_000)],
    ["deep quotes", CARD, () => `---\nlevel: 4\n---\n${">".repeat(60_000)}`],
    ["deep lists", ".mltrl/ethics/a.md", () => "- ".repeat(30_000)],
    ["open brackets", ".mltrl/documents/a/plan.md", () => "[".repeat(60_000)],
    ["open emphasis", ".mltrl/documents/a/plan.md", () => "*a ".repeat(30_000)],
    ["backticks", CARD, () => `---\nlevel: 4\n---\n${Array.from({ length: 400 }, (_, i) => "`".repeat(i)).join(" ")}`], // prettier-ignore
    ["a wide table", CARD, () => `|a${"|a".repeat(30_000)}|\n${"|-".repeat(30_001)}|\n`],
    ["one long line of coverage", "lcov.info", () => `SF:${"a".repeat(LONG)}\n`],
    ["one long line of tests", "reports/unit.xml", () => `<testsuite name="${"a".repeat(LONG)}"/>`],
    ["one long line of card", CARD, () => "a".repeat(LONG)],
    ["one long line of policy", ".mltrl/config.yml", () => `# ${"a".repeat(LONG)}`],
    ["one long line of settings", "pyproject.toml", () => `fail_under = ${"8".repeat(LONG)}`],
  ])("%s", async (_, path, content) => {
    const files = { [path]: new TextEncoder().encode(content()) };
    const change = changeTo(files); // hashing what is hostile is the test's work, not the gate's
    const started = process.cpuUsage();
    expect(await passedBy(files, change)).toEqual([]);
    expect(process.cpuUsage(started).user).toBeLessThan(5_000_000);
  });
});
