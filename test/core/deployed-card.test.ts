import { describe, expect, test } from "@jest/globals";
import { deployedCard } from "../../src/core/deployed-card.ts";
import { aCard } from "../../src/evidence/described/card-facts.ts";

const model = (version: string, trained: string) => ({ name: "net", version, trained });
const today = aCard({ level: 7, models: [model("2.0.0", "2026-05-01")] });

describe("the card of a version that runs", () => {
  test("is today's, with the models of the version", () => {
    const tagged = aCard({ level: 9, models: [model("1.0.0", "2024-01-31")] });
    expect(deployedCard(today, tagged)).toEqual({
      ...today,
      models: [{ ...tagged.models[0], place: { path: tagged.models[0]?.place.path } }],
    });
  });

  test("takes from today what is said of the same model", () => {
    const tagged = aCard({ models: [{ name: "net", version: "2.0.0" }] });
    expect(deployedCard(today, tagged).models).toEqual(today.models);
  });

  test("is today's where there was none", () => {
    expect(deployedCard(today, undefined)).toBe(today);
  });
});
