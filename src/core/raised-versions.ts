import type { Card } from "./model/card.ts";

/** A version that a card says and did not say before. */
export interface RaisedVersion {
  readonly artifact: string;
  readonly version: string;
}

/** The models and datasets of a card whose versions were not on it before, each once. */
export function raisedVersions(
  before: Card | undefined,
  after: Card | undefined,
): readonly RaisedVersion[] {
  const known = new Set(versionsOn(before).map(keyOf));
  const raised = versionsOn(after).filter((each) => !known.has(keyOf(each)));
  return [...new Map(raised.map((each) => [keyOf(each), each])).values()];
}

function versionsOn(card: Card | undefined): readonly RaisedVersion[] {
  return [...(card?.models ?? []), ...(card?.datasets ?? [])].flatMap(
    ({ name: artifact, version }) =>
      version === undefined ? [] : [{ artifact, version: version.text.replace(/^v/, "") }],
  );
}

function keyOf({ artifact, version }: RaisedVersion): string {
  return `${artifact}@v${version}`;
}
