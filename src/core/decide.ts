import { belowMinimum, owedReview } from "./check-findings.ts";
import { conclusionOf, strictestConclusion } from "./conclusion.ts";
import { deployedFindings } from "./deployed-findings.ts";
import type { CheckDecision, ComponentDecision, Decision, Provenance } from "./model/decision.ts";
import type { Facts } from "./model/facts.ts";
import { type Finding, withoutGrace } from "./model/finding.ts";
import type { ComponentPlan } from "./model/obligation.ts";
import type { CheckPolicy, Enforcement } from "./model/policy.ts";
import type { PolicyEditDecision } from "./model/policy-edit.ts";
import { nextMidnight } from "./model/grace.ts";
import type { HotfixRecord } from "./model/records.ts";
import type { Requirement } from "./model/requirements.ts";
import { levelOf } from "./model/step.ts";
import { policyDecision } from "./policy-decision.ts";
import { type UncoveredModels, withoutComponent } from "./uncovered-decision.ts";

/** A component that was planned and judged. */
export interface Judged {
  readonly plan: ComponentPlan;
  readonly findings: readonly Finding[];
  /** What a reviewer of the step signs. */
  readonly digest?: string;
  /** The requirements, as far as they can be read. */
  readonly requirements?: readonly Requirement[];
  /** What the findings were made of, kept for those who judge again. */
  readonly facts?: Facts;
  readonly baseFacts?: Facts | undefined;
}

/** What remains to be known once every component is judged. */
export interface Circumstances {
  /** The checks that the base branch has, each with the components it is about. */
  readonly checks: readonly {
    readonly policy: CheckPolicy;
    readonly components: readonly string[];
  }[];
  readonly baseRef: string;
  readonly unaffected: readonly string[];
  readonly uncovered: UncoveredModels;
  /** What is found of the policy itself; every check is about it. */
  readonly policyFindings?: readonly Finding[];
  readonly policyEdit?: PolicyEditDecision;
  /** When another policy comes into force by itself (ISO 8601). */
  readonly policyUntil?: string;
  /** Merged hotfixes whose panel has not met yet. */
  readonly hotfixes: readonly HotfixRecord[];
  /** On versions of the components that run, whatever the branch is at; none where nothing runs. */
  readonly deployed?: CheckDecision["findings"];
  /** Whether the base branch is the default branch. */
  readonly toDefault?: boolean;
  /** Checks that the branch requires of us and that no policy defines. */
  readonly undefinedChecks?: readonly string[];
  readonly notices: readonly string[];
  readonly provenance: Provenance;
  /** Server time, ISO 8601. */
  readonly now: string;
}

/** Turns findings into one verdict for each check. */
export function decide(judged: readonly Judged[], circumstances: Circumstances): Decision {
  const components = [
    ...judged.map(componentDecision),
    ...withoutComponent(circumstances.uncovered),
    ...policyDecision(circumstances.policyFindings ?? []),
  ];
  const defined = circumstances.checks.map((check) =>
    checkDecision(check, judged, components, circumstances),
  );
  const checks = [...defined, ...(circumstances.undefinedChecks ?? []).map(closedCheck)];
  const validUntil = earliest(
    [
      ...judged.flatMap(({ findings }) => findings.map((finding) => finding.validUntil)),
      ...checks.flatMap(({ findings }) => findings.map((finding) => finding.validUntil)),
      ...circumstances.checks.map(({ policy }) => policy.blockFrom),
      ...circumstances.hotfixes.map(({ until }) => nextMidnight(until)),
      circumstances.policyUntil,
    ],
    circumstances.now,
  );
  return {
    checks,
    components,
    unaffected: circumstances.unaffected,
    problems: [],
    ...(circumstances.policyEdit && { policyEdit: circumstances.policyEdit }),
    notices: circumstances.notices,
    ...(validUntil !== undefined && { validUntil }),
    provenance: circumstances.provenance,
  };
}

