import type { Artifact, Card } from "./model/card.ts";

/**
 * The card by which a version that runs is judged: what is declared today, but of the models and datasets
 * that the version was made of. Where today's card still declares the same version of one, it may say more.
 *
 * @param tagged the card at the version's tag; undefined where there was none yet
 */
export function deployedCard(today: Card, tagged: Card | undefined): Card {
  if (tagged === undefined) return today;
  return {
    ...today,
    models: tagged.models.map((each) => sameAmong(today.models, each)),
    datasets: tagged.datasets.map((each) => sameAmong(today.datasets, each)),
  };
}

/** Lines of the card at the tag are not those of the card that people look at. */
function sameAmong(today: readonly Artifact[], tagged: Artifact): Artifact {
  return (
    today.find(
      ({ name, version }) => name === tagged.name && version?.text === tagged.version?.text,
    ) ?? { ...tagged, place: { path: tagged.place.path } }
  );
}
