import { describe, expect, test } from "@jest/globals";
import { known, unavailable } from "../../src/core/model/fact.ts";
import type { Waiver } from "../../src/core/model/waiver.ts";
import { waiversGranted, waiversToGrant } from "../../src/core/waivers-granted.ts";
import {
  type ApprovalsDescription,
  someApprovals,
} from "../../src/evidence/described/approval-facts.ts";
import { aWaiver } from "../support/fake-waiver.ts";

describe("waivers that somebody has to grant", () => {
  test.each<[string, Partial<Waiver>, boolean]>([
    ["none that is there already", {}, false],
    ["none that ends sooner", { until: "2026-06-01" }, false],
    ["none that begins later", { granted: { date: "2026-05-10" } }, false],
    ["none of fewer components", { components: ["detector"] }, false],
    ["none that is told otherwise", { reason: "Another." }, false],
    ["one that lasts longer", { until: "2026-07-01" }, true],
    ["one that begins sooner", { granted: { date: "2026-04-10" } }, true],
    ["one of another component", { components: ["writer"] }, true],
    ["one of another rule", { rule: "other" }, true],
    ["one in somebody else's name", { granted: { date: "2026-05-01", by: "ann" } }, true],
  ])("%s", (_, changes, asked) => {
    const before = aWaiver({ components: ["detector", "reader"] });
    const after = { ...before, ...changes };
    expect(waiversToGrant([before], [after])).toEqual(asked ? [after] : []);
  });
});

describe("a waiver is granted", () => {
  const roles = ["policy-owners"];
  const owner = { login: "olga", roles };

  test.each<[string, readonly Partial<Waiver>[], ApprovalsDescription, string, string]>([
    [
      "by who holds its role",
      [{}],
      { given: [owner] },
      "pass",
      "olga (policy-owners) has approved that",
    ],
    [
      "by nobody else",
      [{}],
      { given: [{ login: "paul" }], members: { "policy-owners": ["olga"] } },
      "pending",
      "somebody with the role policy-owners has to approve that",
    ],
    [
      "not by who asked for it",
      [{}],
      { given: [owner], barred: { olga: "asked for it" } },
      "pending",
      "has to approve that",
    ],
    [
      "not for other waivers than those seen",
      [{}],
      { given: [{ ...owner, digest: "d0" }] },
      "pending",
      "has to approve that",
    ],
    [
      "not while its author is unknown",
      [{}],
      { given: [owner], unlinked: ["a@acme.example"] },
      "pending",
      "cannot be told",
    ],
    [
      "not against an objection",
      [{}],
      { given: [{ ...owner, state: "changes-requested" }] },
      "fail",
      "changes are requested by olga",
    ],
    [
      "by an admin where nobody has the role",
      [{}],
      { given: [{ login: "adam", admin: true }] },
      "pass",
      "adam (policy-owners)",
    ],
    [
      "by one person for each role",
      [{}, { approver: "lead" }],
      { given: [{ login: "olga", roles: ["lead", ...roles] }] },
      "pass",
      "olga (policy-owners) and olga (lead) have approved that",
    ],
    [
      "not before every role has",
      [{}, { approver: "lead" }],
      { given: [owner], members: { lead: ["lena"] } },
      "pending",
      "somebody with the role lead",
    ],
    [
      "by whom it names",
      [{ granted: { date: "2026-05-01", by: "Olga" } }],
      { given: [owner] },
      "pass",
      "olga",
    ],
    [
      "not by another than it names",
      [{ granted: { date: "2026-05-01", by: "omar" } }],
      { given: [owner], members: { "policy-owners": ["olga", "omar"] } },
      "pending",
      "names omar as who granted that, who has not approved it as policy-owners",
    ],
  ])("%s", (_, waivers, approvals, outcome, reason) => {
    const finding = waiversGranted(
      waivers.map(aWaiver),
      known(someApprovals({ level: 0, ...approvals })),
    );
    expect(finding).toMatchObject({ rule: "waivers-granted", severity: "blocking", outcome });
    expect(finding.reason).toContain(reason);
    expect(finding.evidence[0]).toMatchObject({
      path: ".mltrl/waivers.yml",
      line: 3,
      seen: "a-rule for detector until 2026-06-30",
    });
  });

  test.each([
    ["not-visible", "pending"],
    ["upstream", "unknown"],
  ] as const)("or it is not known: %s is %s", (cause, outcome) => {
    expect(waiversGranted([aWaiver()], unavailable(cause, "hidden"))).toMatchObject({ outcome });
  });
});
