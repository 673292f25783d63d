import { type Fact, known, unavailable } from "../../core/model/fact.ts";
import type { Simulation } from "../../core/model/simulation.ts";
import { jsonText } from "../../report/json.ts";
import {
  simulationInMarkdown,
  simulationInTerminal,
  simulationOutput,
} from "../../report/simulation.ts";
import { rulesById } from "../../use-cases/engine.ts";
import type { JudgePorts } from "../../use-cases/judge.ts";
import { simulate, type WhatIf } from "../../use-cases/simulate.ts";
import type { SimulatedApproval } from "../../use-cases/simulated-approvals.ts";
import { cannotJudge } from "./cannot-judge.ts";
import { ENGINE } from "./shipped-engine.ts";
import { assumedPolicy, POLICY_OPTION } from "./assumed-policy-option.ts";
import { simulateClones } from "./simulate-clones.ts";
import { type Command, FOLDER_OPTION, type OptionValues } from "./command.ts";
import type { ExitCode, Surroundings } from "./command.ts";
import { exitCodeOf } from "./exit-code.ts";
import { inWorkTree } from "./in-work-tree.ts";
import { CURRENT_OPTION, ORGANIZATION_OPTION, organizationFile } from "./organization-option.ts";
import { causeLine, problemLines } from "./print-causes.ts";

export const simulateCommand: Command = {
  name: "simulate",
  summary: "Show what the verdict would be under another policy, base or approval; writes nothing",
  operands: { name: "[clone...]", atLeast: 0, atMost: Infinity },
  options: {
    base: { type: "string", value: "REV", description: "If it went to this branch or commit" },
    approve: {
      type: "string",
      value: "LOGIN[:ROLE],...",
      description: "If these people had approved it, each as the role that the review signs",
    },
    ...POLICY_OPTION,
    ...ORGANIZATION_OPTION,
    ...CURRENT_OPTION,
    all: { type: "boolean", description: "Judge every component, whatever has changed" },
    strict: { type: "boolean", description: "What cannot be seen here blocks as well" },
    json: { type: "boolean", description: "Print one JSON object" },
    markdown: { type: "boolean", description: "Print Markdown" },
    ...FOLDER_OPTION,
  },
  notes: [
    "Judges the work tree as it is and as it would be, and prints both verdicts side by side with every",
    "rule that turns red or green. --all with something else judges every component on both sides.",
    "A folder given by --policy is the whole policy: config.yml, profiles, checklists, waivers if it has any,",
    "and organization.yml as --organization.",
    "With clones, --organization, and --current if one applies today: lists what the policy would turn red in",
    "each, with counts by rule.",
    "Exit code, by the verdict that there would be: 0 if nothing blocks, 1 if something does, 2 if",
    "nothing could be judged.",
  ],
  run: ({ operands, options }, surroundings) =>
    operands.length > 0
      ? simulateClones(operands, options, surroundings)
      : inWorkTree({ cwd: options["cwd"] }, surroundings, async (workTree) => {
          const { base } = options;
          if (typeof base !== "string")
            return simulateAndPrint(workTree, {}, options, surroundings);
          return inWorkTree(options, surroundings, (other) =>
            simulateAndPrint(
              workTree,
              { base: { name: base, ports: other } },
              options,
              surroundings,
            ),
          );
        }),
};

async function simulateAndPrint(
  ports: JudgePorts,
  base: Pick<WhatIf, "base">,
  options: OptionValues,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { complain } = surroundings;
  const whatIf = await readWhatIf(options, surroundings.folder);
  const simulation =
    whatIf.state === "known" ? await simulate(ports, { ...base, ...whatIf.value }, ENGINE) : whatIf;
  if (simulation.state === "unavailable") {
    return cannotJudge(simulation.reason, surroundings);
  }
  print(simulation.value, options, surroundings);
  const { after } = simulation.value;
  complain(problemLines(after.problems));
  if (after.unavailable !== undefined) complain(causeLine(after.unavailable));
  const judged = after.problems.length === 0 && after.unavailable === undefined;
  return judged ? exitCodeOf(after, options["strict"] === true) : 2;
}

function print(simulation: Simulation, options: OptionValues, surroundings: Surroundings): void {
  const { print: write, style } = surroundings;
  const rules = rulesById(ENGINE, simulation.after.provenance.ladder);
  if (options["json"] === true) write(jsonText(simulationOutput(simulation, rules)));
  else if (options["markdown"] === true) write(simulationInMarkdown(simulation, rules));
  else write(simulationInTerminal(simulation, { rules, style }));
}

async function readWhatIf(options: OptionValues, folder: string): Promise<Fact<WhatIf>> {
  const approvals = approvalsIn(options["approve"]);
  if (approvals.state === "unavailable") return approvals;
  const given = await assumedPolicy(options, folder);
  if (given.state === "unavailable") return given;
  const named = await organizationFile(options, folder);
  if (named.state === "unavailable") return named;
  const current = await organizationFile(options, folder, "current");
  if (current.state === "unavailable") return current;
  const organization = named.value ?? given.value.organization;
  return known({
    ...given.value,
    approvals: approvals.value,
    wholeTree: options["all"] === true,
    ...(organization && { organization }),
    ...(current.value && { current: current.value }),
  });
}

function approvalsIn(written: OptionValues[string]): Fact<SimulatedApproval[]> {
  if (typeof written !== "string") return known([]);
  const approvals: SimulatedApproval[] = [];
  for (const word of written.split(",")) {
    const match = /^([A-Za-z0-9][A-Za-z0-9-]*(?:\[bot\])?)(?::([a-z0-9][a-z0-9-]{0,63}))?$/.exec(
      word.trim(),
    );
    const [, login, role] = match ?? [];
    if (login === undefined) {
      return unavailable(
        "invalid",
        `--approve asks for LOGIN or LOGIN:ROLE, several with commas between, got ${JSON.stringify(word)}`,
      );
    }
    approvals.push({ login, ...(role !== undefined && { role }) });
  }
  return known(approvals);
}
