import { jsonText } from "../../report/json.ts";
import { setupInTerminal, setupOutput } from "../../report/setup.ts";
import { applySetup, previewSetup } from "../../use-cases/setup.ts";
import { cannotJudge } from "./cannot-judge.ts";
import { ENGINE } from "./shipped-engine.ts";
import type { Command } from "./command.ts";
import { GITHUB_NOTES, GITHUB_OPTIONS, onGithub } from "./on-github.ts";

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
    const { print, style } = surroundings;
    return onGithub(words, options, surroundings, async ({ app, repository, ports }) => {
      const setupPorts = await ports.ofSetup(repository);
      const plan = await previewSetup(app, setupPorts, ENGINE);
      if (plan.state === "unavailable") {
        return cannotJudge(plan.reason, surroundings);
      }
      const apply = options["apply"] === true;
      const written = apply ? await applySetup(plan.value, setupPorts) : undefined;
      if (written?.state === "unavailable") {
        return cannotJudge(written.reason, surroundings);
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
