import { type Fact, known } from "../core/model/fact.ts";
import type { FactValues } from "../core/model/facts.ts";
import { gatherCard } from "./card.ts";
import type { GatherContext } from "./context.ts";
import { contentDigest } from "./files.ts";
import { pathsIn } from "./paths-in.ts";
import { formerIds } from "./records.ts";
import { viewAt } from "./view.ts";

/** The content as judged, and the component's review records that a branch has taken in word for word. */
export async function gatherReviewedContent({
  component,
  change,
  repository,
  view,
  baseView,
}: GatherContext): Promise<Fact<FactValues["reviewedContent"]>> {
  const [card, digest, byDefault] = await Promise.all([
    gatherCard(view, component.id),
    contentDigest(component, view),
    viewAt(repository, change.defaultTip),
  ]);
  if (digest.state === "unavailable") return digest;
  if (byDefault.state === "unavailable") return byDefault;
  const ids = [component.id, ...(card.state === "known" ? formerIds(card.value) : [])];
  const merged = ids
    .flatMap((id) => pathsIn(view.records, `.mltrl/reviews/${id}`))
    .filter((path) => {
      const record = view.records.get(path)?.id;
      return [baseView, byDefault.value].some(({ records }) => records.get(path)?.id === record);
    });
  return known({ digest: digest.value, merged });
}