function componentDecision({ plan, findings, digest, requirements }: Judged): ComponentDecision {
  const { id, step, hotfix, coupled = [], heirs = [] } = plan;
  const level = step.from ?? levelOf(step);
  return {
    id,
    movement: step.movement,
    level,
    ...(step.to !== undefined &&
      (step.to !== level || step.movement === "renew") && { target: step.to }),
    conclusion: conclusionOf(findings),
    findings,
    ...(digest !== undefined && { digest }),
    ...(requirements !== undefined && step.movement === "raise" && { requirements }),
    ...(hotfix !== undefined && { hotfix }),
    ...(coupled.length > 0 && { coupled }),
    ...(heirs.length > 0 && { heirs }),
  };
}

function checkDecision(
  { policy, components: ids }: Circumstances["checks"][number],
  judged: readonly Judged[],
  components: readonly ComponentDecision[],
  { baseRef, now, hotfixes, deployed = [], toDefault = false }: Circumstances,
): CheckDecision {
  const about = [...ids, ...components.filter(({ aside }) => aside).map(({ id }) => id)];
  const aboutIds = new Set(about);
  const strict = isForReleases(policy);
  const owing = strict ? hotfixes : [];
  const overdue = owing.filter(({ until }) => nextMidnight(until) <= now);
  const owed = owing.filter((each) => !overdue.includes(each));
  const findings = [
    ...judged
      .filter(({ plan }) => aboutIds.has(plan.id))
      .flatMap(({ plan }) => [
        ...belowMinimum(plan, policy),
        ...deployedFindings(plan, deployed, { forReleases: strict, toDefault }),
      ]),
    ...overdue.map((each) => owedReview(each)),
  ];
  const worst = strictestConclusion([
    conclusionOf(findings),
    ...components
      .filter(({ id }) => aboutIds.has(id))
      .map(({ conclusion, findings: own }) =>
        strict ? conclusionOf(own.map(withoutGrace)) : conclusion,
      ),
  ]);
  const enforcement = enforcementAt(policy, now);
  return {
    name: checkName(policy, baseRef),
    enforcement,
    conclusion: enforcement === "block" || worst === "success" ? worst : "neutral",
    components: about,
    findings,
    ...(strict && { strict }),
    ...(owed.length > 0 && { owed: owed.map(({ component, until }) => ({ component, until })) }),
  };
}

/** One that nothing was judged for: it can never be reported as passed. */
function closedCheck(name: string): CheckDecision {
  return { name, enforcement: "block", conclusion: "failure", components: [], findings: [] };
}

/** A check that asks for a level, or judges all there is, guards what is released: nothing has grace there. */
export function isForReleases({ minimumLevel, scope }: CheckPolicy): boolean {
  return minimumLevel !== undefined || scope === "all";
}

/** What GitHub shows a check as. */
export function checkName({ name, perBranch }: CheckPolicy, baseRef: string): string {
  return `mltrl/${name}${perBranch ? `/${baseRef}` : ""}`;
}

/** A check that announced a day to block from is strict from that day on. */
export function enforcementAt({ enforcement, blockFrom }: CheckPolicy, now: string): Enforcement {
  return blockFrom !== undefined && blockFrom <= now ? "block" : enforcement;
}

function earliest(instants: readonly (string | undefined)[], now: string): string | undefined {
  const known = instants.filter((each) => each !== undefined);
  return known.filter((each) => each > now).toSorted()[0];
}

/** Why there is no verdict: problems of the policy, or a fact that nothing can be judged without. */
export type WhyUndecided =
  | { readonly problems: Decision["problems"] }
  | { readonly unavailable: string };

/** Closes every check that a change has, and says why. */
export function undecided(
  names: readonly string[],
  why: WhyUndecided,
  notices: readonly string[],
  provenance: Provenance,
): Decision {
  return {
    checks: names.map(closedCheck),
    components: [],
    unaffected: [],
    problems: [],
    ...why,
    notices,
    provenance,
  };
}
