import { type Fact, known } from "../core/model/fact.ts";
import type { FactValues } from "../core/model/facts.ts";
import type { GatherContext } from "./context.ts";
import { contentDigest } from "./files.ts";
import { viewAt } from "./view.ts";

/** The content as judged, and the review records that a branch has taken in word for word. */
export async function gatherReviewedContent({
  component,
  change,
  repository,
  view,
  baseView,
}: GatherContext): Promise<Fact<FactValues["reviewedContent"]>> {
  const [digest, byDefault] = await Promise.all([
    contentDigest(component, view),
    viewAt(repository, change.defaultTip),
  ]);
  if (digest.state === "unavailable") return digest;
  if (byDefault.state === "unavailable") return byDefault;
  const merged = [...view.records]
    .filter(
      ([path, { id }]) =>
        path.startsWith(".mltrl/reviews/") &&
        [baseView, byDefault.value].some(({ records }) => records.get(path)?.id === id),
    )
    .map(([path]) => path);
  return known({ digest: digest.value, merged });
}
