import { UpstreamError } from "../core/errors.ts";
import { nextMidnight } from "../core/model/grace.ts";
import { unreviewed } from "../core/model/hotfix.ts";
import type { BranchState } from "../core/model/deployed.ts";
import type {
  DeployedLevel,
  DeploymentRequest,
  DeploymentVerdict,
} from "../core/model/deployment-request.ts";
import { placeText } from "../core/model/place.ts";
import type { ComponentPolicy, EnvironmentPolicy, Policy } from "../core/model/policy.ts";
import { environmentIn } from "../core/policy/tighten-environments.ts";
import { gatherCard } from "../gather/card.ts";
import { gatherHotfixes } from "../gather/hotfixes.ts";
import { gatherLevel } from "../gather/level.ts";
import { type View, viewAt } from "../gather/view.ts";
import type { Branches } from "../ports/branches.ts";
import type { DefaultBranch } from "../ports/default-branch.ts";
import { checkDeployed } from "./check-deployed.ts";
import type { Engine } from "./engine.ts";
import { gatedBy } from "./gated-by.ts";
import type { DeployedPorts } from "./judge-deployed.ts";
import { notingFaults } from "./noting-faults.ts";
import { policyIn } from "./policy-in.ts";
import { needed } from "./needed.ts";
import { policyLayerOf } from "./policy-layer.ts";

/** What deciding on a deployment asks of the outside. */
export interface DeploymentPorts extends DeployedPorts {
  readonly defaultBranch: DefaultBranch;
  readonly branches: Branches;
}

/**
 * Decides whether a commit may be deployed to an environment. What the environment asks for stands in the
 * policy of the default branch, the levels on the cards of the commit, and the commit has to have come
 * through a gate: else anybody could write the level on a card that nobody looked at.
 */
export async function decideDeployment(
  request: Pick<DeploymentRequest, "environment" | "sha" | "ref">,
  { repository: asked, ...ports }: DeploymentPorts,
  engine: Engine,
): Promise<DeploymentVerdict> {
  const faults: string[] = [];
  const repository = notingFaults(asked, faults);
  const verdict = await decided(request, { ...ports, repository }, engine);
  const [fault] = faults;
  if (fault !== undefined) throw new UpstreamError(fault);
  return verdict;
}

async function decided(
  request: Pick<DeploymentRequest, "environment" | "sha" | "ref">,
  ports: DeploymentPorts,
  engine: Engine,
): Promise<DeploymentVerdict> {
  const { environment: name, sha } = request;
  const open = (note: string): DeploymentVerdict => ({ environment: name, sha, faults: [], levels: [], notes: [note] }); // prettier-ignore
  const closed = (...why: readonly string[]): DeploymentVerdict => ({ ...open(""), faults: why, notes: [] }); // prettier-ignore
  const state = needed(await ports.defaultBranch.read());
  if (state === undefined) return open("The repository has no branch that says what is asked for."); // prettier-ignore
  const policy = await policyOf(state, ports, engine);
  if (typeof policy === "string") return closed(policy);
  if (policy === undefined) return open(`${state.branch} has no policy, so nothing is asked of deployments.`); // prettier-ignore
  const environment = environmentIn(policy.environments, name);
  if (environment === undefined) {
    return open(`The policy does not name ${name}: nothing is asked of what is deployed there. Name it under \`environments\` in .mltrl/config.yml to ask for a level.`); // prettier-ignore
  }
  const view = await viewAt(ports.repository, sha);
  if (view.state === "unavailable") return closed(`The commit ${sha.slice(0, 7)} cannot be read: ${view.reason}.`); // prettier-ignore
  const found = await componentsAt(view.value, environment, policy, state, engine);
  if (typeof found === "string") return closed(found);
  const { asked: components, declared } = found;
  const [gate, levels, running] = await Promise.all([
    gatedBy(request, policy, state, ports),
    Promise.all(components.map((component) => levelAt(component, declared, view.value))),
    whatRuns(state, components, view.value, ports, engine),
  ]);
  const known = levels.filter((each) => typeof each !== "string");
  const { minimumLevel } = environment;
  return {
    environment: name,
    sha,
    minimumLevel,
    levels: known,
    faults: [
      ...("fault" in gate ? [gate.fault] : []),
      ...levels.filter((each) => typeof each === "string"),
      ...known.flatMap(({ component, level }) =>
        level < minimumLevel
          ? [`${component} is at level ${level}, and ${name} takes level ${minimumLevel} or above.`]
          : [],
      ),
      ...running,
    ],
    notes: "note" in gate ? [gate.note] : [],
  };
}

