import { catalogue } from "../../generated/catalogue.ts";
import { jsonText } from "../../report/json.ts";
import { rollOutInMarkdown, rollOutInTerminal, rollOutOutput } from "../../report/roll-out.ts";
import { rollOut } from "../../use-cases/portfolio.ts";
import { VERSION } from "../version.ts";
import type { ExitCode, OptionValues, Surroundings } from "./command.ts";
import { inClones } from "./in-clones.ts";
import { organizationFile } from "./organization-option.ts";
import { causeLine, problemLines } from "./print-causes.ts";

/** What is about one change. */
const OF_A_CHANGE = ["base", "approve", "policy", "all", "strict", "cwd"] as const;

/** `mltrl simulate --organization FILE CLONE...`: what a policy would turn red before it is rolled out. */
export async function simulateClones(
  clones: readonly string[],
  options: OptionValues,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { complain, folder, print } = surroundings;
  const others = OF_A_CHANGE.filter((name) => options[name] !== undefined);
  const organization = await organizationFile(options, folder);
  const fault =
    others.length > 0
      ? `--${others.join(", --")} does not go with several clones: every component of each is judged`
      : organization.state === "unavailable"
        ? organization.reason
        : undefined;
  if (fault !== undefined || organization.state === "unavailable") {
    complain(causeLine(fault ?? ""));
    return 2;
  }
  const file = organization.value;
  if (file === undefined) {
    complain(causeLine("clones are judged by an organisation's policy: name it by --organization"));
    return 2;
  }
  const { seen, code } = await inClones(clones, surroundings, (name, ports) =>
    rollOut({ name, ports }, file, { catalogue, version: VERSION }),
  );
  if (options["json"] === true) print(jsonText(rollOutOutput(file.path, seen)));
  else if (options["markdown"] === true) print(rollOutInMarkdown(file.path, seen));
  else print(rollOutInTerminal(file.path, seen));
  complain(seen.map(({ problems }) => problemLines(problems)).join(""));
  if (code !== 0 || seen.some(({ unjudged }) => unjudged !== undefined)) return 2;
  return seen.some(({ turnsRed }) => turnsRed.length > 0) ? 1 : 0;
}
