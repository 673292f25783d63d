import * as z from "zod";
import type { ArtifactVersions } from "../model/facts.ts";
import { unavailable } from "../model/fact.ts";
import { fail, pass } from "../model/finding.ts";
import { defineKind } from "./define-kind.ts";

/** A revision of a registry that is a git repository counts as a digest: `git:` and a commit. */
const DIGEST =
  /^git:(?:[0-9a-f]{40}|[0-9a-f]{64})$|^(?:sha256:)?[0-9a-f]{64}$|^(?:sha512:)?[0-9a-f]{128}$|^(?:md5:)?[0-9a-f]{32}(?:\.dir)?$/i;

/** Every model and dataset is under version control: in git, or elsewhere with a digest that pins it. */
export const artifactsPinned = defineKind({
  kind: "artifacts-pinned",
  needs: ["versions", "card"],
  params: z.strictObject({}),
  judge({ versions, card }) {
    const { artifacts } = versions;
    if (artifacts.length === 0) {
      return unavailable("missing", "the card declares neither a model nor a dataset", {
        path: card.path,
      });
    }
    const faults = artifacts.flatMap((each) => {
      const fault = faultOf(each);
      return fault === undefined ? [] : [{ each, fault }];
    });
    if (faults.length > 0) {
      return fail(
        faults.map(({ each, fault }) => `${each.artifact.name} ${fault}`).join("; "),
        ...faults.map(({ each, fault }) => ({ ...each.artifact.place, seen: fault })),
      );
    }
    for (const { artifact, digest } of artifacts) {
      if (digest.state === "unavailable") {
        return {
          ...digest,
          reason: `the content of ${artifact.name} is not known: ${digest.reason}`,
        };
      }
    }
    return pass(`all ${artifacts.length} models and datasets are pinned by their content`);
  },
});

function faultOf({ artifact }: ArtifactVersions): string | undefined {
  const { path, registry, digest, confidential = false } = artifact;
  if (digest !== undefined && !DIGEST.test(digest)) {
    return `has the digest "${digest}"; sha256:, sha512: or md5: with hexadecimal digits, or git: and a commit, is asked for`;
  }
  if (registry !== undefined && digest === undefined) return "is in a registry without a digest";
  const untold = confidential && digest !== undefined; // the place is secret, the content is pinned
  return path === undefined && registry === undefined && !untold
    ? "has neither a path in git nor a registry with digest"
    : undefined;
}
