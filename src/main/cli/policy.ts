import { placeText } from "../../core/model/place.ts";
import { catalogue } from "../../generated/catalogue.ts";
import { plain } from "../../report/escape.ts";
import { type ShownPolicy, type ShownSetting, showPolicy } from "../../use-cases/show-policy.ts";
import { type Command, FOLDER_OPTION } from "./command.ts";
import { cannotJudge } from "./cannot-judge.ts";
import { inWorkTreeUnderOrganization, ORGANIZATION_OPTION } from "./organization-option.ts";

export const policyCommand: Command = {
  name: "policy",
  summary: "Show every value of the policy that counts, with the file and line that set it",
  operands: { name: "show", atLeast: 1, atMost: 1 },
  options: {
    base: {
      type: "string",
      value: "REV",
      description: "The branch that is merged to; the default branch if not given",
    },
    ...ORGANIZATION_OPTION,
    json: { type: "boolean", description: "Print one JSON object" },
    ...FOLDER_OPTION,
  },
  notes: [
    "One value a line: its name, the value, and built-in, or the layer with its file and line. The policy is",
    "that of the default branch's tip, below the organisation's, tightened by the base branch's.",
    "Exit code: 0, or 2 if there is no policy or it cannot be read.",
  ],
  run({ operands, options }, surroundings) {
    const [what = ""] = operands;
    if (what !== "show") {
      return Promise.resolve(cannotJudge(`mltrl policy takes "show", got ${what}`, surroundings));
    }
    return inWorkTreeUnderOrganization(options, surroundings, async ({ source, repository }) => {
      const change = await source.read();
      if (change.state === "unavailable") return cannotJudge(change.reason, surroundings);
      const shown = await showPolicy(change.value, repository, catalogue);
      if (shown.state === "unavailable") return cannotJudge(shown.reason, surroundings);
      surroundings.print(
        options["json"] === true
          ? `${JSON.stringify({ version: 1, ...shown.value }, undefined, 2)}\n`
          : [beginning(shown.value), ...shown.value.settings.map(line)].join(""),
      );
      return 0;
    });
  },
};

function beginning({ from }: ShownPolicy): string {
  return from === undefined
    ? ""
    : `As from ${plain(from)}, when the organisation's policy begins to bind:\n`;
}

function line({ name, value, layer, place }: ShownSetting): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const source = place === undefined ? layer : `${layer}, ${placeText(place)}`;
  return `${plain(name)}: ${plain(text, 300)}  (${plain(source)})\n`;
}
