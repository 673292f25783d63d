import { resolve } from "node:path";
import { importCard } from "../../evidence/import-card.ts";
import { cardPath } from "../../gather/card.ts";
import { type Command, FOLDER_OPTION } from "./command.ts";
import { COMPONENT_ID } from "./described-components.ts";
import { atWorkTreeRoot } from "./in-work-tree.ts";
import { causeLine } from "./print-causes.ts";
import { createInside } from "./write-files.ts";
import { readNamedFile } from "./read-named-file.ts";

export const importCommand: Command = {
  name: "import",
  summary: "Turn a card with the official summary table into one with front matter",
  operands: { name: "<card>", atLeast: 1, atMost: 1 },
  options: {
    to: {
      type: "string",
      value: "COMPONENT",
      description: "Write it as the card of this component, if it has none; else it is printed",
    },
    ...FOLDER_OPTION,
  },
  notes: [
    "Nothing of the card is lost: what front matter does not hold stays in its text.",
    "Exit code: 0, or 2 if the card could not be turned or is there already.",
  ],
  async run({ operands, options }, surroundings) {
    const { complain, folder, print } = surroundings;
    const file = operands.join(" ");
    const start = resolve(folder, String(options["cwd"] ?? "."));
    const read = await readNamedFile(file, start);
    const imported = read.state === "known" ? importCard(read.value, file) : read;
    if (imported.state === "unavailable") {
      complain(causeLine(imported.reason));
      return 2;
    }
    const component = options["to"];
    if (typeof component !== "string") {
      print(imported.value);
      return 0;
    }
    if (!COMPONENT_ID.test(component)) {
      complain(causeLine("--to names a component: 1 to 64 of a-z, 0-9 and -, not starting with -"));
      return 2;
    }
    const path = cardPath(component);
    return atWorkTreeRoot(options, surroundings, async (root) => {
      if (await createInside(root, path, imported.value)) {
        print(`${path}\n`);
        return 0;
      }
      complain(causeLine(`${path} is there already and was left as it is`));
      return 2;
    });
  },
};
