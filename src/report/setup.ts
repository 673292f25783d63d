import type { Difference, SetupPlan, SetupStep } from "../core/model/setup.ts";
import { plain } from "./escape.ts";
import type { Style } from "./style.ts";
import { wrap } from "./wrap.ts";

const SIGNS = { keep: "=", create: "+", update: "~" } as const;

/** What a set-up changes, for a terminal. */
export function setupInTerminal(plan: SetupPlan, applied: boolean, style: Style): string {
  const { steps, notices } = plan;
  const writes = steps.filter(({ action }) => action !== "keep");
  const lines = [
    ...steps.flatMap((step) => stepLines(step, style)),
    ...notices.flatMap((notice) => wrap(plain(notice, 500), `${style.waiting("!")} `)),
    "",
    writes.length === 0
      ? style.good("Nothing to write: every check that a ruleset can require is required.")
      : applied
        ? style.good(`Written: ${writes.length} of ${steps.length} rulesets.`)
        : `Nothing was written. To write this, call it again with --apply.`,
  ];
  return `${lines.join("\n")}\n`;
}

/** The same as data. */
export function setupOutput({ steps, notices }: SetupPlan, applied: boolean) {
  return {
    version: 1,
    applied: applied && steps.some(({ action }) => action !== "keep"),
    steps: steps.map(({ action, check, ...rest }) => ({
      action,
      check,
      ...("ruleset" in rest && { ruleset: rest.ruleset }),
      differences: "differences" in rest ? rest.differences : [],
    })),
    notices,
  };
}

function stepLines(step: SetupStep, style: Style): string[] {
  const head = `${SIGNS[step.action]} ${style.bold(plain(step.check))}`;
  if (step.action === "keep") {
    return [`${head}  required already, by the ruleset ${plain(step.ruleset)}`];
  }
  const what = step.action === "create" ? "a new ruleset" : "the ruleset of this name";
  return [`${head}  ${what}`, ...step.differences.flatMap(differenceLines)];
}

function differenceLines({ what, before, after }: Difference): string[] {
  return wrap(
    before === undefined
      ? `${what}: ${plain(after, 500)}`
      : `${what}: ${plain(after, 500)} (now ${plain(before, 500) || "none"})`,
    "    ",
  );
}
