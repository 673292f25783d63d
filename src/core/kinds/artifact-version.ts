import * as z from "zod";
import { unavailable } from "../model/fact.ts";
import type { ArtifactVersions } from "../model/facts.ts";
import { type Evidence, fail, pass } from "../model/finding.ts";
import { defineKind } from "./define-kind.ts";
import { judgeVersion } from "./judge-version.ts";

/** Every model, or every dataset, has a semantic version, and other content has a higher one. */
export const artifactVersion = defineKind({
  kind: "artifact-version",
  needs: ["versions", "card"],
  params: z.strictObject({
    type: z.enum(["model", "dataset"]).meta({ description: "What is versioned" }),
    "minimum-bump": z
      .enum(["patch", "minor"])
      .default("patch")
      .meta({ description: "Part of the version that new content raises at least" }),
  }),
  judge({ versions, card }, { type, "minimum-bump": minimum }) {
    const artifacts = versions.artifacts.filter((each) => each.type === type);
    if (artifacts.length === 0) {
      return unavailable("missing", `the card declares no ${type}`, { path: card.path });
    }
    const judged = artifacts.map((each) => ({ each, verdict: judgeVersion(each, minimum) }));
    const faults = judged.filter(({ verdict }) => verdict.ok === false);
    if (faults.length > 0) {
      return fail(
        faults.map(({ verdict }) => verdict.says).join("; "),
        ...faults.map(({ each }) => seenAt(each)),
      );
    }
    const unread = judged.find(({ verdict }) => verdict.unavailable !== undefined);
    if (unread?.verdict.unavailable !== undefined) return unread.verdict.unavailable;
    return pass(
      [...judged.map(({ verdict }) => verdict.says), ...artifacts.flatMap(notesOn)].join("; "),
      ...judged.map(({ each }) => seenAt(each)),
    );
  },
});

/** What is odd about tags hinders nobody here: they are made and moved outside pull requests. */
function notesOn({ tagProblems, registered }: ArtifactVersions): string[] {
  const contradictions = registered.flatMap(({ tag, declaredThere }) =>
    declaredThere === undefined
      ? []
      : [`${tag} stands on a commit whose card says ${declaredThere}`],
  );
  return [...contradictions, ...tagProblems].map((problem) => `note: ${problem}`);
}

function seenAt({ artifact }: ArtifactVersions): Evidence {
  const { version, place, name } = artifact;
  return { ...(version?.place ?? place), seen: `${name} ${version?.text ?? "without version"}` };
}
