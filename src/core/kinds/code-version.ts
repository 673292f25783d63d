import * as z from "zod";
import { fail, pass } from "../model/finding.ts";
import { defineKind } from "./define-kind.ts";
import { semanticVersion } from "./semantic-version.ts";

/** The component's code has registered semantic versions. */
export const codeVersion = defineKind({
  kind: "code-version",
  needs: ["versions", "step"],
  params: z.strictObject({
    minimum: z
      .int()
      .min(1)
      .default(1)
      .meta({ description: "Versions registered by a tag", stricter: "higher" }),
  }),
  judge({ versions, step }, { minimum }) {
    const valid = versions.code.filter(({ version }) => semanticVersion(version) !== undefined);
    const latest = valid.at(-1)?.tag;
    if (valid.length >= minimum) {
      return pass(`the code is tagged, ${latest} last`);
    }
    const problems = versions.codeTagProblems.map((problem) => `; ${problem}`);
    return fail(
      `${valid.length} of ${minimum} semantic versions of the code; tag one such as ${step.component}@v0.1.0 or v0.1.0${problems.join("")}`,
    );
  },
});
