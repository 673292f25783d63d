import { expect, test } from "@jest/globals";
import type { Card } from "../../src/core/model/card.ts";
import { raisedVersions } from "../../src/core/raised-versions.ts";

const PLACE = { path: ".mltrl/cards/a.md" };

function card(...models: readonly (readonly [string, string?])[]): Card {
  const artifacts = models.map(([name, text]) => ({
    name,
    place: PLACE,
    ...(text !== undefined && { version: { text, place: PLACE } }),
  }));
  return { models: artifacts, datasets: [] } as unknown as Card;
}

test.each<[string, Card | undefined, Card | undefined, readonly string[]]>([
  ["raised", card(["nn", "1.0.0"]), card(["nn", "1.1.0"]), ["nn 1.1.0"]],
  ["new", card(["nn", "1.0.0"]), card(["nn", "1.0.0"], ["cnn", "0.1.0"]), ["cnn 0.1.0"]],
  ["the first card's", undefined, card(["nn", "1.0.0"]), ["nn 1.0.0"]],
  ["written otherwise", card(["nn", "v1.0.0"]), card(["nn", "1.0.0"]), []],
  ["twice on the card", undefined, card(["nn", "1.0.0"], ["nn", "1.0.0"]), ["nn 1.0.0"]],
  ["without a version", undefined, card(["nn"]), []],
  ["gone", card(["nn", "1.0.0"]), undefined, []],
])("a version that is %s", (_, before, after, raised) => {
  expect(raisedVersions(before, after).map(({ artifact, version }) => `${artifact} ${version}`)).toEqual(raised); // prettier-ignore
});
