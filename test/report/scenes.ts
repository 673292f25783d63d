import type {
  CheckDecision,
  ComponentDecision,
  Conclusion,
  Decision,
} from "../../src/core/model/decision.ts";
import type { Finding, Seat } from "../../src/core/model/finding.ts";
import type { Rule } from "../../src/core/model/rule.ts";

export const HEAD = "4f1c2a9be07d3586a1c4e2f09b8d7c6a5e4f3b21";
const POLICY = "b7e23ec29af22b0b4e41da31e868d57226121c84";

export const RULES: ReadonlyMap<string, Rule> = new Map(
  [
    rule({
      id: "coverage-product",
      gate: 6,
      kind: "coverage",
      claim: "Tests cover the lines of product code",
      why: "From level 6 on the code is a product. A line that no test runs is a line whose first run is in production.",
      severity: { "blocking-from": 6 },
      origin: "paper-with-our-number",
      source:
        "Lavin et al. 2022, Level 6: “code should be to the standard of a software engineering product”; the number is ours",
      default: "80 % of lines, 80 % of changed lines",
      effort: "medium",
      params: { lines: 80, "changed-lines": 80 },
      remedy: [
        "Add tests for the lines named in the report",
        "Run `npx mltrl stamp {component}` after the tests, and commit the report",
      ],
    }),
    rule({
      id: "card-sections",
      gate: "every",
      kind: "card-sections",
      claim: "The card says what the component is for and what it cannot do",
      why: "Whoever takes the component over has only the card.",
      origin: "paper",
      source: "Lavin et al. 2022, MLTRL Cards",
      default: "six headings with 20 characters each",
      effort: "low",
      remedy: ["Write the missing section in `.mltrl/cards/{component}.md`"],
    }),
    rule({
      id: "review-panel",
      gate: "every",
      kind: "review-panel",
      applies: "at-graduation",
      claim: "The panel of the step has approved this very content",
      why: "A level is a judgement by people who did not write the thing.",
      origin: "paper",
      source: "Lavin et al. 2022, Reviews",
      default: "the panel of the level, one person a seat",
      effort: "high",
      remedy: ["Ask the people named for each seat to review"],
    }),
    rule({
      id: "integration-tests",
      gate: 7,
      kind: "tests",
      claim: "Integration tests pass",
      why: "Parts that work alone fail together.",
      default: "one passing test",
      effort: "medium",
      remedy: ["Run the integration workflow on this branch"],
    }),
    rule({
      id: "model-versions",
      gate: 6,
      kind: "versions",
      claim: "Each model has a registered version",
      why: "What has no version cannot be rolled back.",
      default: "a tag for each model",
      effort: "low",
      conditional: "the component has no model of its own",
      remedy: ["Tag the model: `git tag {component}-model@v1.2.0`", "Push the tag"],
    }),
    rule({
      id: "slo-document",
      gate: 8,
      kind: "document",
      severity: "advisory",
      origin: "judgement",
      source: "judgement",
      claim: "The service levels are written down",
      why: "Nobody can say that it fails before somebody said what working is.",
      default: "a document `slo`",
      effort: "medium",
      remedy: ["Write `.mltrl/documents/{component}/slo.md`"],
    }),
  ].map((each) => [each.id, each]),
);

function rule(given: Partial<Rule> & { readonly id: string }): Rule {
  return {
    gate: "every",
    kind: "document",
    params: {},
    claim: "",
    why: "",
    applies: "standing",
    severity: "blocking",
    origin: "paper",
    source: "Lavin et al. 2022",
    default: "",
    effort: "low",
    remedy: [],
    ...given,
  };
}

export function finding(ruleId: string, given: Partial<Finding> = {}): Finding {
  return {
    rule: ruleId,
    gate: RULES.get(ruleId)?.gate ?? "every",
    outcome: "pass",
    severity: "blocking",
    since: "new",
    reason: "holds",
    evidence: [],
    ...given,
  };
}

export function component(id: string, given: Partial<ComponentDecision> = {}): ComponentDecision {
  return { id, movement: "content", level: 7, conclusion: "success", findings: [], ...given };
}

export function check(conclusion: Conclusion, given: Partial<CheckDecision> = {}): CheckDecision {
  return {
    name: "mltrl/main",
    enforcement: "block",
    conclusion,
    components: [],
    findings: [],
    ...given,
  };
}

export function decision(given: Partial<Decision> & Pick<Decision, "checks">): Decision {
  return {
    components: [],
    unaffected: [],
    problems: [],
    notices: [],
    provenance: {
      policy: POLICY,
      ladder: "1.0",
      version: "0.1.0",
      base: "0d9e8c7b6a5f4e3d2c1b0a9f8e7d6c5b4a3f2e1d",
      head: HEAD,
    },
    ...given,
  };
}

const coverage = finding("coverage-product", {
  outcome: "fail",
  reason: "71 % of lines are covered; 85 % are asked for",
  evidence: [
    { path: "reports/coverage.xml", line: 3, seen: "line-rate 0.71" },
    { path: "models/nodule/postprocess.py", line: 118, seen: "no test runs lines 118 to 164" },
  ],
  comparedWithDefault: "lines 85 is stricter than MLTRL's default of 80",
  turn: "author",
});

const card = finding("card-sections", {
  outcome: "fail",
  reason: "2 of 6 headings are missing: Limitations, Intended use",
  evidence: [{ path: ".mltrl/cards/nodule-detector.md", line: 14, seen: "no text below “Risks”" }],
  turn: "author",
});

const SEATS: readonly Seat[] = [
  { role: "product-manager", holder: "alice", candidates: [], lapsed: [] },
  {
    role: "qa-engineer",
    candidates: ["bob", "carol"],
    lapsed: [{ login: "dave", because: "approved 3c5e7d1; the content changed since" }],
  },
  { role: "safety-lead", candidates: [], lapsed: [] },
];

