import type { Change } from "../../core/model/change.ts";
import { known } from "../../core/model/fact.ts";
import { readMoment } from "../../core/model/moment.ts";
import { catalogue } from "../../generated/catalogue.ts";
import { auditInMarkdown } from "../../report/audit-markdown.ts";
import { auditOutput } from "../../report/audit-output.ts";
import { auditInTerminal } from "../../report/audit-terminal.ts";
import { jsonText } from "../../report/json.ts";
import { audit } from "../../use-cases/audit/audit.ts";
import { VERSION } from "../version.ts";
import { type Command, FOLDER_OPTION, NO_OPERANDS, RECORDS_OPTION } from "./command.ts";
import type { ExitCode, OptionValues, Surroundings } from "./command.ts";
import { keptRecords } from "./kept-records.ts";
import { inWorkTree } from "./in-work-tree.ts";
import { causeLine } from "./print-causes.ts";

export const auditCommand: Command = {
  name: "audit",
  summary: "Judge every graduation, way back, waiver and hotfix of a branch again",
  operands: NO_OPERANDS,
  options: {
    branch: {
      type: "string",
      value: "REV",
      description: "The branch to audit; the default branch if not given",
    },
    since: {
      type: "string",
      value: "DAY",
      description: "Only what was merged from this day on, such as 2026-06-01",
    },
    strict: { type: "boolean", description: "What cannot be known counts as not held" },
    json: { type: "boolean", description: "Print one JSON object" },
    markdown: { type: "boolean", description: "Print Markdown" },
    ...RECORDS_OPTION,
    ...FOLDER_OPTION,
  },
  notes: [
    "Walks the branch along its first parents, judges each merge by the policy of its day, compares with",
    "the App's records and checks their chain. It needs the whole history, and the records, which a clone",
    'gets with "git fetch origin refs/mltrl/records:refs/mltrl/records". Exit code: 0 if nothing was found',
    "that did not hold, 1 if something was, 2 if it could not look.",
  ],
  run({ options }, surroundings) {
    const { branch } = options;
    const since = typeof options["since"] === "string" ? readMoment(options["since"]) : undefined;
    if (typeof options["since"] === "string" && since === undefined) {
      surroundings.complain(causeLine("--since expects a day such as 2026-06-01"));
      return Promise.resolve(2);
    }
    const based = { ...options, ...(branch !== undefined && { base: branch }) };
    return inWorkTree(based, surroundings, async (workTree) => {
      const change = await workTree.source.read();
      if (change.state === "unavailable") return fail(change.reason, surroundings);
      const kept = options["records"];
      const records =
        typeof kept === "string" ? keptRecords(kept, surroundings.folder) : known(workTree.records);
      if (records.state === "unavailable") return fail(records.reason, surroundings);
      const report = await audit(
        {
          ...branchesOf(change.value),
          ...(since && { since: new Date(since.start).toISOString() }),
        },
        { ...workTree, records: records.value },
        { catalogue, version: VERSION },
      );
      if (report.state === "unavailable") return fail(report.reason, surroundings);
      print(report.value, options, surroundings);
      const { verdict } = report.value;
      return verdict === "broken" || (verdict === "unknown" && options["strict"] === true) ? 1 : 0;
    });
  },
};

function branchesOf({ baseRef, baseTip, defaultBranch, defaultTip, now }: Change) {
  return { branch: baseRef, tip: baseTip, defaultBranch, defaultTip, now };
}

function fail(reason: string, { complain }: Surroundings): ExitCode {
  complain(causeLine(reason));
  return 2;
}

function print(
  report: Parameters<typeof auditOutput>[0],
  options: OptionValues,
  { print: write, style }: Surroundings,
): void {
  if (options["json"] === true) write(jsonText(auditOutput(report)));
  else if (options["markdown"] === true) write(auditInMarkdown(report));
  else write(auditInTerminal(report, style));
}
