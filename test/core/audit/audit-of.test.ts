import { describe, expect, test } from "@jest/globals";
import { auditOf, type AuditGround } from "../../../src/core/audit/audit-of.ts";
import type { JudgedMerge } from "../../../src/core/audit/judged-merge.ts";
import { parseCapsule } from "../../../src/core/records/capsule.ts";
import type { Capsule, CapsuleEvent } from "../../../src/core/records/capsule-schema.ts";
import { replayCapsule } from "../../../src/core/records/replay-capsule.ts";
import type { AuditItem } from "../../../src/core/model/audit.ts";
import type { Decision } from "../../../src/core/model/decision.ts";
import type { Finding } from "../../../src/core/model/finding.ts";
import { catalogue } from "../../../src/generated/catalogue.ts";
import { BASE, HEAD } from "../../support/fake-change.ts";
import { ENGINE } from "../../support/fake-engine.ts";
import { fakeRecords } from "../../support/fake-records.ts";
import { recordFakeMerge } from "../../support/record-fake-merge.ts";

/** The record of a graduation that the panel approved. */
async function aCapsule(): Promise<Capsule> {
  const store = fakeRecords();
  await recordFakeMerge(7, [store]);
  const capsule = parseCapsule(store.texts().join(""), "record");
  if (capsule.state === "unavailable") throw new Error(capsule.reason);
  return capsule.value;
}

const CAPSULE = await aCapsule();
const GRADUATION = CAPSULE.events[0] as Extract<CapsuleEvent, { kind: "graduation" }>;

function recorded(capsule: Capsule): NonNullable<JudgedMerge["record"]> {
  return { name: "000001", digest: "sha256:1", capsule, replay: replayCapsule(capsule) };
}

function finding(rule: string, outcome: Finding["outcome"], more: Partial<Finding> = {}): Finding {
  return {
    rule,
    gate: "every",
    outcome,
    severity: "blocking",
    since: "new",
    reason: `${rule} is ${outcome}`,
    evidence: [],
    ...more,
  };
}

function decisionWith(findings: readonly Finding[]): Decision {
  const own = CAPSULE.decision as Decision;
  return {
    ...own,
    components: own.components.map((component) => ({ ...component, findings })),
  };
}

function aMerge(more: Partial<JudgedMerge> = {}): JudgedMerge {
  return {
    commit: HEAD,
    parent: BASE,
    date: "2026-06-01T12:00:00.000Z",
    subject: "Raise",
    author: "ml-engineer <ml-engineer@acme.example>",
    decision: decisionWith([finding("card-exists", "pass")]),
    events: [GRADUATION],
    altered: [],
    reviews: [],
    requests: [],
    record: recorded(CAPSULE),
    ...more,
  };
}

const GROUND: AuditGround = {
  branch: "main",
  tip: HEAD,
  now: "2026-12-01T00:00:00Z",
  records: { count: 1, problems: [] },
  keeping: { before: new Set(), onDefault: true, version: ENGINE.version },
  owed: [],
  ended: [],
  catalogue,
};

/** What is said of a merge, as `verdict: rule: message`. */
function said(merge: JudgedMerge, ground: Partial<AuditGround> = {}): string[] {
  return auditOf([merge], { ...GROUND, ...ground }).items.flatMap(
    ({ reasons }) =>
    reasons.map(({ verdict, rule, message }) => `${verdict}: ${rule === undefined ? "" : `${rule}: `}${message}`), // prettier-ignore
  );
}

function without(merge: JudgedMerge): JudgedMerge {
  const { record: _record, ...rest } = merge;
  return rest;
}

/** What is said of a merge with this record. */
function itemOf(capsule: Capsule): AuditItem | undefined {
  return auditOf([aMerge({ record: recorded(capsule) })], GROUND).items[0];
}

