import { mkdir, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Change } from "../../core/model/change.ts";
import type { Decision } from "../../core/model/decision.ts";

import { jobSummary } from "../../report/job-summary.ts";
import { checkOutput, jsonText } from "../../report/json.ts";
import { junit } from "../../report/junit.ts";
import { sarif } from "../../report/sarif.ts";
import { terminal } from "../../report/terminal.ts";
import { rulesById } from "../../use-cases/engine.ts";

import type { Option, OptionValues, Surroundings } from "./command.ts";
import { ENGINE } from "./shipped-engine.ts";

/** Options that say how a verdict is shown. */
export const SHOWING_OPTIONS = {
  all: { type: "boolean", description: "List the rules that hold as well" },
  json: { type: "boolean", description: "Print one JSON object" },
  markdown: { type: "boolean", description: "Print Markdown, for the summary of a job" },
  sarif: {
    type: "string",
    value: "FILE",
    description: "Write what is not met as SARIF, too, for code scanning",
  },
  junit: { type: "string", value: "FILE", description: "Write the verdict as JUnit's XML, too" },
} as const satisfies Record<string, Option>;

/** Prints a verdict in the form that is asked for, and writes the files besides. */
export async function showVerdict(
  decision: Decision,
  { head, baseRef }: Change,
  options: OptionValues,
  { folder, print, style }: Surroundings,
): Promise<void> {
  const rules = rulesById(ENGINE, decision.provenance.ladder);
  await writeNamed(options["sarif"], folder, () => jsonText(sarif([decision], { rules })));
  await writeNamed(options["junit"], folder, () => junit([decision], rules));
  if (options["json"] === true) print(jsonText(checkOutput(decision, rules, "cli")));
  else if (options["markdown"] === true) {
    print(jobSummary([decision], { rules, target: { commit: head }, baseRef }));
  } else if (decision.problems.length === 0 && decision.unavailable === undefined) {
    print(terminal(decision, { rules, style, all: options["all"] === true }));
  }
}

async function writeNamed(
  file: OptionValues[string],
  folder: string,
  text: () => string,
): Promise<void> {
  if (typeof file !== "string") return;
  const path = resolve(folder, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text());
}
