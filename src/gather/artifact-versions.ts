import type { ArtifactContent, ContentChange } from "../core/model/artifact-content.ts";
import type { Artifact } from "../core/model/card.ts";
import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { ArtifactVersions } from "../core/model/facts.ts";
import type { Tag } from "../core/model/version-tag.ts";
import { digestOf } from "../core/source/digest.ts";
import {
  describeProblems,
  registeredVersions,
  tagsOfArtifact,
} from "../evidence/version-tags/registered-versions.ts";
import { artifactContent } from "./content-id/artifact-content.ts";
import { compareArtifacts, type Located } from "./content-id/compare-artifacts.ts";
import { declaredArtifact } from "./content-id/declared-artifact.ts";
import { discreetChange, discreetFact } from "./content-id/discreet.ts";
import type { GatherContext } from "./context.ts";
import { lookUpVersions } from "./registered-content.ts";
import type { View } from "./view.ts";

/** An artifact as the card declares it on both sides. */
export type DeclaredArtifact = Pick<ArtifactVersions, "type" | "artifact" | "base">;

/**
 * The versions of one model or dataset: what its content is, how that differs from base, and what tags
 * say of it.
 *
 * @param all every artifact that the card declares
 */
export async function artifactVersions(
  declared: DeclaredArtifact,
  all: readonly Artifact[],
  tags: readonly Tag[],
  context: GatherContext,
): Promise<ArtifactVersions> {
  const { view, baseView } = context;
  const [resolved, before] = await Promise.all([
    declaredArtifact(declared.artifact, view),
    declared.base && declaredArtifact(declared.base, baseView),
  ]);
  const artifact = resolved.state === "known" ? resolved.value : declared.artifact;
  const base = before?.state === "known" ? before.value : declared.base;
  const own = tagsOfArtifact(tags, artifact);
  const registered = registeredVersions(own);
  const told = { type: declared.type, artifact, base, tagProblems: describeProblems(own) };
  const content =
    resolved.state === "known" ? await mergedContent(artifact, all, context) : resolved;
  if (content.state === "unavailable") {
    const hidden = discreetFact(artifact, content);
    return { ...told, digest: hidden, change: hidden, registered };
  }
  const now: Located = { content: content.value, view };
  const change = before === undefined ? known(undefined) : await changeSince(before, baseView, now);
  return {
    ...told,
    digest: known(idOf(content.value)),
    change:
      change.state === "known"
        ? known(change.value && discreetChange(artifact, change.value))
        : discreetFact(artifact, change),
    registered: await lookUpVersions(registered, tags, {
      artifact,
      base,
      now,
      changed: change.state === "unavailable" || change.value?.state !== "same",
      context,
    }),
    ...(content.value.version && { stated: content.value.version }),
  };
}

/** The content as merged. A path that leads nowhere, or to two artifacts, is a mistake on the card. */
async function mergedContent(
  artifact: Artifact,
  all: readonly Artifact[],
  { view, change }: GatherContext,
): Promise<Fact<ArtifactContent>> {
  const { name, path, place } = artifact;
  const twin = all.find(
    (other) => other.name !== name && path !== undefined && samePath(other.path, path),
  );
  if (twin !== undefined) {
    const where = twin.confidential === true ? "" : ` ${path}`;
    return unavailable(
      "invalid",
      `"${name}" and "${twin.name}" have the same path${where}, so that one version would speak for both: give each its own`,
      place,
      twin.place,
    );
  }
  const content = await artifactContent(artifact, view);
  if (content.state === "unavailable" || content.value !== undefined) {
    return content as Fact<ArtifactContent>;
  }
  const moved =
    change.changedFiles.state === "known"
      ? change.changedFiles.value.find(({ previousPath = "" }) =>
          `${previousPath}/`.startsWith(`${trimmed(path)}/`),
        )
      : undefined;
  const hint = moved === undefined ? "" : `; ${moved.previousPath} is now ${moved.path}`;
  return unavailable(
    "invalid",
    `"${name}" points to ${path}, where there is neither a file nor anything that DVC tracks${hint}`,
    place,
  );
}

/** Undefined where base had nothing of it: then its version begins. */
async function changeSince(
  base: Fact<Artifact>,
  view: View,
  now: Located,
): Promise<Fact<ContentChange | undefined>> {
  if (base.state === "unavailable") return base;
  const before = await artifactContent(base.value, view);
  if (before.state === "unavailable") {
    return before.cause === "missing" ? known(undefined) : before;
  }
  return before.value === undefined
    ? known(undefined)
    : compareArtifacts({ content: before.value, view }, now);
}

function idOf({ parts }: ArtifactContent): string {
  const [only, ...others] = [...parts];
  return only?.[0] === "" && others.length === 0
    ? only[1].checksum
    : digestOf([...parts].map(([name, { checksum }]) => [name, checksum] as const));
}

function samePath(one: string | undefined, other: string): boolean {
  return trimmed(one) === trimmed(other);
}

function trimmed(path = ""): string {
  return path.replace(/\/+$/, "");
}