describe("a graduation", () => {
  test("that git and its record agree on holds, with who signed", () => {
    const report = auditOf([aMerge()], GROUND);
    expect(report.verdict).toBe("held");
    expect(report.items).toMatchObject([
      {
        kind: "graduation",
        about: "nodule-detector",
        verdict: "held",
        signatures: [{ login: "researcher", seat: "researcher", says: "approved" }],
        pullRequest: { number: 7, author: "ml-engineer", mergedBy: "platform-admin" },
      },
    ]);
  });

  test("tells as what people signed and what stood in for rules, where its record does", () => {
    const [signature] = CAPSULE.signatures;
    if (signature === undefined) throw new Error("nobody signed");
    const exception = { component: "nodule-detector", rule: "card-exists", type: "accepted" as const, approver: "quality", reason: "accepted by ann" }; // prettier-ignore
    const capsule: Capsule = {
      ...CAPSULE,
      signatures: [{ ...signature, as: ["researcher"] }],
      exceptions: [exception, { ...exception, component: "other" }],
    };
    expect(itemOf(capsule)).toMatchObject({
      signatures: [{ login: "researcher", as: ["researcher"] }],
      exceptions: [{ rule: "card-exists", reason: "accepted by ann" }],
    });
    // Records of before these were kept.
    const old = itemOf(CAPSULE);
    expect(old?.signatures[0]).not.toHaveProperty("as");
    expect(old).toMatchObject({ verdict: "held", exceptions: [] });
  });

  test.each<[string, Finding, string[]]>([
    ["a rule fails", finding("card-exists", "fail"), ["broken: card-exists: card-exists is fail"]],
    ["advice fails", finding("card-exists", "fail", { severity: "advisory" }), []],
    ["a rule cannot be shown", finding("card-exists", "unknown"), ["broken: card-exists: card-exists is unknown"]], // prettier-ignore
    ["a rule is waived", finding("card-exists", "waived"), []],
    ["only the record knows", finding("review-panel-satisfied", "pending"), []],
    ["the record says that it held", finding("review-panel-satisfied", "fail"), ["broken: review-panel-satisfied: review-panel-satisfied is fail; its record says that it held"]], // prettier-ignore
    ["the record alone can show it", finding("review-panel-satisfied", "unknown"), ["unknown: review-panel-satisfied: held by its record; here review-panel-satisfied is unknown"]], // prettier-ignore
  ])("where %s", (_, found, expected) => {
    expect(said(aMerge({ decision: decisionWith([found]) }))).toEqual(expected);
  });

  test("whose panel had not met when it was merged", () => {
    const decision = CAPSULE.decision as Decision;
    const open = {
      ...decision,
      components: decision.components.map((component) => ({
        ...component,
        findings: component.findings.map((each) =>
          each.rule === "review-panel-satisfied" ? finding(each.rule, "pending") : each,
        ),
      })),
    };
    const replay = { state: "known" as const, value: { recorded: open, again: open, differences: [], leftOut: [] } }; // prettier-ignore
    for (const here of ["pending", "pass"] as const) {
      const merge = aMerge({
        record: { ...recorded(CAPSULE), replay },
        decision: decisionWith([finding("review-panel-satisfied", here)]),
      });
      expect(said(merge)).toEqual([
        "broken: review-panel-satisfied: was pending when it was merged: review-panel-satisfied is pending",
      ]);
    }
  });

  test("without a record: who approved cannot be known, and that there is none is told once records were kept", () => {
    const merge = without(aMerge({ decision: decisionWith([finding("review-panel-satisfied", "pending")]) })); // prettier-ignore
    const unseen =
      "unknown: without a record nobody can tell what people and systems said: review-panel-satisfied";
    const before = { ...GROUND.keeping, before: new Set([HEAD]) };
    expect(said(merge, { keeping: before })).toEqual([unseen]);
    expect(said(merge)).toEqual([
      "broken: records were kept by then, and there is none of this merge",
      unseen,
    ]);
    expect(auditOf([merge], { ...GROUND, keeping: before }).verdict).toBe("unknown");
  });

  test("of which its record tells otherwise", () => {
    const pull = CAPSULE["pull-request"];
    const told = (capsule: Partial<Capsule>): string[] =>
      said(aMerge({ record: recorded({ ...CAPSULE, ...capsule }) }));
    expect(told({ events: [{ ...GRADUATION, to: 4 }] })).toEqual([
      "broken: its record does not tell of it",
    ]);
    expect(told({ events: [{ ...GRADUATION, content: `sha256:${"0".repeat(64)}` }] })).toEqual([
      expect.stringMatching(/^broken: its record speaks of the content sha256:0+, and the commit/),
    ]);
    expect(told({ "pull-request": { ...pull, "base-before": HEAD } })).toEqual([
      expect.stringContaining("its record says that it was merged onto 4ead"),
    ]);
    expect(told({ policy: { ...CAPSULE.policy, commit: HEAD } })).toEqual([
      expect.stringContaining("it was judged by the policy of 4ead"),
    ]);
    expect(told({ basis: { judged: 1 } })).toEqual([
      expect.stringMatching(/^unknown: what the capsule holds cannot be judged/),
    ]);
  });

  test("that this version judges otherwise", () => {
    const decision = CAPSULE.decision as Decision;
    const [component] = decision.components;
    if (component === undefined) throw new Error("there is no component");
    const edited = {
      ...decision,
      components: [{ ...component, findings: component.findings.slice(1) }],
    };
    const capsule = { ...CAPSULE, decision: edited };
    expect(said(aMerge({ record: recorded(capsule) }))).toEqual([
      expect.stringMatching(
        /^broken: what its record decided does not follow from the facts in it: /,
      ),
    ]);
    const keeping = { ...GROUND.keeping, version: "9.9.9" };
    expect(said(aMerge({ record: recorded(capsule) }), { keeping })).toEqual([
      expect.stringMatching(/^unknown: its record was decided by mltrl-gate \S+; 9\.9\.9 judges/),
    ]);
  });

  test("of which who holds a seat asked for the step elsewhere", () => {
    const step = { component: "nodule-detector", from: 2, to: 3 } as const;
    const asks = { ...step, by: "Researcher", path: ".mltrl/reviews/nodule-detector/x.yml" };
    const earlier = without(aMerge({ commit: BASE, events: [], requests: [asks] }));
    const last = auditOf([earlier, aMerge()], GROUND).items.at(-1);
    expect(last?.reasons).toEqual([
      {
        verdict: "broken",
        message:
          "researcher holds the seat of researcher and asked for this step in ba5e00000000 (.mltrl/reviews/nodule-detector/x.yml)",
      },
    ]);
    // What was asked before an earlier graduation of the same step is settled.
    const settled = aMerge({ commit: "b".repeat(40), parent: BASE });
    const items = auditOf([earlier, settled, aMerge()], GROUND).items;
    expect(items.at(-1)?.reasons).toEqual([]);
  });

  test("of which nobody is the whole panel but who asked", () => {
    const alone = {
      ...CAPSULE,
      signatures: [],
      events: [{ ...GRADUATION, seats: [{ role: "researcher", holder: "ml-engineer" }, { role: "lead" }] }], // prettier-ignore
    };
    const [item] = auditOf([aMerge({ record: recorded(alone) })], GROUND).items;
    expect(item?.signatures).toMatchObject([
      { login: "ml-engineer", seat: "researcher", says: "asked" },
    ]);
  });
});

