import {
  type Circumstances,
  decide,
  type Judged,
  undecided,
  type WhyUndecided,
} from "../core/decide.ts";
import { KINDS } from "../core/kinds/index.ts";
import { ladderNotices } from "../core/ladder-notices.ts";
import type { Change } from "../core/model/change.ts";
import type { Decision, Provenance } from "../core/model/decision.ts";
import { type Fact, known } from "../core/model/fact.ts";
import type { HotfixRecord } from "../core/model/records.ts";
import type { FactName } from "../core/model/facts.ts";
import { waiverNotices } from "../core/waiver-notices.ts";
import { type Basis, judgedOn } from "../core/replay.ts";
import { gatherFacts } from "../gather/index.ts";
import type { ChangeSource } from "../ports/change-source.ts";
import type { People } from "../ports/people.ts";
import type { Repository } from "../ports/repository.ts";
import { deployedInChange } from "./deployed-in-change.ts";
import { withAcceptances } from "./acceptances.ts";
import type { Engine } from "./engine.ts";
import { withGrace } from "./existing-grace.ts";
import type { MergedPolicy } from "./in-force.ts";
import { judgePolicy } from "./judge-policy.ts";
import { planChange } from "./plan-change.ts";
import type { PlannedComponent } from "./plan-component.ts";
import { policyInForce } from "./policy-in-force.ts";
import { checksOf, namesOf } from "./required-checks.ts";

/** What judging asks of the outside. */
export interface JudgePorts {
  readonly source: ChangeSource;
  readonly repository: Repository;
  readonly people: People;
  /** What people should know of the repository besides, such as what could not be written to it. */
  readonly remarks?: readonly string[];
}

/** A change with its verdict. Without a decision nobody asks for a gate here. */
export interface Verdict {
  readonly change: Change;
  readonly decision: Decision | undefined;
  /** Names of other Apps' checks that a rule in play asks for. */
  readonly watches: readonly string[];
  /** What stands once the change is merged, where it edits the policy. */
  readonly merged?: MergedPolicy;
  /** What the decision was made of; undefined where nothing could be judged. */
  readonly basis?: Basis;
  /** What was judged, with where its facts are gathered. */
  readonly planned: readonly PlannedComponent[];
}

/**
 * Judges a change: policy, plan, facts, evaluation, decision. Changes nothing anywhere. Unavailable
 * where not even the change or the policy could be read.
 *
 * @param merged what is to be taken for the policy of a branch: that of a pull request which edits it
 */
export async function judge(
  ports: JudgePorts,
  engine: Engine,
  merged?: MergedPolicy,
): Promise<Fact<Verdict>> {
  const read = await ports.source.read();
  if (read.state === "unavailable") return read;
  const change = read.value;
  const unpinned = provenanceOf(change, engine);
  const inForce = await policyInForce(ports.repository, change, engine.catalogue, merged);
  if (inForce.state === "unavailable") return inForce;
  const checks = checksOf(inForce.value, change);
  if (checks.known.length + checks.undefined.length === 0) {
    return known({ change, decision: undefined, watches: [], planned: [] });
  }
  const names = namesOf(checks, change.baseRef);
  const close = (why: WhyUndecided): Fact<Verdict> =>
    known({
      change,
      decision: undecided(names, why, checks.notices, unpinned),
      watches: [],
      planned: [],
    });
  if (inForce.value.state !== "ready") {
    return close({ problems: inForce.value.state === "broken" ? inForce.value.problems : [] });
  }
  const planned = await planChange(inForce.value, checks.known, change, ports, engine);
  if (planned.state === "unavailable") return close({ unavailable: planned.reason });
  const { policy } = inForce.value;
  const provenance = { ...unpinned, ladder: policy.ladder };
  const [fresh, deployed, ofPolicy] = await Promise.all([
    Promise.all(
      planned.value.components.map(async (component) => ({
        planned: component,
        judged: await judgeComponent(component, ports.people, engine),
      })),
    ),
    deployedInChange(planned.value.components, policy, change, ports, engine),
    judgePolicy(inForce.value, change, ports, engine),
  ]);
  const judged = await withGrace(fresh, checks.known, policy, change, ports, engine);
  const circumstances: Circumstances = {
    checks: planned.value.checks,
    baseRef: change.baseRef,
    unaffected: planned.value.unaffected,
    uncovered: {
      files: planned.value.uncovered,
      closes: inForce.value.policy.uncovered === "block",
    },
    policyFindings: ofPolicy.findings,
    ...(ofPolicy.edit && { policyEdit: ofPolicy.edit }),
    ...(inForce.value.validUntil !== undefined && { policyUntil: inForce.value.validUntil }),
    hotfixes: planned.value.hotfixes,
    deployed,
    toDefault: change.baseRef === change.defaultBranch,
    undefinedChecks: checks.undefined,
    notices: [
      ...inForce.value.notices,
      ...checks.notices,
      ...planned.value.hotfixes.map(hotfixNotice),
      ...ladderNotices(
        { pinned: policy.ladder, newest: engine.catalogue.ladder },
        fresh.map(({ planned: { newer }, judged: now }) => ({ newer, judged: now })),
      ),
      ...waiverNotices(policy, engine.catalogue, judged, change.now),
      ...(ports.remarks ?? []),
    ],
    provenance,
    now: change.now,
  };
  return known({
    change,
    decision: decide(judged, circumstances),
    watches: watchesOf(planned.value.components),
    basis: { policy, judged, circumstances },
    planned: planned.value.components,
    ...(inForce.value.edit?.merged && { merged: inForce.value.edit.merged }),
  });
}

/** Gathers what the rules of a component ask for, on both sides, and judges it. */
export async function judgeComponent(
  { plan, context, baseContext }: PlannedComponent,
  people: People,
  { catalogue }: Engine,
): Promise<Judged> {
  const needs = new Set<FactName>([
    "card",
    "now",
    "ciDeadline",
    ...plan.obligations.flatMap(({ rule }) => KINDS.get(rule.kind)?.needs ?? []),
  ]);
  const shared = { people, referenceChecklists: catalogue.checklists };
  const [accepted, facts, baseFacts] = await Promise.all([
    withAcceptances(plan, { ...context, ...shared }, catalogue),
    gatherFacts(needs, { ...context, ...shared }),
    baseContext && gatherFacts(baseNeeds(needs), { ...baseContext, ...shared }),
  ]);
  return judgedOn(accepted, facts, baseFacts);
}

function hotfixNotice({ component, date, until }: HotfixRecord): string {
  return `The hotfix of ${date} on ${component} runs until ${until}. After that, checks of release branches stay red until its panel has met.`;
}

/** The checks that rules about check runs name in their parameters. */
function watchesOf(components: readonly PlannedComponent[]): string[] {
  const names = components
    .flatMap(({ plan }) => plan.obligations)
    .filter(({ rule }) => KINDS.get(rule.kind)?.needs.includes("checkRuns"))
    .map(({ params }) => params["check"])
    .filter((name) => typeof name === "string");
  return [...new Set(names)];
}

/** Of base only its content is asked: it has no reviews and no runs of its own. */
function baseNeeds(needs: ReadonlySet<FactName>): ReadonlySet<FactName> {
  return needs.difference(
    new Set<FactName>(["approvals", "checkRuns", "coverage", "baseCoverage", "tests"]),
  );
}

function provenanceOf(change: Change, { catalogue, version }: Engine): Provenance {
  return {
    policy: change.defaultTip,
    ladder: catalogue.ladder,
    version,
    base: change.baseTip,
    head: change.head,
  };
}