export const panel = finding("review-panel", {
  outcome: "pending",
  turn: "reviewers",
  reason: "1 of 3 seats for 7 → 8 are filled",
  seats: SEATS,
});

const held: readonly Finding[] = [
  finding("model-versions", { reason: "nodule-net is registered as v2.3.0", since: "mended" }),
  finding("slo-document", {
    outcome: "unknown",
    severity: "advisory",
    reason: "there is no document “slo”",
    evidence: [{ path: ".mltrl/cards/nodule-detector.md", line: 2, seen: "documents: plan" }],
  }),
  finding("integration-tests", {
    outcome: "not-applicable",
    reason: "declared on the card: nothing is integrated yet",
  }),
];

const ID = "nodule-detector";

function one(
  id: string,
  findings: readonly Finding[],
  given: Partial<ComponentDecision>,
): Decision {
  const conclusion = given.conclusion ?? "failure";
  return decision({
    checks: [check(conclusion, { components: [id] })],
    components: [component(id, { findings, ...given })],
    unaffected: ["ct-triage", "dicom-io"],
  });
}

/** Many components, each in trouble with the same few rules. */
export function crowd(size: number): Decision {
  const ids = Array.from(
    { length: size },
    (_, index) => `detector-${String(index + 1).padStart(3, "0")}`,
  );
  return decision({
    checks: [check("failure", { components: ids })],
    components: ids.map((id, index) =>
      component(id, {
        conclusion: "failure",
        findings: [
          {
            ...coverage,
            reason: `${60 + (index % 20)} % of lines are covered; 85 % are asked for`,
          },
          ...(index % 3 === 0
            ? [
                {
                  ...card,
                  evidence: [{ path: `.mltrl/cards/${id}.md`, line: 14, seen: "no text" }],
                },
              ]
            : []),
          ...held,
        ],
      }),
    ),
  });
}

/** What people may be shown, by name: each has golden files. */
export const SCENES: Readonly<Record<string, Decision>> = {
  blocked: one(ID, [coverage, card, ...held], { level: 7, conclusion: "failure" }),
  "blocked-graduation": one(ID, [panel, coverage, ...held], {
    movement: "raise",
    target: 8,
    digest: "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    conclusion: "failure",
  }),
  waiting: one(
    ID,
    [
      panel,
      finding("coverage-product", { reason: "91 % of lines are covered; 85 % are asked for" }),
      ...held,
    ],
    {
      movement: "raise",
      target: 8,
      digest: "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
      conclusion: "action_required",
    },
  ),
  "waiting-for-ci": one(
    ID,
    [
      finding("integration-tests", {
        outcome: "pending",
        turn: "ci",
        reason: "the workflow .github/workflows/ci.yml is still running",
      }),
      ...held,
    ],
    { conclusion: "in_progress" },
  ),
  passed: one(ID, [finding("card-sections", { reason: "all 6 sections say something" }), ...held], {
    movement: "raise",
    target: 8,
    conclusion: "success",
  }),
  waived: one(
    ID,
    [
      finding("coverage-product", {
        outcome: "waived",
        reason:
          "waived until 2027-03-01 by acme/quality: the scanner is replaced (71 % of lines are covered)",
        evidence: [{ path: ".mltrl/waivers.yml", line: 4, seen: "until 2027-03-01" }],
      }),
      ...held,
    ],
    { conclusion: "success" },
  ),
  "not-affected": decision({
    checks: [check("success")],
    unaffected: ["ct-triage", "dicom-io", ID],
  }),
  observed: decision({
    checks: [check("neutral", { enforcement: "observe", components: [ID] })],
    components: [component(ID, { findings: [coverage, card, ...held], conclusion: "failure" })],
    notices: [
      "The default branch has no policy yet: this pull request is judged by the one it brings.",
    ],
  }),
  warned: decision({
    checks: [check("neutral", { enforcement: "warn", components: [ID] })],
    components: [
      component(ID, {
        findings: [coverage, { ...card, since: "existing" }],
        conclusion: "failure",
      }),
    ],
  }),
  several: decision({
    checks: [
      check("failure", { components: [ID, "dicom-io", "ct-triage"] }),
      check("failure", {
        name: "mltrl/release",
        components: ["dicom-io"],
        findings: [
          {
            ...finding("minimum-level", {
              outcome: "fail",
              turn: "author",
              reason: "dicom-io is at level 5; the check release asks for level 7 on this branch",
              evidence: [{ path: ".mltrl/cards/dicom-io.md", line: 3, seen: "level 5" }],
            }),
            component: "dicom-io",
          },
        ],
      }),
    ],
    components: [
      component(ID, { findings: [coverage, card, ...held], conclusion: "failure" }),
      component("dicom-io", {
        level: 5,
        conclusion: "failure",
        findings: [
          finding("integration-tests", {
            outcome: "unknown",
            turn: "ci",
            reason: "no workflow brought “integration-tests” within 6 hours",
          }),
        ],
      }),
      component("ct-triage", { conclusion: "success", findings: [finding("card-sections")] }),
    ],
  }),
  "policy-problems": decision({
    checks: [check("failure"), check("failure", { name: "mltrl/release" })],
    problems: [
      {
        place: { path: ".mltrl/config.yml", line: 12, column: 5 },
        message: 'unknown key "minimum-levle"; did you mean "minimum-level"?',
      },
      {
        place: { path: ".mltrl/config.yml", line: 3, column: 10 },
        message: 'profile must be "lite" or "full", not "fulll"',
      },
      { place: { path: ".mltrl/waivers.yml" }, message: "is not YAML" },
    ],
  }),
  crowd: crowd(9),
};
