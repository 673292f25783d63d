import { compareDecisions } from "../core/compare-decisions.ts";
import { undecided } from "../core/decide.ts";
import type { Change } from "../core/model/change.ts";
import type { Decision } from "../core/model/decision.ts";
import { type Fact, known, mapFact } from "../core/model/fact.ts";
import type { OrganizationFile } from "../core/model/organization.ts";
import type { Simulation } from "../core/model/simulation.ts";
import { type AssumedPolicy, atItsPlace, withPolicy } from "./assumed-policy.ts";
import type { Engine } from "./engine.ts";
import { judge, type JudgePorts } from "./judge.ts";
import { type SimulatedApproval, withApprovals } from "./simulated-approvals.ts";

/** What is assumed that is not so. */
export interface WhatIf {
  /** Another base than the one there is, whose change is then judged. */
  readonly base?: { readonly name: string; readonly ports: JudgePorts };
  /** Another policy in place of the repository's, on every branch. */
  readonly policy?: AssumedPolicy;
  /** An organisation's policy that applies. */
  readonly organization?: OrganizationFile;
  /** The one that applies today, where that is known. */
  readonly current?: OrganizationFile;
  readonly approvals: readonly SimulatedApproval[];
  /** Every component is judged. Where something else is assumed as well, on both sides. */
  readonly wholeTree: boolean;
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
  const { current, policy, wholeTree } = whatIf;
  const assumed = assumptions(whatIf);
  const alone = wholeTree && assumed.length === 0;
  const own = current === undefined ? ports : withOrganization(ports, current);
  const today = wholeTree && !alone ? withWholeTree(own) : own;
  const based = whatIf.base?.ports ?? ports;
  const other = await assumedPorts(
    current === undefined ? based : withOrganization(based, current),
    whatIf,
    engine,
  );
  if (other.state === "unavailable") return other;
  const [before, after] = await Promise.all([
    decisionOn(today, engine),
    decisionOn(other.value.ports, engine),
  ]);
  if (before.state === "unavailable") return before;
  if (after.state === "unavailable") return after;
  const then =
    policy === undefined
      ? after.value
      : { ...after.value, problems: atItsPlace(after.value.problems, policy) };
  return known({
    assumed: [
      ...assumed,
      ...other.value.assumed,
      ...(wholeTree ? ["every component was judged"] : []),
    ],
    before: before.value,
    after: then,
    ...compareDecisions(before.value, then),
  });
}

/** Everything that is assumed but how much is judged, in words that go on after "if". */
function assumptions({ base, policy, organization, current, approvals }: WhatIf): string[] {
  return [
    ...(base === undefined ? [] : [`the base were ${base.name}`]),
    ...(policy === undefined ? [] : [`${policy.name} were the policy`]),
    ...(organization === undefined
      ? []
      : [
          `the organisation's policy ${organization.path} applied${current === undefined ? "" : ` instead of ${current.path}`}`,
        ]),
    ...approvals.map(
      ({ login, role }) => `${login} approved${role === undefined ? "" : ` as ${role}`}`,
    ),
  ];
}

async function assumedPorts(
  ports: JudgePorts,
  { policy, organization, approvals, wholeTree }: WhatIf,
  engine: Engine,
): Promise<Fact<{ readonly ports: JudgePorts; readonly assumed: readonly string[] }>> {
  const governed =
    policy === undefined ? known({ ports, assumed: [] }) : await withPolicy(ports, policy, engine);
  if (governed.state === "unavailable") return governed;
  const { ports: own, assumed } = governed.value;
  const bound = organization === undefined ? own : withOrganization(own, organization);
  const wide = wholeTree ? withWholeTree(bound) : bound;
  const approved =
    approvals.length === 0 ? known(wide) : await withApprovals(wide, approvals, engine);
  return mapFact(approved, (all) => ({ ports: all, assumed }));
}

/** The same ports on a change of a repository to which an organisation's policy applies. */
function withOrganization(ports: JudgePorts, organization: OrganizationFile): JudgePorts {
  return changed(ports, (change) => ({ ...change, organization: known(organization) }));
}

/** The same ports on a change that is about every component. */
function withWholeTree(ports: JudgePorts): JudgePorts {
  return changed(ports, (change) => ({ ...change, wholeTree: true }));
}

function changed(ports: JudgePorts, change: (was: Change) => Change): JudgePorts {
  return { ...ports, source: { read: async () => mapFact(await ports.source.read(), change) } };
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
