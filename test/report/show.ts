import type { Decision } from "../../src/core/model/decision.ts";
import { checkRun } from "../../src/report/check-run.ts";
import { HEAD } from "./build.ts";
import { RULES } from "./rules.ts";
import { SCENES } from "./scenes.ts";

export const CONTEXT = {
  headSha: HEAD,
  rules: RULES,
  repositoryUrl: "https://github.com/acme/scanner",
};

/** The check run of one of a decision's checks. */
export function shown(given: Decision, index = 0): ReturnType<typeof checkRun> {
  const chosen = given.checks[index];
  if (chosen === undefined) throw new Error("the decision has no such check");
  return checkRun(given, chosen, CONTEXT);
}

/** A scene that must exist. */
export function scene(name: string): Decision {
  const found = SCENES[name];
  if (found === undefined) throw new Error(`there is no scene ${name}`);
  return found;
}
