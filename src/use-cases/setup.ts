import { type Fact, known, unavailable } from "../core/model/fact.ts";
import { placeText } from "../core/model/place.ts";
import type { SetupPlan, SetupStep } from "../core/model/setup.ts";
import { planSetup } from "../core/setup/plan-setup.ts";
import { wantedRulesets } from "../core/setup/wanted-rulesets.ts";
import type { DefaultBranch } from "../ports/default-branch.ts";
import type { Repository } from "../ports/repository.ts";
import type { Rulesets } from "../ports/rulesets.ts";
import { defaultLayer } from "./default-layer.ts";
import type { Engine } from "./engine.ts";

/** What setting a repository up asks of the outside. */
export interface SetupPorts {
  readonly defaultBranch: DefaultBranch;
  readonly repository: Repository;
  readonly rulesets: Rulesets;
}

/**
 * Finds what has to be written so that every check of the default branch's policy is required, as a run of
 * one App. Writes nothing.
 */
export async function previewSetup(
  app: number,
  { rulesets, ...content }: SetupPorts,
  engine: Engine,
): Promise<Fact<SetupPlan>> {
  const read = await defaultLayer(content, engine);
  if (read.state === "unavailable") return read;
  const { state, layer } = read.value ?? {};
  if (state === undefined) {
    return unavailable(
      "missing",
      "the repository is empty or archived, so no check can be required",
    );
  }
  if (layer?.state === "broken") {
    const problems = layer.problems.map(({ place, message }) => `${placeText(place)}: ${message}`);
    return unavailable("invalid", `the policy cannot be read: ${problems.join("; ")}`);
  }
  if (layer?.state !== "read") {
    return unavailable(
      "missing",
      `${state.branch} has no .mltrl/config.yml, which says what checks there are; merge one first (mltrl init writes it)`,
    );
  }
  const { wanted, notices } = wantedRulesets(layer.policy.checks, state.branch);
  const existing = await rulesets.list();
  if (existing.state === "unavailable") return existing;
  const plan = planSetup(wanted, existing.value, app, state.branch);
  return known({ ...plan, notices: [...notices, ...plan.notices] });
}

/** Writes what a plan says, step by step. What is refused ends it; what was written by then stays. */
export async function applySetup(
  { steps }: SetupPlan,
  { rulesets }: Pick<SetupPorts, "rulesets">,
): Promise<Fact<undefined>> {
  for (const step of steps) {
    const written = await write(step, rulesets);
    if (written.state === "unavailable") {
      return unavailable(
        written.cause,
        `the ruleset ${step.check} was not written: ${written.reason}`,
      );
    }
  }
  return known(undefined);
}

function write(step: SetupStep, rulesets: Rulesets): Promise<Fact<undefined>> {
  switch (step.action) {
    case "keep":
      return Promise.resolve(known(undefined));
    case "create":
      return rulesets.create(step.text);
    case "update":
      return rulesets.update(step.id, step.text);
  }
}
