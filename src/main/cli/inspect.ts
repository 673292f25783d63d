import type { Inspection } from "../../core/model/inspection.ts";
import { inspectionInTerminal } from "../../report/inspection.ts";
import { inspectFile } from "../../use-cases/inspect/inspect-file.ts";
import type { Command } from "./command.ts";
import { readNamedBytes } from "./read-named-file.ts";

export const inspectCommand: Command = {
  name: "inspect",
  summary: "Show what the gate understands of evidence, cards, checklists, documents or tags",
  operands: { name: "<file>...", atLeast: 1, atMost: Infinity },
  options: {
    json: { type: "boolean", description: "Print a JSON array with one object a file" },
    lines: { type: "boolean", description: "Of coverage also the numbers of the lines" },
  },
  notes: [
    "Each object has file, format, kind, summary, items and problems. Needs no repository. A list of",
    "tags is a text file with one tag a line, as `git tag` or `git for-each-ref refs/tags` prints it.",
    "Exit code: 0 if every file was understood, 1 if one has problems, 2 if one could not be opened.",
  ],
  async run({ operands, options }, { complain, folder, print, style }) {
    const inspected: Inspection[] = [];
    let unopened = false;
    for (const file of operands) {
      const bytes = await readNamedBytes(file, folder);
      if (bytes.state === "known") inspected.push(inspectFile(file, bytes.value));
      else {
        complain(`mltrl: ${bytes.reason}\n`);
        inspected.push(unopenedFile(file, bytes.reason));
        unopened = true;
      }
    }
    const shown = options["lines"] === true ? inspected : inspected.map(withoutLines);
    if (options["json"] === true) print(`${JSON.stringify(shown, undefined, 2)}\n`);
    else print(shown.map((each) => inspectionInTerminal(each, style)).join("\n"));
    if (unopened) return 2;
    return inspected.some(({ problems }) => problems.length > 0) ? 1 : 0;
  },
};

/** Its place in the list is kept, so that whoever reads the JSON need not count. */
function unopenedFile(file: string, message: string): Inspection {
  return { file, kind: null, format: null, summary: {}, items: [], problems: [{ message }] };
}

function withoutLines(inspection: Inspection): Inspection {
  const items = inspection.items.map((item) =>
    Object.fromEntries(Object.entries(item).filter(([name]) => name !== "lineNumbers")),
  );
  return { ...inspection, items };
}
