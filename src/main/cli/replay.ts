import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Fact } from "../../core/model/fact.ts";
import { parseCapsule } from "../../core/records/capsule.ts";
import { replayCapsule } from "../../core/records/replay-capsule.ts";
import { textDigest } from "../../core/source/canonical-json.ts";
import { catalogue } from "../../generated/catalogue.ts";
import { jsonText } from "../../report/json.ts";
import { replayInTerminal } from "../../report/replay.ts";
import { rulesById } from "../../use-cases/engine.ts";
import { findRecord, type FoundRecord } from "../../use-cases/find-record.ts";
import { VERSION } from "../version.ts";
import { type Command, FOLDER_OPTION, type OptionValues, RECORDS_OPTION } from "./command.ts";
import type { ExitCode, Surroundings } from "./command.ts";
import { atWorkTreeRoot } from "./in-work-tree.ts";
import { keptRecords } from "./kept-records.ts";
import { causeLine } from "./print-causes.ts";

export const replayCommand: Command = {
  name: "replay",
  summary: "Judge a record of a merge again, on nothing but what it holds",
  operands: { name: "<record>", atLeast: 1, atMost: 1 },
  options: {
    all: { type: "boolean", description: "List the rules that hold as well" },
    json: { type: "boolean", description: "Print one JSON object" },
    ...RECORDS_OPTION,
    ...FOLDER_OPTION,
  },
  notes: [
    "A record is a file, or one of refs/mltrl/records by its number, its digest or twelve characters of",
    'that; a clone gets them with "git fetch origin refs/mltrl/records:refs/mltrl/records". Needs no',
    "network. Exit code: 0 if the decision is the same, 1 if this version of mltrl-gate judges otherwise,",
    "2 if there is no such record or it cannot be read.",
  ],
  async run({ operands: [wanted = ""], options }, surroundings) {
    const { folder } = surroundings;
    const file = await readFile(resolve(folder, wanted), "utf8").catch(() => undefined);
    if (file !== undefined) return judgeAgain({ name: wanted, text: file }, options, surroundings);
    const use = (found: Fact<FoundRecord>): ExitCode => {
      if (found.state === "known") return judgeAgain(found.value, options, surroundings);
      surroundings.complain(causeLine(found.reason));
      return 2;
    };
    const kept = options["records"];
    if (typeof kept === "string") {
      const records = keptRecords(kept, folder);
      return use(records.state === "known" ? await findRecord(wanted, records.value) : records);
    }
    return atWorkTreeRoot(options, surroundings, async (_, { records }) =>
      use(await findRecord(wanted, records)),
    );
  },
};

function judgeAgain(
  { name, text }: FoundRecord,
  options: OptionValues,
  { complain, print, style }: Surroundings,
): ExitCode {
  const capsule = parseCapsule(text, name);
  const replay = capsule.state === "known" ? replayCapsule(capsule.value) : capsule;
  if (replay.state === "unavailable") {
    complain(causeLine(replay.reason));
    return 2;
  }
  const shown = { ...replay.value, again: byUs(replay.value.again) };
  const digest = textDigest(text);
  if (options["json"] === true) {
    print(jsonText({ version: 1, record: name, digest, ...shown }));
  } else {
    // A record keeps what judged and not the words.
    const rules = rulesById({ catalogue }, replay.value.recorded.provenance.ladder);
    const all = options["all"] === true;
    print(replayInTerminal({ name, digest, replay: shown }, { rules, style, all }));
  }
  return replay.value.differences.length === 0 ? 0 : 1;
}

/** What is judged again is judged by the version that runs. */
function byUs<T extends { readonly provenance: { readonly version: string } }>(decision: T): T {
  return { ...decision, provenance: { ...decision.provenance, version: VERSION } };
}
