import { type Circumstances, decide, type Judged } from "./decide.ts";
import { evaluate } from "./evaluate.ts";
import { KINDS } from "./kinds/index.ts";
import type { Decision } from "./model/decision.ts";
import type { Facts } from "./model/facts.ts";
import type { Finding } from "./model/finding.ts";
import type { ComponentPlan } from "./model/obligation.ts";
import type { Policy } from "./model/policy.ts";

/** Everything that a decision was made of: values, and no place where more could be asked. */
export interface Basis {
  readonly policy: Policy;
  readonly judged: readonly Judged[];
  readonly circumstances: Circumstances;
}

/** What is known of a component, judged. */
export function judgedOn(
  plan: ComponentPlan,
  facts: Facts,
  baseFacts: Facts | undefined,
): Judged & { readonly facts: Facts } {
  const digest =
    facts.approvals.state === "known" ? facts.approvals.value.current.digest : undefined;
  return {
    plan,
    findings: evaluate(plan, KINDS, facts, baseFacts),
    ...(digest !== undefined && { digest }),
    ...(facts.requirements.state === "known" && { requirements: facts.requirements.value.items }),
    facts,
    baseFacts,
  };
}

/**
 * The decision that this engine makes of the same basis. A component whose facts were not kept stands as
 * it was judged. Grace comes from the past of the branch, of which a basis keeps only what came of it.
 */
export function replay({ judged, circumstances }: Basis): Decision {
  return decide(judged.map(judgedAgain), circumstances);
}

function judgedAgain(before: Judged): Judged {
  if (before.facts === undefined) return before;
  const again = judgedOn(before.plan, before.facts, before.baseFacts);
  const graces = new Map(before.findings.map((finding) => [finding.rule, finding]));
  return {
    ...again,
    findings: again.findings.map((finding) => withGraceOf(finding, graces.get(finding.rule))),
  };
}

function withGraceOf(finding: Finding, before: Finding | undefined): Finding {
  const open = finding.outcome === "fail" || finding.outcome === "unknown";
  if (before?.grace === undefined || finding.grace !== undefined || !open) return finding;
  const { grace, validUntil } = before;
  return { ...finding, grace, ...(validUntil !== undefined && { validUntil }) };
}
