import type { AuditReason } from "../model/audit.ts";
import type { Policy } from "../model/policy.ts";
import { POLICY_OWNERS } from "../model/policy-edit.ts";
import type { Catalogue } from "../model/rule.ts";
import { comparePolicies } from "../policy/compare-policies.ts";
import { canonicalJson } from "../source/canonical-json.ts";
import { approvedBy, writersOf } from "./approval-by.ts";
import { type JudgedMerge, mergeName } from "./judged-merge.ts";
/**
 * Why a change of the policy did not hold: it asks for less, or changes who may say yes, and nobody who
 * answers for the policy approved it but those who wrote it.
 */
export function policyReasons(
  merge: JudgedMerge,
  later: readonly JudgedMerge[],
  catalogue: Catalogue,
): AuditReason[] {
  const { before, after } = merge.policies ?? {};
  // The first policy changes nobody's; one that cannot be read closes every check.
  if (before === undefined) return [];
  const less =
    after === undefined ? ["there is no policy any more"] : asksLess(before, after, catalogue);
  if (less.length === 0) return [];
  const what = less.join("; ");
  if (merge.record === undefined) {
    return [{ verdict: "unknown", message: `${what}; who approved it cannot be known` }];
  }
  const { capsule } = merge.record;
  if (approvedBy(POLICY_OWNERS, capsule, before) !== undefined) return [];
  const nobody = before.roles.has(POLICY_OWNERS)
    ? `nobody of ${POLICY_OWNERS}`
    : "no administrator";
  return [
    {
      verdict: "broken",
      message: `${what}; ${nobody} approved it besides who wrote it${benefit(merge, later)}`,
    },
  ];
}

/** Values that ask for less, or of which nobody can tell, such as another list of people. */
function asksLess(before: Policy, after: Policy, catalogue: Catalogue): string[] {
  return comparePolicies(before, after, catalogue)
    .filter(({ effect }) => effect !== "stricter")
    .map((each) => `${each.name}: ${each.before ?? "not set"} became ${each.after ?? "not set"}`);
}

/** Who wrote the change and then took part in a step that was judged by it. */
function benefit(merge: JudgedMerge, later: readonly JudgedMerge[]): string {
  const writers = merge.record ? writersOf(merge.record.capsule) : new Set<string>();
  for (const each of [merge, ...later]) {
    const capsule = each.record?.capsule;
    const step = capsule?.events.find((event) => event.kind === "graduation");
    if (capsule === undefined || step === undefined) continue;
    const holders = step.seats.flatMap(({ holder }) => holder?.toLowerCase() ?? []);
    const [who] = writers.intersection(writersOf(capsule).union(new Set(holders)));
    if (who !== undefined) {
      return `; ${who}, who wrote it, takes part in ${step.component} ${step.from} → ${step.to} (${mergeName(each)})`;
    }
  }
  return "";
}

/** Why new waivers did not hold: nobody with the role that grants them approved, but who asked for them. */
export function waiverReasons({ policies, record }: JudgedMerge): AuditReason[] {
  const { before, after } = policies ?? {};
  if (after === undefined) return [];
  const old = new Set((before?.waivers ?? []).map(keyOf));
  return after.waivers
    .filter((waiver) => !old.has(keyOf(waiver)))
    .flatMap((waiver): AuditReason[] => {
      const { rule, components, approver, requestedBy, until } = waiver;
      const what = `${rule} is waived for ${components.join(", ")} until ${until}`;
      if (record === undefined) {
        return [{ verdict: "unknown", message: `${what}; who granted it cannot be known`, rule }];
      }
      const besides = requestedBy === undefined ? [] : [requestedBy];
      const granted = approvedBy(approver, record.capsule, before ?? after, besides);
      return granted === undefined
        ? [{ verdict: "broken", rule, message: `${what}, and nobody who is ${approver} approved it besides who asked` }] // prettier-ignore
        : [];
    });
}

function keyOf({ place: _place, ...waiver }: Policy["waivers"][number]): string {
  return canonicalJson(waiver);
}
