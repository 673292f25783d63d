import { isLevel } from "../../core/model/level.ts";
import { type Fact, known, unavailable } from "../../core/model/fact.ts";
import { parseHotfixRecord } from "../../evidence/hotfix-record.ts";
import {
  parseDecisionRecord,
  parseReviewRecord,
  parseSwitchbackRecord,
} from "../../evidence/records.ts";
import { type RecordName, RECORDS, writeRecord } from "../../evidence/write-record.ts";
import { gatherCard } from "../../gather/card.ts";
import { viewAt } from "../../gather/view.ts";
import { datasheetFile } from "../../use-cases/scaffold/datasheet-file.ts";
import type { NewFile } from "../../use-cases/scaffold/new-component.ts";
import type { WorkTree } from "../../worktree/open-work-tree.ts";
import { type Command, FOLDER_OPTION, type OptionValues } from "./command.ts";
import { COMPONENT_ID } from "./described-components.ts";
import { atWorkTreeRoot } from "./in-work-tree.ts";
import { causeLine } from "./print-causes.ts";
import { newWaiver } from "./new-waiver.ts";
import { createInside, writeInside } from "./write-files.ts";

const text = (value: string, description: string) =>
  ({ type: "string", value, description }) as const;

export const newCommand: Command = {
  name: "new",
  summary: "Write a record: decision, review, switchback, hotfix, datasheet or waiver",
  operands: { name: "<record> <component>", atLeast: 2, atMost: 2 },
  options: {
    decision: text("WORD", "What was decided, such as prototype, continue, graduate, go"),
    reason: text("TEXT", "Why; of a decision, a switchback or a waiver"),
    rule: text("RULE", "Of a waiver: the rule that may be broken"),
    by: text("NAMES", "Who decided, reviewed or asks for a waiver, by commas"),
    level: text("LEVEL", "Of a decision: the level it closes; the card's if not given"),
    to: text("LEVEL", "Of a review or a switchback: where it leads"),
    type: text("TYPE", "Of a switchback: discovery, review or embedded"),
    change: text("KIND", "Of a switchback of a deployed component: what changes, such as retrain"),
    criteria: text("TEXTS", "Of a review: what was judged by, parted by semicolons"),
    "signed-by": text("NAMES", "Of a decision: who answers for it, by commas"),
    window: text("FROM..TO", "Of a decision: the days on which it may be carried out"),
    resources: text("TEXTS", "Of a decision: what is committed to it, parted by semicolons"),
    incident: text("TEXT", "Of a hotfix: what happened, or a link"),
    "approved-by": text("LOGIN", "Of a hotfix: who looked at it, if somebody has"),
    until: text("DATE", "Of a hotfix or a waiver: its last day"),
    ...FOLDER_OPTION,
  },
  notes: [
    "Examples: mltrl new decision nodule --decision continue --reason 'holds on two sites' --by alice",
    "          mltrl new switchback nodule --to 3 --type discovery --reason '...' --by bob",
    "          mltrl new datasheet chest-ct",
    "The record is dated today and read back before it is written; nothing is overwritten, and a waiver",
    "is added to .mltrl/waivers.yml.",
    "Exit code: 0, or 2 if the record could not be written.",
  ],
  run({ operands, options }, surroundings) {
    const [record = "", name = ""] = operands;
    const { clock, complain, print } = surroundings;
    return atWorkTreeRoot(options, surroundings, async (root, workTree) => {
      const date = new Date(clock.now()).toISOString().slice(0, 10);
      const file = await fileOf(record, name, options, date, workTree);
      if (file.state === "unavailable") {
        complain(optionFaults(file.reason).map(causeLine).join(""));
        return 2;
      }
      const { path, text } = file.value;
      // A waiver is one more entry of the file that there is.
      const write = record === "waiver" ? writeInside : createInside;
      if ((await write(root, path, text)) === false) {
        complain(causeLine(`${path} is there already and was left as it is`));
        return 2;
      }
      print(`${path}\n`);
      return 0;
    });
  },
};

