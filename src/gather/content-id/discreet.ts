import type { ContentChange } from "../../core/model/artifact-content.ts";
import type { Artifact } from "../../core/model/card.ts";
import type { Unavailable } from "../../core/model/fact.ts";

/** Why something is not known, without a word on where a confidential artifact is kept. */
export function discreetFact(
  { confidential, name, place }: Artifact,
  fact: Unavailable,
): Unavailable {
  if (confidential !== true) return fact;
  return {
    state: "unavailable",
    cause: fact.cause,
    reason: `what pins the content of "${name}" cannot be read; it is confidential, so that nothing more is told here`,
    places: [place],
  };
}

/** How content changed, without names of files where it is confidential. */
export function discreetChange({ confidential }: Artifact, change: ContentChange): ContentChange {
  if (confidential !== true) return change;
  const { state, says, asks } = change;
  return {
    state,
    ...(state === "incomparable" && says !== undefined && { says }),
    ...(asks && { asks: { bump: asks.bump, because: "its records or its signature changed" } }),
  };
}
