import { conclusionOf } from "../core/conclusion.ts";
import { peopleIn } from "../core/kinds/people-in.ts";
import {
  type BranchState,
  type DeployedComponent,
  type DeployedReport,
  IN_PRODUCTION,
} from "../core/model/deployed.ts";
import { type Fact, known, unavailable } from "../core/model/fact.ts";
import { placeText } from "../core/model/place.ts";
import type { ComponentPolicy } from "../core/model/policy.ts";
import { gatherCard } from "../gather/card.ts";
import { viewAt } from "../gather/view.ts";
import type { Engine } from "./engine.ts";
import { type DeployedPorts, type DeployedStanding, judgeDeployed } from "./judge-deployed.ts";
import { policyLayerOf } from "./policy-layer.ts";

/**
 * Judges everything that runs, by what a branch records of it: of each version that a card lists as
 * deployed, the content at its tag with the records and reports of the branch. The policy is the
 * branch's own. Changes nothing anywhere.
 */
export async function checkDeployed(
  state: BranchState,
  ports: DeployedPorts,
  engine: Engine,
): Promise<Fact<DeployedReport>> {
  const { catalogue, version } = engine;
  const { branch, commit, now } = state;
  const records = await viewAt(ports.repository, commit);
  if (records.state === "unavailable") return records;
  const read = await policyLayerOf(
    records.value,
    { ...state, defaultBranch: branch },
    ports.repository,
    catalogue,
  );
  if (read.state === "unavailable") return read;
  const layer = read.value;
  if (layer.state === "broken") {
    const problems = layer.problems.map(({ place, message }) => `${placeText(place)}: ${message}`);
    return unavailable("invalid", `the policy cannot be read: ${problems.join("; ")}`);
  }
  const ladder = layer.state === "read" ? layer.policy.ladder : catalogue.ladder;
  const report = { branch, commit, ladder, version };
  if (layer.state === "absent") {
    const none = `${branch} has no .mltrl/config.yml, so nothing is asked of what runs.`;
    return known({ ...report, components: [], unreadable: new Map(), notices: [none] });
  }
  const { policy } = layer;
  const standing = { policy, records: records.value, branch, commit, now };
  const found = await Promise.all(
    policy.components.map(async (component) => ({
      id: component.id,
      judged: await judgeListed(component, standing, ports, engine),
    })),
  );
  const components = found.flatMap(({ judged }) =>
    judged.state === "known" && judged.value !== undefined ? [judged.value] : [],
  );
  const [validUntil] = components
    .flatMap(({ versions }) => versions.flatMap(({ findings }) => findings))
    .flatMap((finding) => finding.validUntil ?? [])
    .filter((instant) => instant > now)
    .toSorted();
  return known({
    ...report,
    components,
    unreadable: new Map(
      found.flatMap(({ id, judged }) =>
        judged.state === "unavailable" ? [[id, judged.reason] as const] : [],
      ),
    ),
    notices: noticesOn(components),
    ...(validUntil !== undefined && { validUntil }),
  });
}

/** Undefined where the component's card lists nothing as deployed. */
async function judgeListed(
  component: ComponentPolicy,
  standing: DeployedStanding,
  ports: DeployedPorts,
  engine: Engine,
): Promise<Fact<DeployedComponent | undefined>> {
  const card = await gatherCard(standing.records, component.id);
  if (card.state === "unavailable") return card;
  const { deployed = [], rows, level } = card.value ?? {};
  if (card.value === undefined || level === undefined || deployed.length === 0) {
    return known(undefined);
  }
  const versions = await judgeDeployed(component, card.value, deployed, standing, ports, engine);
  return known({
    id: component.id,
    level,
    owners: peopleIn(rows?.get("owners")?.text ?? ""),
    conclusion: conclusionOf(versions.flatMap(({ findings }) => findings)),
    versions,
  });
}

/** A green light that nothing stands behind says so. */
function noticesOn(components: readonly DeployedComponent[]): string[] {
  const unasked = components.filter(
    ({ versions }) =>
      versions.some(({ level }) => level === IN_PRODUCTION) &&
      versions.every(({ findings }) => findings.length <= 1),
  );
  return unasked.map(
    ({ id }) =>
      `Of ${id} only the tag is looked at: no rule of this policy is asked of what runs. The profile full has such rules, and \`rules\` in .mltrl/config.yml can turn them on one by one.`,
  );
}
