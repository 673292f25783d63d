import { HIGHEST } from "../core/model/trust.ts";
import { factsNeeded } from "../core/facts-needed.ts";
import { deployedCard } from "../core/deployed-card.ts";
import { claimedLevel, judgeDeployedTag } from "../core/deployed-tag.ts";
import { evaluate } from "../core/evaluate.ts";
import { KINDS } from "../core/kinds/index.ts";
import type { Card, Deployment } from "../core/model/card.ts";
import type { Change } from "../core/model/change.ts";
import type { DeployedVersion } from "../core/model/deployed.ts";
import { mapFact, unavailable } from "../core/model/fact.ts";
import type { Finding } from "../core/model/finding.ts";
import { NO_LINEAGE } from "../core/model/lineage.ts";
import type { ComponentPlan } from "../core/model/obligation.ts";
import type { ComponentPolicy, Policy } from "../core/model/policy.ts";
import { planDeployed } from "../core/plan-deployed.ts";
import { provenBy } from "../core/proof.ts";
import { gatherDeployedContent } from "../gather/deployed-content.ts";
import { gatherFacts } from "../gather/index.ts";
import type { View } from "../gather/view.ts";
import type { CiReports } from "../ports/ci-reports.ts";
import type { People } from "../ports/people.ts";
import type { Repository } from "../ports/repository.ts";
import { branchChange } from "./branch-change.ts";
import type { Engine } from "./engine.ts";
import { evidenceNames } from "./evidence-names.ts";

/** What judging a version that runs asks of the outside. */
export interface DeployedPorts {
  readonly repository: Repository;
  readonly people: People;
  readonly ci: CiReports;
}

/** Where it is looked at from. */
export interface DeployedStanding {
  readonly policy: Policy;
  /** Where what is recorded of it stands, with the branch's name. */
  readonly records: View;
  readonly branch: string;
  readonly commit: string;
  /** ISO 8601. */
  readonly now: string;
}

/** Judges what a card lists as deployed, each version by itself: first its tag, then the continuous rules. */
export function judgeDeployed(
  component: ComponentPolicy,
  card: Card,
  deployments: readonly Deployment[],
  standing: DeployedStanding,
  ports: DeployedPorts,
  engine: Engine,
): Promise<DeployedVersion[]> {
  return Promise.all(
    deployments.map(async (deployment) => {
      const { records, policy } = standing;
      const content = await gatherDeployedContent(
        ports.repository,
        component,
        deployment,
        records,
        card,
      );
      const { view, proofs, ...about } = content;
      const tag = judgeDeployedTag({
        component: component.id,
        deployment,
        adopted: card.adopted,
        provenBy:
          proofs === undefined
            ? []
            : provenBy(deployment.level, proofs.content, proofs.reviews, proofs.switchbacks),
        ...about,
      });
      const level = claimedLevel(deployment, content.card);
      const commit = content.tag.state === "known" ? content.tag.value?.commit : undefined;
      const tagged = content.card.state === "known" ? content.card.value : undefined;
      const plan = planDeployed(policy, engine.catalogue, component, { level }, standing.now);
      const findings =
        view === undefined
          ? []
          : await continuous(plan, component, deployment, view, tagged, standing, ports, engine);
      return {
        deployment,
        level,
        findings: [tag, ...findings],
        ...(commit !== undefined && { commit }),
      };
    }),
  );
}

async function continuous(
  plan: ComponentPlan,
  component: ComponentPolicy,
  deployment: Deployment,
  view: View,
  tagged: Card | undefined,
  standing: DeployedStanding,
  { repository, people, ci }: DeployedPorts,
  { catalogue }: Engine,
): Promise<Finding[]> {
  if (plan.obligations.length === 0 && plan.switchedOff === undefined) return [];
  const needs = factsNeeded(plan.obligations);
  const facts = await gatherFacts(needs, {
    component,
    deployment,
    view,
    repository,
    people,
    ci,
    policy: standing.policy,
    step: plan.step,
    change: noChange(standing),
    baseView: view,
    declared: { base: component, head: component },
    lineage: NO_LINEAGE,
    changedPaths: [],
    hotfixCalls: new Map(),
    askedInComments: [],
    referenceChecklists: catalogue.checklists,
    wantsChangedLines: false,
    wantsBaseCoverage: false,
    wantsSignatures: plan.obligations.some(({ params }) => params["trust"] === HIGHEST),
    testEvidence: evidenceNames(plan.obligations, "tests"),
    structuredEvidence: [
      ...evidenceNames(plan.obligations, "structured"),
      ...evidenceNames(plan.obligations, "deploymentTests"),
    ],
  });
  const card = mapFact(facts.card, (today) => deployedCard(today, tagged));
  return evaluate(plan, KINDS, { ...facts, card }, undefined);
}

/** What runs changes by no pull request: there is nobody to review and nothing to compare. */
function noChange({ branch, commit, now }: DeployedStanding): Change {
  const none = unavailable("not-visible", "a version that runs belongs to no pull request");
  return {
    ...branchChange({ branch, commit, now }, { login: "", bot: false }),
    changedFiles: none,
    behindBase: none,
    contributors: none,
    reviews: none,
    comments: none,
    replacedHeads: none,
    askedReviewers: none,
    codeOwners: none,
    checkRuns: none,
    requiredChecks: none,
  };
}
