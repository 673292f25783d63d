import { jsonText } from "../../report/json.ts";
import {
  closesSomething,
  rollOutInMarkdown,
  rollOutInTerminal,
  rollOutOutput,
} from "../../report/roll-out.ts";
import { beginningOf } from "../../use-cases/organization-standing.ts";
import { rollOut } from "../../use-cases/roll-out.ts";
import { cannotJudge } from "./cannot-judge.ts";
import { ENGINE } from "./shipped-engine.ts";
import type { ExitCode, OptionValues, Surroundings } from "./command.ts";
import { inClones } from "./in-clones.ts";
import { organizationFile } from "./organization-option.ts";
import { problemLines } from "./print-causes.ts";

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
  const current = await organizationFile(options, folder, "current");
  if (others.length > 0) {
    return cannotJudge(
      `--${others.join(", --")} does not go with several clones: every component of each is judged`,
      surroundings,
    );
  }
  if (organization.state === "unavailable") return cannotJudge(organization.reason, surroundings);
  if (current.state === "unavailable") return cannotJudge(current.reason, surroundings);
  const file = organization.value;
  if (file === undefined) {
    return cannotJudge(
      "clones are judged by an organisation's policy: name it by --organization",
      surroundings,
    );
  }
  const policies = { proposed: file, ...(current.value && { current: current.value }) };
  const { seen, code } = await inClones(clones, surroundings, (name, ports) =>
    rollOut({ name, ports }, policies, ENGINE),
  );
  const from = beginningOf(file, ENGINE.catalogue);
  const named = {
    proposed: file.path,
    ...(current.value && { current: current.value.path }),
    ...(from !== undefined && { from }),
  };
  if (options["json"] === true) print(jsonText(rollOutOutput(named, seen)));
  else if (options["markdown"] === true) print(rollOutInMarkdown(named, seen));
  else print(rollOutInTerminal(named, seen));
  complain(seen.map(({ problems }) => problemLines(problems)).join(""));
  if (code !== 0 || seen.some(({ unjudged }) => unjudged !== undefined)) return 2;
  return seen.some(closesSomething) ? 1 : 0;
}
