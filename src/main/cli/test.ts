import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type Fact, known, unavailable } from "../../core/model/fact.ts";
import type { Problem } from "../../core/model/problem.ts";
import type { ScenarioResult } from "../../core/model/scenario.ts";
import { parseScenarios } from "../../evidence/scenarios.ts";
import { pathsIn } from "../../gather/paths-in.ts";
import { viewAt } from "../../gather/view.ts";
import { catalogue } from "../../generated/catalogue.ts";
import { scenariosInJunit, scenariosInTerminal } from "../../report/scenarios.ts";
import { policyIn } from "../../use-cases/policy-in.ts";
import { runScenario } from "../../use-cases/run-scenario.ts";
import type { WorkTree } from "../../worktree/open-work-tree.ts";
import { cannotJudge } from "./cannot-judge.ts";
import { ENGINE } from "./shipped-engine.ts";
import { type Command, FOLDER_OPTION, type OptionValues } from "./command.ts";
import type { ExitCode, Surroundings } from "./command.ts";
import { inWorkTree } from "./in-work-tree.ts";
import { problemLines } from "./print-causes.ts";
import { readNamedFile } from "./read-named-file.ts";

/** Where scenarios stand if no file is named. */
const FOLDER = ".mltrl/tests";

interface ScenarioFile {
  readonly path: string;
  readonly text: string;
}

export const testCommand: Command = {
  name: "test",
  summary: "Judge made-up changes by the work tree's policy, and compare with what was expected",
  operands: { name: "[file...]", atLeast: 0, atMost: Infinity },
  options: {
    junit: { type: "string", value: "FILE", description: "Write the results as JUnit's XML, too" },
    ...FOLDER_OPTION,
  },
  notes: [
    "Without files those of .mltrl/tests are read. Nothing is asked of a network.",
    "Exit code: 0 if every case is as expected, 1 if one is not, 2 if policy or scenarios cannot be read.",
  ],
  run: ({ operands, options }, surroundings) =>
    inWorkTree(options, surroundings, async (workTree) => {
      const files = await scenarioFiles(operands, workTree, surroundings);
      const results =
        files.state === "known" ? await judged(files.value, workTree, surroundings) : files;
      if (results.state === "unavailable") {
        return cannotJudge(results.reason, surroundings);
      }
      return results.value === "problems" ? 2 : shown(results.value, options, surroundings);
    }),
};

async function shown(
  results: readonly ScenarioResult[],
  options: OptionValues,
  { folder, print, style }: Surroundings,
): Promise<ExitCode> {
  print(scenariosInTerminal(results, style));
  if (typeof options["junit"] === "string") {
    await writeFile(resolve(folder, options["junit"]), scenariosInJunit(results));
  }
  return results.some(({ failures }) => failures.length > 0) ? 1 : 0;
}

async function judged(
  files: readonly ScenarioFile[],
  workTree: WorkTree,
  { complain }: Surroundings,
): Promise<Fact<readonly ScenarioResult[] | "problems">> {
  const change = await workTree.source.read();
  if (change.state === "unavailable") return change;
  const { head, defaultBranch, now } = change.value;
  const view = await viewAt(workTree.repository, head);
  if (view.state === "unavailable") return view;
  const policy = await policyIn(view.value, catalogue, defaultBranch);
  if (policy.state === "unavailable") return policy;
  if (policy.value === undefined)
    return unavailable("missing", "there is no .mltrl/config.yml here");
  const read = files.map(({ path, text }) => ({ path, scenarios: parseScenarios(text, path) }));
  const problems: Problem[] = [policy.value, ...read.map(({ scenarios }) => scenarios)].flatMap(
    (each) => (each.ok ? [] : each.problems),
  );
  if (!policy.value.ok || problems.length > 0) {
    complain(problemLines(problems));
    return known("problems");
  }
  const setting = { policy: policy.value.value, defaultBranch, now };
  return known(
    read.flatMap(({ path, scenarios }) =>
      scenarios.ok
        ? scenarios.value.map((scenario) => ({
            file: path,
            name: scenario.name,
            failures: runScenario(scenario, setting, ENGINE),
          }))
        : [],
    ),
  );
}

async function scenarioFiles(
  named: readonly string[],
  workTree: WorkTree,
  { folder }: Surroundings,
): Promise<Fact<readonly ScenarioFile[]>> {
  if (named.length > 0) {
    const files: ScenarioFile[] = [];
    for (const path of named) {
      const text = await readNamedFile(path, folder);
      if (text.state === "unavailable") return text;
      files.push({ path, text: text.value });
    }
    return known(files);
  }
  const head = await workTree.head();
  if (head.state === "unavailable") return head;
  const view = await viewAt(workTree.repository, head.value);
  if (view.state === "unavailable") return view;
  const files: ScenarioFile[] = [];
  for (const path of pathsIn(view.value.records, FOLDER).filter((each) => each.endsWith(".yml"))) {
    const text = await view.value.text(path);
    if (text.state === "unavailable") return text;
    files.push({ path, text: text.value });
  }
  return files.length > 0
    ? known(files)
    : unavailable("missing", `there is no scenario under ${FOLDER}; name a file, or write one`);
}
