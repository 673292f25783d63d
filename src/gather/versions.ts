import { type Fact, known } from "../core/model/fact.ts";
import type { Versions } from "../core/model/facts.ts";
import type { Tag } from "../core/model/version-tag.ts";
import {
  describeProblems,
  registeredVersions,
  tagsOfArtifact,
} from "../evidence/version-tags/registered-versions.ts";
import { artifactVersions } from "./artifact-versions.ts";
import { gatherCard } from "./card.ts";
import { type GatherContext, idOnBase } from "./context.ts";
import { formerIds } from "./records.ts";

/** Versions of the component's code, and of every model and dataset its card declares. */
export async function gatherVersions(context: GatherContext): Promise<Fact<Versions>> {
  const { component, view, baseView, repository } = context;
  const [card, baseCard, tags] = await Promise.all([
    gatherCard(view, component.id),
    gatherCard(baseView, idOnBase(context)),
    repository.tags(),
  ]);
  if (card.state === "unavailable") return card;
  if (tags.state === "unavailable") return tags;
  // A broken card on base says nothing against the one that mends it; one that is not read might.
  if (baseCard.state === "unavailable" && baseCard.cause === "upstream") return baseCard;
  const before = baseCard.state === "known" ? baseCard.value : undefined;
  const declared = (["model", "dataset"] as const).flatMap((type) => {
    const key = `${type}s` as const;
    return (card.value?.[key] ?? []).map((artifact) => ({
      type,
      artifact,
      base: before?.[key].find(({ name }) => name === artifact.name),
    }));
  });
  const all = declared.map(({ artifact }) => artifact);
  const artifacts = await Promise.all(
    declared.map((each) => artifactVersions(each, all, tags.value, context)),
  );
  const ids = [component.id, ...formerIds(card.value)];
  return known({ ...codeVersions(ids, tags.value), artifacts });
}

/** A tag of the component, under any id that it has had, counts before one of the whole repository. */
function codeVersions(
  ids: readonly string[],
  tags: readonly Tag[],
): Pick<Versions, "code" | "codeTagProblems"> {
  const own = ids.flatMap((name) => tagsOfArtifact(tags, { name }));
  const code = registeredVersions(own);
  return {
    code: code.length > 0 ? code : registeredVersions(tagsOfArtifact(tags, { name: "" })),
    codeTagProblems: describeProblems(own),
  };
}
