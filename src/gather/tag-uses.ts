import type { Card } from "../core/model/card.ts";
import type { TagUse } from "../core/model/tag-change.ts";
import type { ArtifactTag } from "../core/model/version-tag.ts";
import { tagsOfArtifact } from "../evidence/version-tags/registered-versions.ts";

/** What the card of a component says that stands on a registration: versions that run, and the artifact by its name. */
export function tagUses({ tag }: ArtifactTag, component: string, card: Card): TagUse[] {
  const named = (what: "model" | "dataset", artifacts: Card["models"]): TagUse[] =>
    artifacts
      .filter((artifact) => tagsOfArtifact([tag], artifact).length > 0)
      .map(({ name, version }) => ({
        component,
        what,
        name,
        ...(version !== undefined && { version: version.text }),
      }));
  return [
    ...(card.deployed ?? [])
      .filter((each) => each.tag === tag.name)
      .map(({ version }) => ({ component, what: "deployed" as const, version })),
    ...named("model", card.models),
    ...named("dataset", card.datasets),
  ];
}
