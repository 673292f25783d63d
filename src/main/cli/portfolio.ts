import { catalogue } from "../../generated/catalogue.ts";
import { jsonText } from "../../report/json.ts";
import {
  portfolioInMarkdown,
  portfolioInTerminal,
  portfolioOutput,
} from "../../report/portfolio.ts";
import { repositoryStanding } from "../../use-cases/portfolio.ts";
import { cannotJudge } from "./cannot-judge.ts";
import { ENGINE } from "./shipped-engine.ts";
import type { Command } from "./command.ts";
import { inClones } from "./in-clones.ts";
import { problemLines } from "./print-causes.ts";
import { ORGANIZATION_OPTION, organizationFile } from "./organization-option.ts";

export const portfolioCommand: Command = {
  name: "portfolio",
  summary: "List how the components of several clones stand: level, failing rules, what runs out",
  operands: { name: "<clone>...", atLeast: 1, atMost: Infinity },
  options: {
    ...ORGANIZATION_OPTION,
    json: { type: "boolean", description: "Print one JSON object" },
    markdown: { type: "boolean", description: "Print a Markdown table" },
  },
  notes: [
    "Judges what stands in each work tree by its own policy, every component, without grace. A panel",
    "waits where the work tree asks for a step that its default branch does not have, and for a hotfix;",
    "open pull requests are not seen, nor the panels, waivers and hotfixes that wait in one.",
    "Exit code: 0, or 2 if one of them could not be judged; the others are listed all the same.",
  ],
  async run({ operands, options }, surroundings) {
    const { clock, complain, folder, print } = surroundings;
    const organization = await organizationFile(options, folder);
    if (organization.state === "unavailable") {
      return cannotJudge(organization.reason, surroundings);
    }
    const { seen, code } = await inClones(operands, surroundings, (name, ports) =>
      repositoryStanding({ name, ports }, ENGINE, organization.value),
    );
    const now = new Date(clock.now()).toISOString();
    if (options["json"] === true) print(jsonText(portfolioOutput(seen, catalogue.ladder, now)));
    else if (options["markdown"] === true) print(portfolioInMarkdown(seen, now));
    else print(portfolioInTerminal(seen, now));
    complain(seen.map(({ problems }) => problemLines(problems)).join(""));
    return seen.some(({ unjudged }) => unjudged !== undefined) ? 2 : code;
  },
};
