import { lstat, mkdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { writeStamp } from "../../evidence/stamp.ts";
import { stampPath } from "../../gather/reports.ts";
import { catalogue } from "../../generated/catalogue.ts";
import { stamp } from "../../use-cases/stamp.ts";
import { openWorkTree } from "../../worktree/open-work-tree.ts";
import { type Command, FOLDER_OPTION } from "./command.ts";
import { causeLine } from "./print-causes.ts";

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
    ...FOLDER_OPTION,
  },
  notes: [
    "Run it where the reports are made, right after the tests; then commit the reports together with",
    ".mltrl/evidence/<component>/stamp.yml. Reports that git ignores cannot be stamped.",
    "Exit code: 0, or 2 if a component could not be stamped; the others are.",
  ],
  async run({ operands, options }, { clock, complain, environment, folder, print }) {
    const opened = openWorkTree({
      folder: resolve(folder, String(options["cwd"] ?? ".")),
      ...(typeof options["base"] === "string" && { base: options["base"] }),
      clock,
      environment,
    });
    if (opened.state === "unavailable") {
      complain(causeLine(opened.reason));
      return 2;
    }
    const workTree = opened.value;
    try {
      const root = await workTree.root();
      if (root.state === "unavailable") {
        complain(causeLine(root.reason));
        return 2;
      }
      let failed = false;
      for (const component of new Set(operands)) {
        const stamped = await stamp(workTree, catalogue, component);
        if (stamped.state === "unavailable") {
          complain(causeLine(stamped.reason));
          failed = true;
          continue;
        }
        const path = stampPath(component);
        await writeInside(root.value, path, writeStamp(stamped.value));
        const { size } = stamped.value.reports;
        print(`${path}: ${size} ${size === 1 ? "report" : "reports"} of ${component}\n`);
      }
      return failed ? 2 : 0;
    } finally {
      await workTree.close();
    }
  },
};

/** Writes a file of the work tree; never through a link, which may lead anywhere. */
async function writeInside(root: string, path: string, text: string): Promise<void> {
  const parts = path.split("/");
  for (let i = 1; i <= parts.length; i += 1) {
    const part = parts.slice(0, i).join("/");
    const found = await lstat(join(root, part)).catch(() => undefined);
    if (found?.isSymbolicLink() === true) {
      throw new Error(`${part} is a symbolic link; only plain files are written under .mltrl`);
    }
  }
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}
