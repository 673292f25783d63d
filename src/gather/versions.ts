import type { Artifact } from "../core/model/card.ts";
import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { ArtifactVersions, RegisteredVersion, Versions } from "../core/model/facts.ts";
import type { TreeEntry } from "../core/model/tree.ts";
import type { Tag } from "../core/model/version-tag.ts";
import { digestOf } from "../core/source/digest.ts";
import { registeredVersions } from "../evidence/version-tags.ts";
import type { Repository } from "../ports/repository.ts";
import { gatherCard } from "./card.ts";
import type { GatherContext } from "./context.ts";
import { type View, viewAt } from "./view.ts";

/** Versions of the component's code, and of every model and dataset its card declares. */
export async function gatherVersions(context: GatherContext): Promise<Fact<Versions>> {
  const { component, view, baseView, repository } = context;
  const [card, baseCard, tags] = await Promise.all([
    gatherCard(view, component.id),
    gatherCard(baseView, component.id),
    repository.tags(),
  ]);
  if (card.state === "unavailable") return card;
  if (tags.state === "unavailable") return tags;
  const before = baseCard.state === "known" ? baseCard.value : undefined;
  const declared = (["model", "dataset"] as const).flatMap((type) => {
    const key = `${type}s` as const;
    return (card.value?.[key] ?? []).map((artifact) => ({
      type,
      artifact,
      base: before?.[key].find(({ name }) => name === artifact.name),
    }));
  });
  const artifacts = await Promise.all(
    declared.map(async ({ type, artifact, base }): Promise<ArtifactVersions> => {
      const [digest, baseDigest, registered] = await Promise.all([
        contentId(artifact, view),
        contentId(base ?? artifact, baseView),
        withDigest(
          registeredVersions(tags.value, artifact.name),
          artifact,
          component.id,
          tags.value,
          repository,
        ),
      ]);
      return {
        type,
        artifact,
        base,
        digest,
        baseDigest:
          baseDigest.state === "unavailable" && baseDigest.cause === "missing"
            ? known(undefined)
            : baseDigest,
        registered,
      };
    }),
  );
  return known({ code: codeVersions(component.id, tags.value), artifacts });
}

/** A tag of the component counts before one of the whole repository. */
function codeVersions(component: string, tags: readonly Tag[]): readonly RegisteredVersion[] {
  const own = registeredVersions(tags, component);
  return own.length > 0 ? own : registeredVersions(tags, "");
}

/** The id of an artifact's content: of a file, of everything in a folder, or the digest that pins it elsewhere. */
async function contentId(artifact: Artifact, view: View): Promise<Fact<string>> {
  const { path, digest, name, place } = artifact;
  if (path === undefined) {
    return digest === undefined
      ? unavailable("missing", `"${name}" has neither a path nor a digest`, place)
      : known(digest);
  }
  const folder = path.replace(/\/$/, "");
  const files = await view.files([folder, `${folder}/**`]);
  if (files.state === "unavailable") return files;
  return files.value.length === 0
    ? unavailable("missing", `"${name}" points to ${path}, where there is nothing`, place)
    : known(idOf(folder, files.value));
}

function idOf(folder: string, files: readonly TreeEntry[]): string {
  const [only] = files;
  return only?.path === folder
    ? only.id
    : digestOf(files.map(({ path, id }) => [path, id] as const));
}

/** The artifact as the card of that time declared it; what is pinned by a digest had another one then. */
async function declaredIn(view: View, component: string, artifact: Artifact): Promise<Artifact> {
  const card = await gatherCard(view, component);
  const artifacts =
    card.state === "known" ? [...(card.value?.models ?? []), ...(card.value?.datasets ?? [])] : [];
  const then = artifacts.find(({ name }) => name === artifact.name);
  return then ?? artifact;
}

/** Looks up what stood at the path when the declared version was registered; of other versions nobody asks. */
async function withDigest(
  registered: readonly RegisteredVersion[],
  artifact: Artifact,
  component: string,
  tags: readonly Tag[],
  repository: Repository,
): Promise<readonly RegisteredVersion[]> {
  return Promise.all(
    registered.map(async (version) => {
      const commit = tags.find(({ name }) => name === version.tag)?.commit;
      if (version.version !== artifact.version?.text || commit === undefined) return version;
      const view = await viewAt(repository, commit);
      if (view.state === "unavailable") return version;
      const then = await declaredIn(view.value, component, artifact);
      const digest = await contentId(then, view.value);
      return digest.state === "known" ? { ...version, digest: digest.value } : version;
    }),
  );
}
