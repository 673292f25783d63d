import { type Circumstances, decide, undecided, type WhyUndecided } from "../core/decide.ts";
import { KINDS } from "../core/kinds/index.ts";
import { ladderNotice } from "../core/ladder-notice.ts";
import type { Change } from "../core/model/change.ts";
import type { Decision, Provenance } from "../core/model/decision.ts";
import { type Fact, known } from "../core/model/fact.ts";
import type { Policy } from "../core/model/policy.ts";
import type { HotfixRecord } from "../core/model/records.ts";
import { waiverNotices } from "../core/waiver-notices.ts";
import type { Basis } from "../core/replay.ts";
import type { ChangeSource } from "../ports/change-source.ts";
import type { CiReports } from "../ports/ci-reports.ts";
import type { People } from "../ports/people.ts";
import type { Repository } from "../ports/repository.ts";
import { deployedInChange } from "./deployed-in-change.ts";
import { coveredBy } from "./covered-branches.ts";
import type { Engine } from "./engine.ts";
import { withGrace } from "./existing-grace.ts";
import type { MergedPolicy } from "./in-force.ts";
import { judgeByNewest } from "./judge-by-newest.ts";
import { judgeComponent } from "./judge-component.ts";
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
  readonly ci: CiReports;
  /** What people should know of the repository besides, such as what could not be written to it. */
  readonly remarks?: readonly string[];
  /** The newest ladder that they have been told of elsewhere: once is enough. */
  readonly toldLadder?: string;
}

/** A change with its verdict. Without a decision nobody asks for a gate here. */
export interface Verdict {
  readonly change: Change;
  readonly decision: Decision | undefined;
  /**
   * Names of other Apps' checks that a rule in play asks for, and paths of workflows that deliver reports;
   * undefined where no policy could be read that says so.
   */
  readonly watches: readonly string[] | undefined;
  /** The branches that checks of the policy cover, as globs. */
  readonly covered: readonly string[];
  /** What stands once the change is merged, where it edits the policy. */
  readonly merged?: MergedPolicy;
  /** What the decision was made of; undefined where nothing could be judged. */
  readonly basis?: Basis;
  /** A ladder that would change what is judged here, where the decision tells of it. */
  readonly newerLadder?: string;
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
  const covered = coveredBy(inForce.value, change.defaultBranch);
  if (checks.known.length + checks.undefined.length === 0) {
    return known({ change, decision: undefined, watches: undefined, covered, planned: [] });
  }
  const names = namesOf(checks, change.baseRef);
  const close = (why: WhyUndecided): Fact<Verdict> =>
    known({
      change,
      decision: undecided(names, why, checks.notices, unpinned),
      watches: undefined,
      covered,
      planned: [],
    });
  if (inForce.value.state !== "ready") {
    return close({ problems: inForce.value.state === "broken" ? inForce.value.problems : [] });
  }
  const planned = await planChange(inForce.value, checks.known, change, ports, engine);
  if (planned.state === "unavailable") return close({ unavailable: planned.reason });
  const { policy } = inForce.value;
  const provenance = { ...unpinned, ladder: policy.ladder };
  const newest = engine.catalogue.ladder;
  const [fresh, byNewest, deployed, ofPolicy] = await Promise.all([
    Promise.all(
      planned.value.components.map(async (component) => ({
        planned: component,
        judged: await judgeComponent(component, ports, engine),
      })),
    ),
    newest !== policy.ladder && newest !== ports.toldLadder
      ? judgeByNewest(planned.value.components, ports, engine)
      : undefined,
    deployedInChange(planned.value.components, policy, change, ports, engine),
    judgePolicy(inForce.value, change, ports, engine),
  ]);
  const judged = await withGrace(fresh, checks.known, policy, change, ports, engine);
  const ofNewest =
    byNewest &&
    ladderNotice(
      engine.catalogue,
      policy,
      fresh.map((each) => each.judged),
      byNewest,
    );
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
      ...(ofNewest === undefined ? [] : [ofNewest]),
      ...waiverNotices(policy, engine.catalogue, judged, change.now),
      ...(ports.remarks ?? []),
    ],
    provenance,
    now: change.now,
  };
  return known({
    change,
    decision: decide(judged, circumstances),
    watches: [...watchesOf(planned.value.components), ...deliveringIn(policy)],
    covered,
    basis: { policy, judged, circumstances },
    planned: planned.value.components,
    ...(ofNewest !== undefined && { newerLadder: newest }),
    ...(inForce.value.edit?.merged && { merged: inForce.value.edit.merged }),
  });
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

/** Whichever rules are in play here, another pull request may wait for them. */
function deliveringIn({ evidence }: Policy): string[] {
  return [...new Set(evidence.flatMap(({ workflow }) => workflow ?? []))];
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
