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
  }),
  judge({ versions, card }, { type }) {
    const artifacts = versions.artifacts.filter((each) => each.type === type);
    if (artifacts.length === 0) {
      return unavailable("missing", `the card declares no ${type}`, { path: card.path });
    }
    const judged = artifacts.map((each) => ({ each, verdict: judgeVersion(each) }));
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
      judged.map(({ verdict }) => verdict.says).join("; "),
      ...judged.map(({ each }) => seenAt(each)),
    );
  },
});

function seenAt({ artifact }: ArtifactVersions): Evidence {
  const { version, place, name } = artifact;
  return { ...(version?.place ?? place), seen: `${name} ${version?.text ?? "without version"}` };
}
