import { diagnoseActionChecks } from "../core/doctor/action-checks.ts";
import { featuresOf } from "../core/doctor/features.ts";
import { diagnoseGrant } from "../core/doctor/grant.ts";
import { diagnoseOwnChecks } from "../core/doctor/own-checks.ts";
import { diagnosePolicyOwners, diagnoseTeams, teamsIn } from "../core/doctor/people.ts";
import { diagnoseProtections } from "../core/doctor/protections.ts";
import { branchesToAsk, diagnoseRequired } from "../core/doctor/required-checks.ts";
import { diagnoseRulesets } from "../core/doctor/rulesets.ts";
import type { Feature } from "../core/model/app-manifest.ts";
import type { Diagnoses, Diagnosis } from "../core/model/doctor.ts";
import { type Fact, known } from "../core/model/fact.ts";
import { placeText } from "../core/model/place.ts";
import type { BranchProtection } from "../core/model/ruleset.ts";
import type { Policy } from "../core/model/policy.ts";
import { catalogueAt } from "../core/policy/catalogue-at.ts";
import { policyFileOwners } from "../gather/policy-file-owners.ts";
import type { Grants } from "../ports/grant.ts";
import type { People } from "../ports/people.ts";
import { type DefaultLayer, defaultLayer } from "./default-layer.ts";
import type { Engine } from "./engine.ts";
import type { SetupPorts } from "./setup.ts";

/** What the doctor asks of the outside. */
export interface DoctorPorts extends SetupPorts {
  readonly people: People;
  readonly grants: Grants;
}

/** Whose gate it is. */
export interface Patient {
  readonly app: number;
  /** `owner/name`. */
  readonly repository: string;
  /** Events that the App listens to. */
  readonly events: readonly string[];
}

/**
 * Looks at everything around a repository's gate that could let somebody past it, or keep it from judging.
 * What cannot be looked at is told as such. Changes nothing.
 */
export async function examine(
  { app, repository, events }: Patient,
  ports: DoctorPorts,
  engine: Engine,
): Promise<Fact<Diagnoses>> {
  const [read, grant] = await Promise.all([defaultLayer(ports, engine), ports.grants.read()]);
  if (read.state === "unavailable") return read;
  const { state } = read.value ?? {};
  if (read.value === undefined || state === undefined) {
    const says = "The repository is empty or archived: there is nothing to gate.";
    return known({
      found: [{ point: "policy", outcome: "advice", says }, ...diagnoseGrant(grant, events, NONE)],
    });
  }
  const policy = read.value.layer.state === "read" ? read.value.layer.policy : undefined;
  const mend = `mltrl setup ${repository} --app ${app} --apply`;
  const protections = await ports.rulesets.protections();
  const around = { app, mend, protections };
  const asked = policy && (await aboutPolicy(policy, state.commit, around, ports, engine));
  const rulesets = await ports.rulesets.list();
  const found = [
    diagnosePolicy(read.value),
    ...(asked?.found ?? []),
    ...diagnoseRulesets(rulesets, state.branch),
    ...diagnoseProtections(protections),
    ...diagnoseGrant(grant, events, asked?.features ?? NONE),
  ];
  return known({
    branch: state.branch,
    commit: state.commit,
    found: POINTS.flatMap((point) => found.filter((each) => each.point === point)),
  });
}

const NONE: ReadonlySet<Feature> = new Set();

const POINTS: readonly Diagnosis["point"][] = [
  "policy",
  "required",
  "rulesets",
  "bypass",
  "permissions",
  "events",
  "teams",
  "policy-owners",
  "own-checks",
];

function diagnosePolicy({ state, layer }: DefaultLayer): Diagnosis {
  switch (layer.state) {
    case "read":
      return {
        point: "policy",
        outcome: "good",
        says: `The policy of ${state.branch} can be read.`,
      };
    case "absent":
      return {
        point: "policy",
        outcome: "problem",
        says: `${state.branch} has no .mltrl/config.yml: nothing is judged.`,
        mend: "mltrl init '<id>=<glob>@<level>' writes it; merge it by pull request",
      };
    case "broken":
      return {
        point: "policy",
        outcome: "problem",
        says: `The policy of ${state.branch} cannot be read: ${layer.problems.map(({ place, message }) => `${placeText(place)}: ${message}`).join("; ")}.`,
        mend: "mltrl validate shows every problem with its line",
      };
  }
}

interface Around {
  readonly app: number;
  /** The command that requires the checks. */
  readonly mend: string;
  readonly protections: Fact<readonly BranchProtection[]>;
}

async function aboutPolicy(
  policy: Policy,
  commit: string,
  { app, mend, protections }: Around,
  { rulesets, people, repository }: DoctorPorts,
  { catalogue }: Engine,
): Promise<{ readonly found: readonly Diagnosis[]; readonly features: ReadonlySet<Feature> }> {
  const [rules, teams, owners] = await Promise.all([
    eachOf(branchesToAsk(policy.checks), (branch) => rulesets.activeFor(branch)),
    eachOf(teamsIn(policy.roles), (team) => people.members(team)),
    policyFileOwners(repository, commit),
  ]);
  const found = [
    ...diagnoseRequired(policy.checks, { rules, protections }, app, mend),
    ...diagnoseActionChecks({ rules, protections }),
    ...diagnoseTeams(policy.roles, teams),
    diagnosePolicyOwners(policy.roles, owners),
    diagnoseOwnChecks(policy, catalogueAt(catalogue, policy.ladder).rules),
  ];
  return { found, features: featuresOf(policy, rules) };
}

async function eachOf<T>(
  keys: readonly string[],
  ask: (key: string) => Promise<T>,
): Promise<ReadonlyMap<string, T>> {
  return new Map(
    await Promise.all(keys.map(async (key): Promise<[string, T]> => [key, await ask(key)])),
  );
}
