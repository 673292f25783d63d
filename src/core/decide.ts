import type {
  CheckDecision,
  ComponentDecision,
  Conclusion,
  Decision,
  Provenance,
} from "./model/decision.ts";
import type { Finding } from "./model/finding.ts";
import type { ComponentPlan } from "./model/obligation.ts";
import type { CheckPolicy, Enforcement } from "./model/policy.ts";
import { levelOf } from "./model/step.ts";

/** A component that was planned and judged. */
export interface Judged {
  readonly plan: ComponentPlan;
  readonly findings: readonly Finding[];
  /** What a reviewer of the step signs. */
  readonly digest?: string;
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
      ...circumstances.checks.map(({ policy }) => policy.blockFrom),
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

function componentDecision({ plan: { id, step }, findings, digest }: Judged): ComponentDecision {
  const level = step.from ?? levelOf(step);
  return {
    id,
    movement: step.movement,
    level,
    ...(step.to !== undefined && step.to !== level && { target: step.to }),
    conclusion: conclusionOf(findings),
    findings,
    ...(digest !== undefined && { digest }),
  };
}

/**
 * What findings come to, strictest first: a fault or evidence that is not there, then waiting for CI,
 * then waiting for people.
 */
export function conclusionOf(findings: readonly Finding[]): Conclusion {
  const blocking = findings.filter(({ severity }) => severity === "blocking");
  if (blocking.some(({ outcome }) => outcome === "fail" || outcome === "unknown")) return "failure";
  const waiting = blocking.filter(({ outcome }) => outcome === "pending");
  if (waiting.some(({ turn }) => turn === "ci")) return "in_progress";
  return waiting.length > 0 ? "action_required" : "success";
}

function checkDecision(
  { policy, components: ids }: Circumstances["checks"][number],
  judged: readonly Judged[],
  components: readonly ComponentDecision[],
  { baseRef, now, uncovered }: Circumstances,
): CheckDecision {
  const about = uncovered.files.length === 0 ? ids : [...ids, NO_COMPONENT];
  const findings = judged
    .filter(({ plan }) => about.includes(plan.id))
    .flatMap(({ plan }) => belowMinimum(plan, policy));
  const worst = strictestConclusion([
    conclusionOf(findings),
    ...components.filter(({ id }) => about.includes(id)).map(({ conclusion }) => conclusion),
  ]);
  const enforcement = enforcementAt(policy, now);
  return {
    name: checkName(policy, baseRef),
    enforcement,
    conclusion: enforcement === "block" || worst === "success" ? worst : "neutral",
    components: about,
    findings,
  };
}

/** What GitHub shows a check as. */
export function checkName({ name, perBranch }: CheckPolicy, baseRef: string): string {
  return `mltrl/${name}${perBranch ? `/${baseRef}` : ""}`;
}

/** A check that announced a day to block from is strict from that day on. */
function enforcementAt({ enforcement, blockFrom }: CheckPolicy, now: string): Enforcement {
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
  { id, step }: ComponentPlan,
  { minimumLevel, name }: CheckPolicy,
): CheckDecision["findings"] {
  const level = levelOf(step);
  if (minimumLevel === undefined || step.movement === "remove" || level >= minimumLevel) return [];
  return [
    {
      component: id,
      rule: "minimum-level",
      gate: "every",
      outcome: "fail",
      severity: "blocking",
      since: "new",
      turn: "author",
      reason: `${id} is at level ${level}; the check ${name} asks for level ${minimumLevel} on this branch`,
      evidence: [{ path: `.mltrl/cards/${id}.md`, seen: `level ${level}` }],
    },
  ];
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
