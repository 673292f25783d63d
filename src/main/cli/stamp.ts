import { writeStamp } from "../../evidence/stamp.ts";
import { stampPath } from "../../gather/deployed-evidence.ts";
import { catalogue } from "../../generated/catalogue.ts";
import { stamp } from "../../use-cases/stamp.ts";
import { type Command, FOLDER_OPTION } from "./command.ts";
import { atWorkTreeRoot } from "./in-work-tree.ts";
import { causeLine } from "./print-causes.ts";
import { writeInside } from "./write-files.ts";

export const stampCommand: Command = {
  name: "stamp",
  summary: "Bind a component's committed reports to the content they speak of",
  operands: { name: "<component>...", atLeast: 1, atMost: Infinity },
  options: {
    base: {
      type: "string",
      value: "REV",
      description: "The branch whose policy counts; the default branch if not given",
    },
    deployed: {
      type: "string",
      value: "VERSION",
      description: "Bind the reports to the content at the tag of this deployed version",
    },
    ...FOLDER_OPTION,
  },
  notes: [
    "Run it where the reports are made, right after the tests; then commit the reports together with",
    ".mltrl/evidence/<component>/stamp.yml. Reports that git ignores cannot be stamped.",
    "With --deployed the stamp is stamp@VERSION.yml; it binds reports named <name>@VERSION.<ext>, and",
    "those without a version in their name that no such report stands in for.",
    "Exit code: 0, or 2 if a component could not be stamped; the others are.",
  ],
  run({ operands, options }, surroundings) {
    const { complain, print } = surroundings;
    return atWorkTreeRoot(options, surroundings, async (root, workTree) => {
      const version = typeof options["deployed"] === "string" ? options["deployed"] : undefined;
      let failed = false;
      for (const component of new Set(operands)) {
        const stamped = await stamp(workTree, catalogue, component, version);
        if (stamped.state === "unavailable") {
          complain(causeLine(stamped.reason));
          failed = true;
          continue;
        }
        const path = stampPath(component, version);
        await writeInside(root, path, writeStamp(stamped.value));
        const { size } = stamped.value.reports;
        print(`${path}: ${size} ${size === 1 ? "report" : "reports"} of ${component}\n`);
      }
      return failed ? 2 : 0;
    });
  },
};
