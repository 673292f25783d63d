import { DEPLOYED_VERSION } from "../core/deployed-tag.ts";
import type { Deployment } from "../core/model/card.ts";
import type { Change } from "../core/model/change.ts";
import { IN_PRODUCTION } from "../core/model/deployed.ts";
import type { Unavailable } from "../core/model/fact.ts";
import type { Evidence, Finding } from "../core/model/finding.ts";
import type { Policy } from "../core/model/policy.ts";
import { gatherCard } from "../gather/card.ts";
import { viewAt } from "../gather/view.ts";
import type { Engine } from "./engine.ts";
import { type DeployedPorts, judgeDeployed } from "./judge-deployed.ts";
import type { PlannedComponent } from "./plan-component.ts";

/**
 * Judges what runs of the components that a change is about, so that decide can hold a release or a
 * graduation back. What runs is what the default branch's cards list; a pull request to the default branch
 * may bring fresh reports of it, but lists nothing away. Asks for nothing where nothing runs.
 */
export async function deployedInChange(
  components: readonly PlannedComponent[],
  policy: Policy,
  change: Change,
  ports: DeployedPorts,
  engine: Engine,
): Promise<(Finding & { readonly component: string })[]> {
  const listed = await viewAt(ports.repository, change.defaultTip);
  if (listed.state === "unavailable") return [];
  const found = await Promise.all(
    components.map(async ({ plan, context }) => {
      const { component, declared, view: merged } = context;
      const before = declared.base?.id ?? component.id;
      const card = await gatherCard(listed.value, before);
      if (card.state === "unavailable") return [unreadable(plan.id, card, change)];
      const entries = card.value?.deployed ?? [];
      if (card.value === undefined || entries.length === 0) return [];
      const toDefault = change.baseRef === change.defaultBranch;
      const after = toDefault ? await gatherCard(merged, component.id) : card;
      const mended = (after.state === "known" ? after.value?.deployed : undefined) ?? [];
      const versions = await judgeDeployed(
        component,
        card.value,
        entries.map((entry) => mendedEntry(entry, mended, change.defaultTip)),
        {
          policy,
          records: toDefault ? merged : listed.value,
          branch: change.defaultBranch,
          commit: change.defaultTip,
          now: change.now,
        },
        ports,
        engine,
      );
      return versions.flatMap(({ deployment, findings }) =>
        findings.map((finding) => ({
          ...finding,
          component: plan.id,
          reason: `${deployment.version} in production: ${finding.reason}`,
          ...(!toDefault && { evidence: readAt(change.defaultTip, finding.evidence) }),
        })),
      );
    }),
  );
  return found.flat();
}

/** What the default branch shows is not to be found at the head of a pull request to another branch. */
function readAt(commit: string, evidence: readonly Evidence[]): Evidence[] {
  return evidence.map((each) => ({ ...each, commit }));
}

/** The same version as the pull request lists it: it may correct a tag, and not make less of the level. */
function mendedEntry(
  entry: Deployment,
  after: readonly Deployment[],
  listedAt: string,
): Deployment {
  const same = after.find(({ version }) => version === entry.version);
  if (same === undefined) return { ...entry, place: { ...entry.place, commit: listedAt } };
  return same.level < entry.level ? { ...same, level: entry.level } : same;
}

/** Nobody knows whether anything runs. */
function unreadable(
  component: string,
  { reason, places = [] }: Unavailable,
  { defaultBranch, defaultTip }: Change,
): Finding & { readonly component: string } {
  return {
    component,
    rule: DEPLOYED_VERSION,
    gate: IN_PRODUCTION,
    outcome: "unknown",
    severity: "blocking",
    since: "new",
    turn: "author",
    reason: `the card on ${defaultBranch} cannot be read, and with it what runs: ${reason}`,
    evidence: readAt(
      defaultTip,
      places.map((place) => ({ ...place, seen: "not readable" })),
    ),
  };
}