/** The policy of the default branch; undefined where it has none, a sentence where it cannot be read. */
async function policyOf(
  state: BranchState,
  { repository }: DeploymentPorts,
  { catalogue }: Engine,
): Promise<Policy | string | undefined> {
  const view = await viewAt(repository, state.commit);
  if (view.state === "unavailable") return `The policy cannot be read: ${view.reason}.`;
  const of = { ...state, defaultBranch: state.branch };
  const layer = await policyLayerOf(view.value, of, repository, catalogue);
  if (layer.state === "unavailable") return `The policy cannot be read: ${layer.reason}.`;
  if (layer.value.state === "absent") return undefined;
  if (layer.value.state === "read") return layer.value.policy;
  const [first] = layer.value.problems;
  const where = first === undefined ? "" : `, ${placeText(first.place)}: ${first.message}`;
  return `The policy of ${state.branch} has problems, so that nobody can tell what it asks for${where}.`;
}

interface Declared {
  /** What has to be at the level. */
  readonly asked: readonly ComponentPolicy[];
  /** Everything, for the parts of systems. */
  readonly declared: readonly ComponentPolicy[];
}

/** What the environment is about, as the commit itself declares it; a sentence where that cannot be told. */
async function componentsAt(
  view: View,
  { components: named }: EnvironmentPolicy,
  policy: Policy,
  { branch }: BranchState,
  { catalogue }: Engine,
): Promise<Declared | string> {
  const own = await policyIn(view, catalogue, branch);
  if (own.state === "unavailable")
    return `The components of the commit cannot be told: ${own.reason}.`;
  if (own.value !== undefined && !own.value.ok) {
    const [first] = own.value.problems;
    return `The components of the commit cannot be told: its .mltrl/config.yml has problems${first === undefined ? "" : `, ${placeText(first.place)}: ${first.message}`}.`;
  }
  const declared = own.value === undefined ? policy.components : own.value.value.components;
  if (named !== undefined) {
    const absent = named.filter((id) => declared.every((component) => component.id !== id));
    return absent.length === 0
      ? { asked: declared.filter(({ id }) => named.includes(id)), declared }
      : `The commit does not declare ${absent.join(", ")}, which the environment asks for.`;
  }
  const cards = await Promise.all(declared.map(({ id }) => gatherCard(view, id)));
  const asked = declared.filter((_, i) => {
    const card = cards[i];
    return card?.state !== "known" || card.value?.retired !== true;
  });
  return asked.length > 0 ? { asked, declared } : "The commit declares no component.";
}

async function levelAt(
  { id }: ComponentPolicy,
  components: readonly ComponentPolicy[],
  view: View,
): Promise<DeployedLevel | string> {
  const level = await gatherLevel(view, id, components);
  return level.state === "known"
    ? { component: id, level: level.value }
    : `The level of ${id} cannot be read: ${level.reason}.`;
}

/**
 * What fails of what runs already, in a sentence a component. A hotfix goes ahead of it: it may be the
 * answer to what was found.
 */
async function whatRuns(
  state: BranchState,
  components: readonly ComponentPolicy[],
  view: View,
  ports: DeploymentPorts,
  engine: Engine,
): Promise<string[]> {
  const [report, called] = await Promise.all([
    checkDeployed(state, ports, engine),
    gatherHotfixes(view, components, [view]),
  ]);
  if (report.state === "unavailable") return [`What runs cannot be judged: ${report.reason}.`];
  const ahead = new Set(
    called
      .flatMap(({ hotfixes, reviews }) => unreviewed(hotfixes, reviews))
      .filter(({ until }) => state.now < nextMidnight(until))
      .map(({ component }) => component),
  );
  const ids = new Set(components.map(({ id }) => id).filter((id) => !ahead.has(id)));
  const failing = report.value.components.filter(
    ({ id, conclusion }) => ids.has(id) && conclusion === "failure",
  );
  const unread = [...report.value.unreadable].filter(([id]) => ids.has(id));
  return [
    ...failing.map(({ id, versions }) => {
      const rules = versions.flatMap(({ findings }) =>
        findings
          .filter(
            ({ severity, outcome }) =>
              severity === "blocking" && (outcome === "fail" || outcome === "unknown"),
          ) // prettier-ignore
          .map(({ rule }) => rule),
      );
      return `What runs of ${id} is not in order: ${[...new Set(rules)].join(", ")}. \`mltrl check --deployed\` says more.`;
    }),
    ...unread.map(([id, reason]) => `What runs of ${id} cannot be told: ${reason}.`),
  ];
}
