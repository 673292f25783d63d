import { ZodError } from "zod";
import { messageOf } from "../core/errors.ts";
import { known } from "../core/model/fact.ts";
import type { Facts } from "../core/model/facts.ts";
import type { Parsed, Problem } from "../core/model/problem.ts";
import type { ReferenceChecklist } from "../core/model/rule.ts";
import type { Scenario } from "../core/model/scenario.ts";
import { describedFacts } from "./described/described-facts.ts";
import { inNameOf } from "./described/in-name-of.ts";

/** The facts of a component that a scenario describes, or every fault of the description at its place. */
export function readScenarioFacts(
  component: string,
  described: Readonly<Record<string, unknown>>,
  now: string,
  placeOf: Scenario["placeOfFact"],
  checklists: readonly ReferenceChecklist[],
): Parsed<Facts> {
  const problems = Object.entries(described).flatMap(([name, value]) => {
    try {
      describedFacts({ [name]: value }, checklists);
      return [];
    } catch (error) {
      return faultsOf(error, name, placeOf);
    }
  });
  if (problems.length > 0) return { ok: false, problems };
  const facts = { ...describedFacts(described, checklists), now: known(now) };
  return { ok: true, value: inNameOf(component, facts) };
}

function faultsOf(error: unknown, name: string, placeOf: Scenario["placeOfFact"]): Problem[] {
  if (!(error instanceof ZodError)) {
    const message = messageOf(error);
    return [{ place: placeOf([name]), message: `\`${name}\`: cannot be read: ${message}` }];
  }
  return error.issues.flatMap((issue) => {
    const within = [name, ...issue.path.filter((each) => typeof each !== "symbol")];
    const about = `\`${within.join(".")}\``;
    return issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => ({
          place: placeOf([...within, key]),
          message: `${about}: there is no "${key}" in it`,
        }))
      : [{ place: placeOf(within), message: `${about}: ${issue.message}` }];
  });
}
