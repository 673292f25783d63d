import { doctorInTerminal, doctorOutput, isSound } from "../../report/doctor.ts";
import { jsonText } from "../../report/json.ts";
import { examine } from "../../use-cases/doctor.ts";
import { SUBSCRIBED_EVENTS } from "../app/webhook-routes.ts";
import { cannotJudge } from "./cannot-judge.ts";
import { ENGINE } from "./shipped-engine.ts";
import type { Command } from "./command.ts";
import { GITHUB_NOTES, GITHUB_OPTIONS, onGithub } from "./on-github.ts";

export const doctorCommand: Command = {
  name: "doctor",
  summary: "Look for whatever lets somebody past the gate on GitHub, or keeps it from judging",
  operands: { name: "<owner>/<repository>", atLeast: 1, atMost: 1 },
  options: {
    json: { type: "boolean", description: "Print one JSON object" },
    ...GITHUB_OPTIONS,
  },
  notes: [
    ...GITHUB_NOTES,
    "It sees all with the token of a repository admin who owns the organisation.",
    "Exit code: 0 if the gate holds, 1 if not or if that cannot be seen, 2 if nothing could be looked at.",
  ],
  run({ operands: [words = ""], options }, surroundings) {
    const { print, style } = surroundings;
    return onGithub(words, options, surroundings, async ({ app, repository, ports, grants }) => {
      const patient = {
        app,
        repository: `${repository.owner}/${repository.name}`,
        events: SUBSCRIBED_EVENTS,
      };
      const found = await examine(
        patient,
        { ...(await ports.ofSetup(repository)), grants },
        ENGINE,
      );
      if (found.state === "unavailable") {
        return cannotJudge(found.reason, surroundings);
      }
      print(
        options["json"] === true
          ? jsonText(doctorOutput(found.value))
          : doctorInTerminal(found.value, style),
      );
      return isSound(found.value) ? 0 : 1;
    });
  },
};