const PARSERS: Readonly<Record<RecordName, (text: string, path: string) => Fact<unknown>>> = {
  decision: parseDecisionRecord,
  review: parseReviewRecord,
  switchback: parseSwitchbackRecord,
  hotfix: parseHotfixRecord,
};

async function fileOf(
  record: string,
  name: string,
  options: OptionValues,
  date: string,
  workTree: WorkTree,
): Promise<Fact<NewFile>> {
  if (!COMPONENT_ID.test(name)) {
    return unavailable("invalid", `"${name}" is no name: 1 to 64 of a-z, 0-9 and -`);
  }
  if (record === "datasheet") return known(datasheetFile(name));
  if (record === "waiver") return newWaiver(name, options, date, workTree);
  if (!isRecord(record)) {
    const names = [...Object.keys(RECORDS), "datasheet", "waiver"].join(", ");
    return unavailable("invalid", `there is no record "${record}"; there are: ${names}`);
  }
  const from = await levelOf(name, workTree);
  if (from.state === "unavailable") return from;
  const file = writeRecord(record, {
    component: name,
    date,
    ...contentOf(record, from.value, options),
  });
  const read = PARSERS[record](file.text, file.path);
  return read.state === "known" ? known(file) : read;
}

/** What is wrong with a record that is not written yet, by the options that give it and one a line. */
function optionFaults(reason: string): string[] {
  return reason
    .split(/(?:^|; )line \d+: /)
    .filter((fault) => fault !== "")
    .map((fault) => fault.replace(/^`([a-z-]+)`: /, "--$1: "));
}

function isRecord(name: string): name is RecordName {
  return Object.hasOwn(RECORDS, name);
}

async function levelOf(component: string, { head, repository }: WorkTree): Promise<Fact<number>> {
  const revision = await head();
  if (revision.state === "unavailable") return revision;
  const view = await viewAt(repository, revision.value);
  if (view.state === "unavailable") return view;
  const card = await gatherCard(view.value, component);
  if (card.state === "unavailable") return card;
  return card.value === undefined
    ? unavailable("missing", `${component} has no card; expected .mltrl/cards/${component}.md`)
    : known(card.value.level);
}

function contentOf(
  record: RecordName,
  from: number,
  options: OptionValues,
): Readonly<Record<string, unknown>> {
  const { decision, reason, type, change, incident, until } = options;
  const by = listOf(options["by"], ",");
  const to = levelIn(options["to"]);
  switch (record) {
    case "decision": {
      const resources = listOf(options["resources"], ";");
      const signedBy = listOf(options["signed-by"], ",");
      return {
        level: levelIn(options["level"]) ?? from,
        decision,
        reason,
        by,
        resources,
        window: windowIn(options["window"]),
        "signed-by": signedBy,
      };
    }
    case "review": {
      const criteria = listOf(options["criteria"], ";");
      return {
        from,
        to: to ?? from + 1,
        decision: decision ?? "graduate",
        reviewers: by,
        criteria,
      };
    }
    case "switchback":
      return { from, to, type, reason, reviewers: by, change };
    case "hotfix":
      return {
        incident,
        by: by?.[0],
        "approved-by": options["approved-by"],
        until,
      };
  }
}

function listOf(written: OptionValues[string], separator: string): readonly string[] | undefined {
  if (typeof written !== "string") return undefined;
  return written.split(separator).flatMap((part) => part.trim() || []);
}

/** `2026-06-01..2026-06-30`; what is not two days is left for the record's own schema to name. */
function windowIn(written: OptionValues[string]): unknown {
  if (typeof written !== "string") return undefined;
  const [from, to, ...more] = written.split("..");
  return to === undefined || more.length > 0 ? written : { from, to };
}

/** What is no level is left as it was written, for the record's own schema to name. */
function levelIn(written: OptionValues[string]): unknown {
  if (written === undefined) return undefined;
  const level = Number(written);
  return isLevel(level) ? level : written;
}
