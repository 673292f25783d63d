import { factsNeeded } from "../core/facts-needed.ts";
import { isForReleases, type Judged } from "../core/decide.ts";
import { evaluate } from "../core/evaluate.ts";
import { KINDS } from "../core/kinds/index.ts";
import type { Change } from "../core/model/change.ts";
import type { Finding } from "../core/model/finding.ts";
import { graceStart, nextMidnight } from "../core/model/grace.ts";
import type { CheckPolicy, Policy } from "../core/model/policy.ts";
import { graduationOf } from "../core/model/step.ts";
import { gatherFacts } from "../gather/index.ts";
import { type View, viewAt } from "../gather/view.ts";
import type { CiReports } from "../ports/ci-reports.ts";
import type { People } from "../ports/people.ts";
import type { Repository } from "../ports/repository.ts";
import type { Engine } from "./engine.ts";
import { type PlannedComponent, planComponent } from "./plan-component.ts";
import { policyLayerOf } from "./policy-layer.ts";

/** What is asked of the past. */
interface PastPorts {
  readonly repository: Repository;
  readonly people: People;
  readonly ci: CiReports;
}

/** A component that is judged, with how it was planned. */
export interface JudgedComponent {
  readonly planned: PlannedComponent;
  readonly judged: Judged;
}

/**
 * Gives grace to blocking findings that stood on the base branch before the pull request: they warn for
 * some days and then block. Nothing is remembered: a finding has had its days if the base branch failed
 * the same rule, by the policy it had, when they began. Graduations and release branches have no grace.
 */
export async function withGrace(
  components: readonly JudgedComponent[],
  checks: readonly CheckPolicy[],
  policy: Policy,
  change: Change,
  ports: PastPorts,
  engine: Engine,
): Promise<readonly Judged[]> {
  const all = components.map(({ judged }) => judged);
  const days = policy.existingGrace;
  const stood = components.filter(({ judged }) => standing(judged).length > 0);
  if (stood.length === 0 || days === 0 || checks.every(isForReleases)) return all;
  const instant = graceStart(change.now, days);
  const commit = await ports.repository.commitBefore(change.baseTip, instant);
  if (commit.state === "unavailable") return all;
  const view =
    commit.value === undefined ? undefined : await viewAt(ports.repository, commit.value);
  if (view?.state === "unavailable") return all;
  const past =
    view && (await pastOf(view.value, { ...change, now: instant }, ports.repository, engine));
  return Promise.all(
    components.map(async ({ planned, judged }) => {
      const open = new Set(standing(judged).map(({ rule }) => rule));
      if (open.size === 0) return judged;
      const old = past && (await failingThen(planned, open, past, ports, engine));
      return {
        ...judged,
        findings: judged.findings.map((finding) =>
          open.has(finding.rule) && !old?.has(finding.rule)
            ? inGrace(finding, days, change.now)
            : finding,
        ),
      };
    }),
  );
}

/**
 * Blocking findings that are not the pull request's doing, and that nothing else softens. What could not be looked
 * at just now is none: that it could not be on base either says nothing of how it stands.
 */
function standing({ plan, findings }: Judged): readonly Finding[] {
  if (graduationOf(plan.step) !== undefined) return [];
  return findings.filter(
    ({ since, severity, outcome, grace, ended, unseen }) =>
      ended !== true &&
      unseen !== true &&
      since === "existing" &&
      severity === "blocking" &&
      (outcome === "fail" || outcome === "unknown") &&
      grace === undefined,
  );
}

function inGrace(finding: Finding, days: number, now: string): Finding {
  const midnight = nextMidnight(now);
  const { validUntil = midnight } = finding;
  return {
    ...finding,
    grace: `Stood before this pull request: blocks once it has stood for ${days} days.`,
    validUntil: validUntil < midnight ? validUntil : midnight,
  };
}

/** The base branch as it was, the policy it had, and the change as if it had been made then. */
interface Past {
  readonly view: View;
  readonly policy: Policy;
  readonly change: Change;
}

/** Undefined where nothing was asked then. */
async function pastOf(
  view: View,
  change: Change,
  repository: Repository,
  { catalogue }: Engine,
): Promise<Past | undefined> {
  const read = await policyLayerOf(view, change, repository, catalogue);
  // What was waived then stood all the same.
  return read.state === "known" && read.value.state === "read"
    ? { view, policy: { ...read.value.policy, waivers: [] }, change }
    : undefined;
}

/** Which of these rules the base branch was asked then, and failed. */
async function failingThen(
  { context, baseContext }: PlannedComponent,
  rules: ReadonlySet<string>,
  { view, policy, change }: Past,
  { repository, people, ci }: PastPorts,
  engine: Engine,
): Promise<ReadonlySet<string>> {
  const id = (baseContext ?? context).component.id;
  const component = policy.components.find((each) => each.id === id);
  if (component === undefined) return new Set();
  const { components } = policy;
  const { plan, context: then } = await planComponent(component, undefined, {
    inForce: {
      state: "ready",
      policy,
      baseComponents: components,
      headComponents: components,
      notices: [],
    },
    components,
    lineages: new Map(),
    change,
    repository,
    people,
    engine,
    base: view,
    merged: view,
    proving: [],
    toRelease: false,
  });
  const asked = plan.obligations.filter(({ rule }) => rules.has(rule.id));
  const needs = factsNeeded(asked);
  const facts = await gatherFacts(needs, {
    ...then,
    people,
    ci,
    referenceChecklists: engine.catalogue.checklists,
  });
  return new Set(
    evaluate({ id: plan.id, step: plan.step, obligations: asked }, KINDS, facts, undefined)
      .filter(
        ({ severity, outcome }) =>
          severity === "blocking" && (outcome === "fail" || outcome === "unknown"),
      )
      .map(({ rule }) => rule),
  );
}
