import { undecided } from "../../core/decide.ts";
import type { CheckDecision, Decision } from "../../core/model/decision.ts";
import { catalogue } from "../../generated/catalogue.ts";
import { CONFIG_PATH } from "../../gather/policy.ts";
import type { JudgePorts, Verdict } from "../../use-cases/judge.ts";
import { judgeWithPreview } from "../../use-cases/preview-policy.ts";
import type { WorkTree } from "../../worktree/open-work-tree.ts";
import { VERSION } from "../version.ts";
import { ENGINE } from "./shipped-engine.ts";
import { checkWhatRuns } from "./check-deployed.ts";
import { type Command, FOLDER_OPTION, NO_OPERANDS, type Surroundings } from "./command.ts";
import type { ExitCode, OptionValues } from "./command.ts";
import { exitCodeOf } from "./exit-code.ts";
import { inWorkTreeUnderOrganization, ORGANIZATION_OPTION } from "./organization-option.ts";
import { causeLine, problemLines } from "./print-causes.ts";
import { parseFacts, supplyFacts } from "./supply-facts.ts";
import { readNamedFile } from "./read-named-file.ts";
import { SHOWING_OPTIONS, showVerdict } from "./show-verdict.ts";

export const checkCommand: Command = {
  name: "check",
  summary: "Judge the work tree, committed or not, against a base branch",
  operands: NO_OPERANDS,
  options: {
    base: {
      type: "string",
      value: "REV",
      description: "The branch or commit to compare with; the default branch if not given",
    },
    check: { type: "string", value: "NAME", description: "Only the check of this name" },
    facts: {
      type: "string",
      value: "FILE",
      description: "Reviews, teams and other facts that a work tree cannot see (JSON)",
    },
    ...ORGANIZATION_OPTION,
    strict: { type: "boolean", description: "What cannot be seen here blocks as well" },
    deployed: {
      type: "boolean",
      description: "Judge what runs, by the cards' `deployed`, instead",
    },
    ...SHOWING_OPTIONS,
    ...FOLDER_OPTION,
  },
  notes: [
    "Exit code: 0 if nothing blocks, 1 if something does, 2 if nothing could be judged; every cause then",
    "stands on standard error. What waits for people or systems that a work tree cannot see does not",
    "block without --strict. A repository without .mltrl, or a base that no check guards: 0.",
    "With --deployed: each version that a card lists as deployed is judged at its tag, by the records and",
    "reports of the default branch's tip, or of the work tree where it is on that branch; --base judges",
    "another revision, such as HEAD. It is made for a scheduled job, which needs the tags.",
  ],
  async run({ options }, surroundings) {
    const { complain, folder } = surroundings;
    if (options["deployed"] === true) return checkWhatRuns(options, surroundings);
    const facts = await readFacts(options["facts"], folder);
    if (facts?.ok === false) return unjudged(problemLines(facts.problems), surroundings);
    return inWorkTreeUnderOrganization(options, surroundings, async (workTree) => {
      const ports = facts ? supplyFacts(workTree, facts.value) : workTree;
      const code = await judgeAndPrint(ports, workTree, options, surroundings);
      const filters = await workTree.disabledFilters();
      if (filters.state === "known") for (const name of filters.value) complain(filterNote(name));
      return code;
    });
  },
};

async function judgeAndPrint(
  ports: JudgePorts,
  workTree: WorkTree,
  options: OptionValues,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const verdict = await judgeWithPreview(ports, ENGINE);
  if (verdict.state === "unavailable") return unjudged(causeLine(verdict.reason), surroundings);
  const { change } = verdict.value;
  const decision = verdict.value.decision ?? (await nothingAsked(verdict.value, workTree));
  const shown = onlyCheck(decision, options["check"]);
  if (shown === undefined) {
    const names = decision.checks.map(({ name }) => name.slice("mltrl/".length));
    const there = names.length === 0 ? "there is none" : `there are: ${names.join(", ")}`;
    return unjudged(
      causeLine(`no check ${String(options["check"])} guards ${change.baseRef}; ${there}`),
      surroundings,
    );
  }
  await showVerdict(shown, change, options, surroundings);
  const failed = shown.problems.length > 0 || shown.unavailable !== undefined;
  if (!failed) return exitCodeOf(shown, options["strict"] === true);
  const unavailable = shown.unavailable === undefined ? "" : causeLine(shown.unavailable);
  return unjudged(problemLines(shown.problems) + unavailable, surroundings);
}

function unjudged(causes: string, { complain }: Surroundings): ExitCode {
  complain(causes);
  return 2;
}

async function readFacts(file: OptionValues[string], folder: string) {
  if (typeof file !== "string") return undefined;
  const read = await readNamedFile(file, folder);
  return read.state === "known"
    ? parseFacts(read.value, file)
    : { ok: false as const, problems: [{ place: { path: file }, message: read.reason }] };
}

/** Where nobody asks for a gate, the reader wants to know why. */
async function nothingAsked({ change }: Verdict, { repository }: WorkTree): Promise<Decision> {
  const records = await repository.records(change.head);
  const declared = records.state === "known" && records.value.has(CONFIG_PATH);
  const why = declared
    ? `No check of the policy guards ${change.baseRef}. Add the branch to a check in ${CONFIG_PATH}, or compare with another by --base.`
    : `There is no ${CONFIG_PATH} here, so nothing is judged. To start, run \`mltrl init 'my-model=models/my-model/**'\``;
  return undecided([], { problems: [] }, [why], {
    policy: change.defaultTip,
    ladder: catalogue.ladder,
    version: VERSION,
    base: change.baseTip,
    head: change.head,
  });
}

/** The decision as one check sees it; undefined if there is no such check. */
function onlyCheck(decision: Decision, name: OptionValues[string]): Decision | undefined {
  if (typeof name !== "string") return decision;
  const wanted = name.startsWith("mltrl/") ? name : `mltrl/${name}`;
  const isWanted = (check: CheckDecision): boolean =>
    check.name === wanted || check.name.startsWith(`${wanted}/`);
  const checks = decision.checks.filter(isWanted);
  if (checks.length === 0) return undefined;
  const ids = new Set(checks.flatMap(({ components }) => components));
  return { ...decision, checks, components: decision.components.filter(({ id }) => ids.has(id)) };
}

function filterNote(name: string): string {
  return `note: the filter "${name}" stands in this clone's own configuration and is not run; configure it for your user (git config --global) to have it count\n`;
}
