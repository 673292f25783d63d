import type { Artifact, Card } from "../model/card.ts";
import type { Datasheet } from "../model/datasheet.ts";
import { type Fact, type Unavailable, unavailable } from "../model/fact.ts";

/** A dataset and what is written of it. */
export interface DescribedDataset {
  readonly dataset: Artifact;
  readonly datasheet: Datasheet;
}

/** Datasets of the kinds a rule asks about. One whose kind is not said may be of any kind, unless it is made up for tests. */
export function askedDatasets(card: Card, kinds: readonly string[]): readonly Artifact[] {
  return card.datasets.filter(({ kind, role }) =>
    kind === undefined ? role !== "mock" : kinds.includes(kind),
  );
}

/** The datasheets of all these datasets, or why some of them are not known. */
export function describedDatasets(
  datasets: readonly Artifact[],
  datasheets: ReadonlyMap<string, Fact<Datasheet>>,
): readonly DescribedDataset[] | Unavailable {
  const missing = datasets.filter(({ name }) => !datasheets.has(name));
  if (missing.length > 0) {
    const names = missing.map(({ name }) => name).join(", ");
    const files = missing.map(({ name }) => `.mltrl/datasets/${name}.md`).join(", ");
    const unsaid = missing.some(({ kind }) => kind === undefined)
      ? "; one whose `kind` the card does not say may be real"
      : "";
    return unavailable(
      "missing",
      `there is no datasheet of ${names}; expected ${files} (or .yml, .json)${unsaid}`,
      ...missing.map(({ place }) => place),
    );
  }
  const described: DescribedDataset[] = [];
  for (const dataset of datasets) {
    const fact = datasheets.get(dataset.name);
    if (fact?.state === "unavailable") return fact;
    if (fact !== undefined) described.push({ dataset, datasheet: fact.value });
  }
  return described;
}