test("records that were touched, merges that cannot be judged, and a chain with problems are told", () => {
  const merge = aMerge({
    events: [],
    altered: [{ path: ".mltrl/reviews/nn/a.yml", how: "removed" }],
    unjudged: "the tree is not here",
  });
  const report = auditOf([merge], GROUND);
  expect(report.items.map(({ kind, verdict }) => [kind, verdict])).toEqual([
    ["altered-record", "broken"],
    ["unjudged", "unknown"],
  ]);
  const clean = aMerge({ events: [] });
  const problems = [{ record: "000001", message: "is no capsule" }];
  expect(auditOf([clean], { ...GROUND, records: { count: 1, problems } }).verdict).toBe("broken");
  const unread = { count: 0, problems: [], unread: "there are none" };
  expect(auditOf([clean], { ...GROUND, records: unread }).verdict).toBe("unknown");
});

test("a hotfix owes its panel, and what was before the day is not shown", () => {
  const record = ".mltrl/hotfixes/nn/2026-06-01.yml";
  const hotfix: CapsuleEvent = {
    kind: "hotfix",
    component: "nodule-detector",
    conclusion: "success",
    record,
    incident: "INC-1",
    until: "2026-06-05",
  };
  const capsule = { ...CAPSULE, events: [hotfix] };
  const merge = aMerge({ events: [hotfix], record: recorded(capsule) });
  const owed = {
    component: "nodule-detector",
    incident: "INC-1",
    date: "2026-06-01",
    by: "bo",
    approvedBy: "cy",
    until: "2026-06-05",
    place: { path: record },
  };
  expect(said(merge, { owed: [owed] })).toEqual([
    "broken: it ran until 2026-06-05, and its panel has not met",
  ]);
  expect(auditOf([merge], { ...GROUND, since: "2026-07-01" }).items).toEqual([]);
});
