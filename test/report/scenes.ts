import type { ComponentDecision, Decision } from "../../src/core/model/decision.ts";
import type { Finding, Seat } from "../../src/core/model/finding.ts";
import { check, component, decision, finding } from "./build.ts";

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

/** Many components: most have no card, others wait for CI or are excused, and one has nothing to mend. */
function mixedCrowd(): Decision {
  const tests = finding("integration-tests", {
    outcome: "pending",
    turn: "ci",
    reason: "the workflow .github/workflows/ci.yml is still running",
  });
  const components = Array.from({ length: 9 }, (_, index) => {
    const id = `reader-${index + 1}`;
    const path = `.mltrl/cards/${id}.md`;
    const none = { reason: `${id} has no card; expected ${path}`, evidence: [{ path, seen: "missing" }] }; // prettier-ignore
    const excused = { outcome: "waived", reason: "waived until 2027-03-01: the reader is replaced" } as const; // prettier-ignore
    const missing = [
      finding("card-sections", { outcome: "unknown", turn: "author", ...none }),
      finding("coverage-product", { outcome: "unknown", turn: "author", ...none }),
    ];
    const found = [[...missing, tests], [...missing, tests], [finding("coverage-product", excused), tests], [finding("card-sections")]]; // prettier-ignore
    const findings = found[index === 8 ? 3 : index % 3] ?? [];
    return component(id, {
      level: 3,
      conclusion: index === 8 ? "success" : index % 3 === 2 ? "in_progress" : "failure",
      findings,
    });
  });
  const ids = components.map(({ id }) => id);
  return decision({ checks: [check("failure", { components: ids })], components });
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
  "switched-off": one(
    ID,
    [
      finding("card-sections", { reason: "the card has its six sections" }),
      finding("coverage-product", { outcome: "not-applicable", off: true, since: "existing", reason: "switched off by the policy: Tests cover the lines of product code" }), // prettier-ignore
      finding("model-versions", { outcome: "not-applicable", off: true, since: "existing", reason: `switched off for ${ID} by the policy: Each model has a registered version` }), // prettier-ignore
    ],
    { conclusion: "success" },
  ),
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
  "crowd-of-all-sorts": mixedCrowd(),
};
