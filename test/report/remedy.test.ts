import { describe, expect, test } from "@jest/globals";
import { catalogue } from "../../src/generated/catalogue.ts";
import type { Finding } from "../../src/core/model/finding.ts";
import type { Rule } from "../../src/core/model/rule.ts";
import { remedyOf, remedyOfMany } from "../../src/report/remedy.ts";

const RULES = new Map<string, Pick<Rule, "remedy" | "mend" | "conditional">>([
  ["report", { remedy: ["Write it for {component}."], mend: ["Change `{path}` of {component}."] }],
  ["tests", { remedy: ["Write tests.", "Let CI run them, and {hand-in}."] }],
  ["plain", { remedy: ["Mend {component}."] }],
  ["asked-if", { remedy: ["Bring it."], mend: ["Change it."], conditional: "no model" }],
]);
const EXCUSE =
  "Or declare it not applicable (no model), on the card: `not-applicable: {asked-if: <reason>}`";
const EVIDENCE = ".mltrl/evidence/reader/drift.yml";
const FRESH = "Make the report again from what is there now, where it is made, then stamp it: ";

function found(
  outcome: Finding["outcome"],
  path: string,
  seen: string,
  given: Partial<Finding> = {},
): Pick<Finding, "rule" | "gate" | "outcome" | "evidence"> {
  return { rule: "report", gate: 6, outcome, evidence: [{ path, line: 3, seen }], ...given };
}

function foundOf(component: string, outcome: Finding["outcome"]) {
  return { ...found(outcome, `.mltrl/evidence/${component}/drift.yml`, "0.7"), component };
}

describe("how a finding is mended", () => {
  test.each<[string, Parameters<typeof remedyOf>[0], string]>([
    ["nothing is known of it", { rule: "report" }, "Write it for reader."],
    [
      "it is missing",
      found("unknown", ".mltrl/cards/reader.md", "missing"),
      "Write it for reader.",
    ],
    ["it fails", found("fail", EVIDENCE, "0.7"), `Change \`${EVIDENCE}\` of reader.`],
    [
      "it is not understood",
      found("unknown", EVIDENCE, "invalid"),
      `Change \`${EVIDENCE}\` of reader.`,
    ],
    [
      "it fails nowhere in particular",
      { rule: "report", outcome: "fail", evidence: [] },
      "Change `the file` of reader.",
    ],
    [
      "it fails and needs no word of its own",
      found("fail", EVIDENCE, "0.7", { rule: "plain" }),
      "Mend reader.",
    ],
    ["it is stale", found("unknown", EVIDENCE, "stale"), `${FRESH}\`mltrl stamp reader\``],
    [
      "a monitor's is stale",
      found("unknown", EVIDENCE, "stale", { gate: 9 }),
      `${FRESH}\`mltrl stamp reader --deployed VERSION\``,
    ],
    [
      "a version's is stale",
      found("unknown", ".mltrl/evidence/reader/drift@1.2.0.yml", "stale", { gate: 9 }),
      `${FRESH}\`mltrl stamp reader --deployed 1.2.0\``,
    ],
    [
      "a document is too old",
      found("unknown", ".mltrl/documents/reader/audit.yml", "stale"),
      "Have it done again, and bring .mltrl/documents/reader/audit.yml up to date",
    ],
    [
      "a review is too old",
      found("unknown", ".mltrl/reviews/reader/a.yml", "stale"),
      "Write it for reader.",
    ],
  ])("where %s", (_, finding, step) => {
    expect(remedyOf(finding, "reader", RULES)).toEqual([step]);
  });

  test.each<[string, Partial<Finding>, string[]]>([
    ["committed", {}, ["Write tests.", "Let CI run them, and stamp it: `mltrl stamp reader`."]],
    ["about what runs", { gate: 9 }, ["Write tests.", "Let CI run them, and stamp it: `mltrl stamp reader --deployed VERSION`."]], // prettier-ignore
    ["delivered by a run", { evidence: [{ path: EVIDENCE, seen: "0.7", run: "https://github.example/run" }] }, ["Write tests.", "Let CI run them, and let its workflow deliver it again."]], // prettier-ignore
    ["missing where a run should deliver it", { mend: ["Let `ci.yml` deliver it"] }, ["Write tests.", "Let `ci.yml` deliver it"]], // prettier-ignore
  ])("where its report is %s", (_, given, steps) => {
    expect(remedyOf(found("fail", EVIDENCE, "0.7", { rule: "tests", ...given }), "reader", RULES)).toEqual(steps); // prettier-ignore
  });

  test("by what whoever looked says, where the rule hands nothing in", () => {
    const finding = found("unknown", EVIDENCE, "missing", { mend: ["Let `ci.yml` deliver it"] });
    expect(remedyOf(finding, "reader", RULES)).toEqual(["Let `ci.yml` deliver it"]);
  });

  test.each<[Finding["outcome"], true | undefined, string[]]>([
    ["unknown", true, ["Bring it.", EXCUSE]],
    ["fail", true, ["Change it.", EXCUSE]],
    ["fail", undefined, ["Change it."]],
  ])("of a rule that may not apply: %s, absent: %s", (outcome, absent, steps) => {
    const finding = { rule: "asked-if", outcome, evidence: [], ...(absent && { absent }) };
    expect(remedyOf(finding, "reader", RULES)).toEqual(steps);
    expect(remedyOf({ ...finding, rule: "plain" }, "reader", RULES)).toEqual(["Mend reader."]);
  });

  test("of many components, each step once and the most frequent first", () => {
    expect(
      remedyOfMany(
        [foundOf("a", "unknown"), foundOf("b", "fail"), foundOf("c", "fail")],
        "COMPONENT",
        RULES,
      ),
    ).toEqual([
      "Change `.mltrl/evidence/COMPONENT/drift.yml` of COMPONENT.",
      "Write it for COMPONENT.",
    ]);
  });
});

describe("rules that read what a team brings", () => {
  const READERS = new Set([
    "document",
    "predicate",
    "predicate-when-tagged",
    "deployment-test",
    "test-results",
    "coverage",
  ]);
  const readers = catalogue.rules.filter(({ kind }) => READERS.has(kind));

  test.each(readers.map((rule) => [rule.id, rule] as const))(
    "%s says what to change in it",
    (_, { mend, remedy }) => {
      expect(mend?.length).toBeGreaterThan(0);
      expect(mend).not.toEqual(remedy);
      // A card cannot excuse what is there and falls short.
      expect(mend?.join(" ")).not.toContain("not-applicable");
    },
  );
});
