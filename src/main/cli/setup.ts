import { catalogue } from "../../generated/catalogue.ts";
import { jsonText } from "../../report/json.ts";
import { setupInTerminal, setupOutput } from "../../report/setup.ts";
import { applySetup, previewSetup } from "../../use-cases/setup.ts";
import { VERSION } from "../version.ts";
import type { Command } from "./command.ts";
import { GITHUB_NOTES, GITHUB_OPTIONS, onGithub } from "./on-github.ts";
import { causeLine } from "./print-causes.ts";

export const setupCommand: Command = {
  name: "setup",
  summary:
    "Require the policy's checks on GitHub, each as a run of the App; a preview without --apply",
  operands: { name: "<owner>/<repository>", atLeast: 1, atMost: 1 },
  options: {
    apply: { type: "boolean", description: "Write it; without this nothing is written" },
    json: { type: "boolean", description: "Print one JSON object" },
    ...GITHUB_OPTIONS,
  },
  notes: [
    ...GITHUB_NOTES,
    "Writing takes the right to administrate the repository.",
    "Each check gets a ruleset of its name; rulesets of other names are left alone.",
    "Exit code: 0, or 2 if it could not be looked at or written.",
  ],
  run({ operands: [words = ""], options }, surroundings) {
    const { complain, print, style } = surroundings;
    return onGithub(words, options, surroundings, async ({ app, repository, ports }) => {
      const setupPorts = await ports.ofSetup(repository);
      const plan = await previewSetup(app, setupPorts, { catalogue, version: VERSION });
      if (plan.state === "unavailable") {
        complain(causeLine(plan.reason));
        return 2;
      }
      const apply = options["apply"] === true;
      const written = apply ? await applySetup(plan.value, setupPorts) : undefined;
      if (written?.state === "unavailable") {
        complain(causeLine(written.reason));
        return 2;
      }
      print(
        options["json"] === true
          ? jsonText(setupOutput(plan.value, apply))
          : setupInTerminal(plan.value, apply, style),
      );
      return 0;
    });
  },
};
