import { catalogue } from "../../generated/catalogue.ts";
import { initialFiles } from "../../use-cases/scaffold/initial-files.ts";
import type { NewComponent } from "../../use-cases/scaffold/new-component.ts";
import type { Ask, ExitCode, OptionValues, Surroundings } from "./command.ts";
import { type Command, FOLDER_OPTION } from "./command.ts";
import { describedComponents } from "./described-components.ts";
import { atWorkTreeRoot } from "./in-work-tree.ts";
import { causeLine } from "./print-causes.ts";
import { createInside } from "./write-files.ts";

const PROFILES = catalogue.profiles.map(({ name }) => name);

export const initCommand: Command = {
  name: "init",
  summary: "Write .mltrl for components where they stand today; nothing is overwritten",
  operands: { name: "[<id>=<glob>@<level>...]", atLeast: 0, atMost: Infinity },
  options: {
    adopt: {
      type: "boolean",
      description: "The components worked at their levels before; else they join there",
    },
    owners: { type: "string", value: "LOGINS", description: "Who answers for them, by commas" },
    profile: {
      type: "string",
      value: "NAME",
      description: `What is asked for: ${PROFILES.join(" or ")}; lite if not given`,
    },
    ...FOLDER_OPTION,
  },
  notes: [
    "Example: mltrl init 'nodule=models/nodule/**@4' 'dicom-io=libs/dicom/**' --owners alice",
    "Without components it asks for them, in a terminal. Then: mltrl plan <component>.",
    "Exit code: 0, or 2 if nothing could be written.",
  ],
  async run({ operands, options }, surroundings) {
    const { complain, converse } = surroundings;
    const profile = String(options["profile"] ?? "lite");
    if (!PROFILES.includes(profile)) {
      return refuse(
        [`there is no profile ${profile}; there are: ${PROFILES.join(", ")}`],
        complain,
      );
    }
    const words = operands.length > 0 ? operands : ((await converse?.(namedComponents)) ?? []);
    const described = describedComponents(words, sharedBy(options));
    if (!described.ok) return refuse(described.faults, complain);
    if (described.components.length === 0) {
      return refuse(["name at least one component, such as nodule=models/nodule/**@4"], complain);
    }
    return atWorkTreeRoot(options, surroundings, (root) =>
      writeAll(root, described.components, profile, surroundings),
    );
  },
};

function refuse(causes: readonly string[], complain: Surroundings["complain"]): ExitCode {
  complain(causes.map(causeLine).join(""));
  return 2;
}

function sharedBy(options: OptionValues): Pick<NewComponent, "owners" | "arrival"> {
  const owners = String(options["owners"] ?? "");
  return {
    owners: owners.split(",").flatMap((login) => login.trim().replace(/^@/, "") || []),
    arrival: options["adopt"] === true ? "adopted" : "entry",
  };
}

/** One component after the other, until no more is named. */
async function namedComponents(ask: Ask): Promise<string[]> {
  const words: string[] = [];
  for (;;) {
    const id = await ask(`${words.length === 0 ? "First" : "Next"} component (empty to end): `);
    if (id === "") return words;
    const paths = await ask(`Where is ${id}? Patterns by commas, such as models/${id}/**: `);
    const level = await ask("At which level does it work today, 0 to 9? ");
    words.push(`${id}=${paths}@${level === "" ? "0" : level}`);
  }
}

async function writeAll(
  root: string,
  components: readonly NewComponent[],
  profile: string,
  { print, complain }: Surroundings,
): Promise<ExitCode> {
  let left = 0;
  for (const { path, text } of initialFiles(components, profile, catalogue)) {
    if (await createInside(root, path, text)) print(`${path}\n`);
    else {
      left += 1;
      complain(causeLine(`${path} is there already and was left as it is`));
    }
  }
  if (left > 0) complain(causeLine("what is new to them has to be added by hand"));
  print(`\nNext: mltrl validate; mltrl plan ${components[0]?.id ?? "<component>"}\n`);
  return 0;
}
