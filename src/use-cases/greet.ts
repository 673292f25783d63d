import type { Diagnoses, Grant } from "../core/model/doctor.ts";
import { type Fact, known } from "../core/model/fact.ts";
import type { BranchState } from "../core/model/deployed.ts";
import { requiredIn } from "../core/setup/required-in.ts";
import { digestOf } from "../core/source/digest.ts";
import type { Branch } from "../ports/branch.ts";
import type { Newcomer } from "../ports/newcomer.ts";
import type { Publisher } from "../ports/publisher.ts";
import { greetingCheck, ONBOARDING } from "../report/greeting.ts";
import { type DoctorPorts, examine, type Patient } from "./doctor.ts";
import type { Engine } from "./engine.ts";
import { initialFiles } from "./scaffold/initial-files.ts";

/** What greeting a repository asks of the outside. */
export interface GreetPorts extends DoctorPorts {
  readonly newcomer: Newcomer;
  readonly branch: Branch;
  readonly publisher: Publisher;
}

/** What became of a greeting. */
export interface Greeted {
  readonly diagnoses: Diagnoses;
  /** The pull request that was opened. */
  readonly pullRequest?: number;
  readonly shown: boolean;
}

/** From where the first `.mltrl` is proposed. */
const BRANCH = "mltrl/onboarding";

/**
 * Looks at a repository that the App has just come to. Where it has no policy a pull request brings one, and
 * an informational check says how to begin: both only where the App may, and the pull request only once.
 */
export async function greet(
  patient: Patient,
  ports: GreetPorts,
  engine: Engine,
): Promise<Fact<Greeted>> {
  const once = { ...ports, ...asked(ports) };
  const examined = await examine(patient, once, engine);
  if (examined.state === "unavailable") return examined;
  const diagnoses = examined.value;
  const untouched = diagnoses.found.some(
    ({ point, outcome }) => point === "policy" && outcome === "problem",
  );
  const state = await once.defaultBranch.read();
  if (!untouched || state.state === "unavailable" || state.value === undefined) {
    return known({ diagnoses, shown: false });
  }
  const records = await ports.repository.records(state.value.commit);
  if (records.state === "unavailable" || records.value.size > 0) {
    return known({ diagnoses, shown: false });
  }
  const grant = await once.grants.read();
  const pullRequest = await propose(state.value, patient, grant, ports, engine);
  const shown = await show(state.value, patient, diagnoses, pullRequest, grant, once);
  return known({ diagnoses, shown, ...(pullRequest !== undefined && { pullRequest }) });
}

/** What is asked of by the doctor and by the greeting is asked once. */
function asked({ defaultBranch, rulesets, grants }: GreetPorts) {
  const main = defaultBranch.read();
  const listed = rulesets.list();
  const kept = rulesets.protections();
  const granted = grants.read();
  return {
    defaultBranch: { read: () => main },
    rulesets: { ...rulesets, list: () => listed, protections: () => kept },
    grants: { read: () => granted },
  };
}

function mayWrite(grant: Fact<Grant>, ...names: readonly string[]): boolean {
  return (
    grant.state === "known" && names.every((name) => grant.value.permissions[name] === "write")
  );
}

/** The number of the pull request that brings `.mltrl`; undefined where there is to be none. */
async function propose(
  { branch: base, commit }: BranchState,
  { repository }: Patient,
  grant: Fact<Grant>,
  { newcomer, branch }: GreetPorts,
  { catalogue }: Engine,
): Promise<number | undefined> {
  if (!mayWrite(grant, "contents", "pull_requests")) return undefined;
  const before = await newcomer.everProposed(BRANCH);
  if (before.state === "unavailable" || before.value || (await newcomer.isFork())) return undefined;
  const { title, body, message } = ONBOARDING;
  const component = {
    id: componentId(repository),
    paths: ["**"],
    level: 0,
    owners: [],
    arrival: "entry",
  } as const;
  const proposed = await branch.propose({
    branch: BRANCH,
    expectedHead: commit,
    base,
    message,
    title,
    body,
    files: initialFiles([component], "lite", catalogue),
  });
  if (proposed.state === "unavailable") return undefined;
  const { pullRequest } = proposed.value;
  return pullRequest.state === "known" ? pullRequest.value : undefined;
}

/** A component that is named for its repository. */
function componentId(repository: string): string {
  const [, name = ""] = repository.split("/");
  const id = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 64);
  return id === "" ? "component" : id;
}

/**
 * Shows the informational check. Not where a branch asks for a check of ours: there its name is known, and
 * a run that stops nothing must not be taken for a verdict.
 */
async function show(
  { commit }: BranchState,
  { app, repository }: Patient,
  diagnoses: Diagnoses,
  pullRequest: number | undefined,
  grant: Fact<Grant>,
  { rulesets, publisher }: GreetPorts,
): Promise<boolean> {
  const [listed, kept] = await Promise.all([rulesets.list(), rulesets.protections()]);
  const asksForOurs =
    listed.state === "unavailable" ||
    kept.state === "unavailable" ||
    [
      ...listed.value.flatMap(({ rules }) => rules.flatMap(requiredIn)),
      ...kept.value.flatMap(({ checks }) => checks),
    ].some(({ name }) => name.startsWith("mltrl/"));
  if (asksForOurs || !mayWrite(grant, "checks")) return false;
  const text = greetingCheck({
    headSha: commit,
    diagnoses,
    repository,
    app,
    ...(pullRequest !== undefined && { pullRequest }),
  });
  const digest = digestOf([["text", JSON.stringify(text)]]);
  await publisher.check({ ...text, digest }, undefined);
  return true;
}
