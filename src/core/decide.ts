import { deployedFindings } from "./deployed-findings.ts";
import type {
  CheckDecision,
  ComponentDecision,
  Conclusion,
  Decision,
  Provenance,
} from "./model/decision.ts";
import { type Finding, withoutGrace } from "./model/finding.ts";
import type { ComponentPlan } from "./model/obligation.ts";
import type { CheckPolicy, Enforcement } from "./model/policy.ts";
import { nextMidnight } from "./model/grace.ts";
import type { HotfixRecord } from "./model/records.ts";
import type { Requirement } from "./model/requirements.ts";
import { levelOf } from "./model/step.ts";

/** A component that was planned and judged. */
export interface Judged {
  readonly plan: ComponentPlan;
  readonly findings: readonly Finding[];
  /** What a reviewer of the step signs. */
  readonly digest?: string;
  /** The requirements, as far as they can be read. */
  readonly requirements?: readonly Requirement[];
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
  /** Changed model files without a component, and whether they close the gate. */
  readonly uncovered: { readonly files: readonly string[]; readonly closes: boolean };
  /** Merged hotfixes whose panel has not met yet. */
  readonly hotfixes: readonly HotfixRecord[];
  /** On versions of the components that run, whatever the branch is at; none where nothing runs. */
  readonly deployed?: CheckDecision["findings"];
  /** Whether the base branch is the default branch. */
  readonly toDefault?: boolean;
  readonly notices: readonly string[];
  readonly provenance: Provenance;
  /** Server time, ISO 8601. */
  readonly now: string;
}

/** Turns findings into one verdict for each check. */
export function decide(judged: readonly Judged[], circumstances: Circumstances): Decision {
  const components = [...judged.map(componentDecision), ...withoutComponent(circumstances)];
  const checks = circumstances.checks.map((check) =>
    checkDecision(check, judged, components, circumstances),
  );
  const validUntil = earliest(
    [
      ...judged.flatMap(({ findings }) => findings.map((finding) => finding.validUntil)),
      ...checks.flatMap(({ findings }) => findings.map((finding) => finding.validUntil)),
      ...circumstances.checks.map(({ policy }) => policy.blockFrom),
      ...circumstances.hotfixes.map(({ until }) => nextMidnight(until)),
    ],
    circumstances.now,
  );
  return {
    checks,
    components,
    unaffected: circumstances.unaffected,
    problems: [],
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

/**
 * What findings come to, strictest first: a fault or evidence that is not there, then waiting for CI,
 * then waiting for people.
 */
export function conclusionOf(findings: readonly Finding[]): Conclusion {
  const blocking = findings.filter(
    ({ severity, grace }) => severity === "blocking" && grace === undefined,
  );
  if (blocking.some(({ outcome }) => outcome === "fail" || outcome === "unknown")) return "failure";
  const waiting = blocking.filter(({ outcome }) => outcome === "pending");
  if (waiting.some(({ turn }) => turn === "ci")) return "in_progress";
  return waiting.length > 0 ? "action_required" : "success";
}

function checkDecision(
  { policy, components: ids }: Circumstances["checks"][number],
  judged: readonly Judged[],
  components: readonly ComponentDecision[],
  { baseRef, now, uncovered, hotfixes, deployed = [], toDefault = false }: Circumstances,
): CheckDecision {
  const about = uncovered.files.length === 0 ? ids : [...ids, NO_COMPONENT];
  const aboutIds = new Set(about);
  const strict = isForReleases(policy);
  const findings = [
    ...judged
      .filter(({ plan }) => aboutIds.has(plan.id))
      .flatMap(({ plan }) => [
        ...belowMinimum(plan, policy),
        ...deployedFindings(plan, deployed, { forReleases: strict, toDefault }),
      ]),
    ...(strict
      ? hotfixes.filter(({ until }) => nextMidnight(until) <= now).map((each) => owedReview(each))
      : []),
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
  };
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

const BY_STRICTNESS = ["success", "neutral", "action_required", "in_progress", "failure"] as const;

/** The conclusion that keeps a branch closed the longest. */
export function strictestConclusion(conclusions: readonly Conclusion[]): Conclusion {
  return conclusions.reduce<Conclusion>(
    (one, other) => (BY_STRICTNESS.indexOf(other) > BY_STRICTNESS.indexOf(one) ? other : one),
    "success",
  );
}

function belowMinimum(
  { id, step, hotfix, gone }: ComponentPlan,
  { minimumLevel, name }: CheckPolicy,
): CheckDecision["findings"] {
  const level = levelOf(step);
  if (minimumLevel === undefined || step.movement === "remove" || level >= minimumLevel) return [];
  if (gone) return [];
  const reason = `${id} is at level ${level}; the check ${name} asks for level ${minimumLevel} on this branch`;
  return [
    {
      component: id,
      rule: "minimum-level",
      gate: "every",
      severity: "blocking",
      since: "new",
      evidence: [{ path: `.mltrl/cards/${id}.md`, seen: `level ${level}` }],
      ...(hotfix === undefined
        ? { outcome: "fail", turn: "author", reason }
        : {
            outcome: "waived",
            reason: `a hotfix is in force: ${hotfix.incident}; without it: ${reason}`,
            validUntil: hotfix.endsAt,
          }),
    },
  ];
}

/** Once its time is over, a hotfix keeps release branches closed until its panel has met. */
function owedReview(hotfix: HotfixRecord): CheckDecision["findings"][number] {
  const { component, date, until, incident, place } = hotfix;
  return {
    component,
    rule: "hotfix-review",
    gate: "every",
    outcome: "fail",
    severity: "blocking",
    since: "new",
    turn: "author",
    reason: `the hotfix of ${date} ran until ${until} and its panel has not met: ${incident}`,
    evidence: [{ ...place, seen: `until: ${until}` }],
  };
}

/** Stands in a verdict for changed model files that belong to no component. */
const NO_COMPONENT = "no-component";

function withoutComponent({ uncovered: { files, closes } }: Circumstances): ComponentDecision[] {
  if (files.length === 0) return [];
  const findings = files.map((path): Finding => ({
    rule: "uncovered-model",
    gate: "every",
    outcome: "fail",
    severity: closes ? "blocking" : "advisory",
    since: "new",
    turn: "author",
    reason: `${path} looks like a model and belongs to no component; add it to the paths of one in .mltrl/config.yml`,
    evidence: [{ path, seen: "no component" }],
  }));
  return [
    {
      id: NO_COMPONENT,
      movement: "content",
      level: 0,
      conclusion: conclusionOf(findings),
      findings,
    },
  ];
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
    checks: names.map((name) => ({
      name,
      enforcement: "block",
      conclusion: "failure",
      components: [],
      findings: [],
    })),
    components: [],
    unaffected: [],
    problems: [],
    ...why,
    notices,
    provenance,
  };
}
