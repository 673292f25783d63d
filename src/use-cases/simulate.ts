import { compareDecisions } from "../core/compare-decisions.ts";
import { undecided } from "../core/decide.ts";
import type { Change } from "../core/model/change.ts";
import type { Decision } from "../core/model/decision.ts";
import { type Fact, known, mapFact } from "../core/model/fact.ts";
import type { OrganizationFile } from "../core/model/organization.ts";
import type { Problem } from "../core/model/problem.ts";
import type { Simulation } from "../core/model/simulation.ts";
import { CONFIG_PATH } from "../gather/policy.ts";
import type { Engine } from "./engine.ts";
import { judge, type JudgePorts } from "./judge.ts";
import { type SimulatedApproval, withApprovals } from "./simulated-approvals.ts";
import { overlaid } from "./simulated-change.ts";

/** What is assumed that is not so. */
export interface WhatIf {
  /** Another base than the one there is, whose change is then judged. */
  readonly base?: { readonly name: string; readonly ports: JudgePorts };
  /** Another policy in place of the repository's, on every branch. */
  readonly policy?: PolicyFile;
  /** An organisation's policy that applies. */
  readonly organization?: OrganizationFile;
  readonly approvals: readonly SimulatedApproval[];
  /** Every component is judged. Where something else is assumed as well, on both sides. */
  readonly wholeTree: boolean;
}

/** The text of a policy, and where it stands. */
export interface PolicyFile {
  readonly path: string;
  readonly text: string;
}

/**
 * What the verdict on a change would be, beside the one there is. Both come from the same judge, which
 * reads and never writes; what is assumed is put in front of what it reads. Unavailable where not even
 * today's verdict can be told, or where nothing of that sort could ever be.
 */
export async function simulate(
  ports: JudgePorts,
  whatIf: WhatIf,
  engine: Engine,
): Promise<Fact<Simulation>> {
  const assumed = assumptions(whatIf);
  const alone = whatIf.wholeTree && assumed.length === 0;
  const today = whatIf.wholeTree && !alone ? withWholeTree(ports) : ports;
  const other = await assumedPorts(whatIf.base?.ports ?? ports, whatIf, engine);
  if (other.state === "unavailable") return other;
  const [before, after] = await Promise.all([
    decisionOn(today, engine),
    decisionOn(other.value, engine),
  ]);
  if (before.state === "unavailable") return before;
  if (after.state === "unavailable") return after;
  const then = atItsPlace(after.value, whatIf.policy);
  return known({
    assumed: [...assumed, ...(whatIf.wholeTree ? ["every component was judged"] : [])],
    before: before.value,
    after: then,
    ...compareDecisions(before.value, then),
  });
}

/** Everything that is assumed but how much is judged, in words that go on after "if". */
function assumptions({ base, policy, organization, approvals }: WhatIf): string[] {
  return [
    ...(base === undefined ? [] : [`the base were ${base.name}`]),
    ...(policy === undefined ? [] : [`${policy.path} were the policy`]),
    ...(organization === undefined
      ? []
      : [`the organisation's policy ${organization.path} applied`]),
    ...approvals.map(
      ({ login, role }) => `${login} approved${role === undefined ? "" : ` as ${role}`}`,
    ),
  ];
}

async function assumedPorts(
  ports: JudgePorts,
  { policy, organization, approvals, wholeTree }: WhatIf,
  engine: Engine,
): Promise<Fact<JudgePorts>> {
  const governed = policy === undefined ? known(ports) : await withPolicy(ports, policy);
  if (governed.state === "unavailable") return governed;
  const bound =
    organization === undefined
      ? governed.value
      : changed(governed.value, (change) => ({ ...change, organization: known(organization) }));
  const wide = wholeTree ? withWholeTree(bound) : bound;
  return approvals.length === 0 ? known(wide) : withApprovals(wide, approvals, engine);
}

/** The same ports on a change that is about every component. */
function withWholeTree(ports: JudgePorts): JudgePorts {
  return changed(ports, (change) => ({ ...change, wholeTree: true }));
}

function changed(ports: JudgePorts, change: (was: Change) => Change): JudgePorts {
  return { ...ports, source: { read: async () => mapFact(await ports.source.read(), change) } };
}

/** The policy stands on all branches as if it always had: the change does not edit it. */
async function withPolicy(ports: JudgePorts, { text }: PolicyFile): Promise<Fact<JudgePorts>> {
  const read = await ports.source.read();
  if (read.state === "unavailable") return read;
  const { defaultTip, baseTip, head } = read.value;
  const files = [{ path: CONFIG_PATH, text }];
  const revisions = [...new Set([defaultTip, baseTip, head])];
  return known({
    ...changed(ports, (change) => ({
      ...change,
      changedFiles: mapFact(change.changedFiles, (paths) =>
        paths.filter(({ path }) => path !== CONFIG_PATH),
      ),
    })),
    repository: overlaid(
      ports.repository,
      revisions.map((revision) => ({ revision, onto: revision, files })),
    ),
  });
}

async function decisionOn(ports: JudgePorts, engine: Engine): Promise<Fact<Decision>> {
  const verdict = await judge(ports, engine);
  if (verdict.state === "unavailable") return verdict;
  const { decision, change } = verdict.value;
  if (decision !== undefined) return known(decision);
  const { defaultTip: policy, baseTip: base, head, baseRef } = change;
  return known(
    undecided([], { problems: [] }, [`no check guards ${baseRef}`], {
      policy,
      ladder: engine.catalogue.ladder,
      version: engine.version,
      base,
      head,
    }),
  );
}

/** Problems of a policy that was put in the place of another stand where it came from. */
function atItsPlace(decision: Decision, policy: PolicyFile | undefined): Decision {
  if (policy === undefined) return decision;
  const moved = ({ place, message }: Problem): Problem => ({
    place: place.path === CONFIG_PATH ? { ...place, path: policy.path } : place,
    message,
  });
  return { ...decision, problems: decision.problems.map(moved) };
}
