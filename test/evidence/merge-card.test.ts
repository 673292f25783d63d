import { describe, expect, test } from "@jest/globals";
import type { Card } from "../../src/core/model/card.ts";
import { mergeCard } from "../../src/evidence/merge-card.ts";
import { parseCard } from "../../src/evidence/card.ts";
import { aCard, cell } from "../../src/evidence/described/card-facts.ts";

function merged(ancestor: Card, ours: Card, theirs: Card): Card {
  const fact = mergeCard(ancestor, ours, theirs);
  if (fact.state === "unavailable") throw new Error(fact.reason);
  return fact.value;
}

function conflicts(ancestor: Card | undefined, ours: Card, theirs: Card): string | undefined {
  const fact = mergeCard(ancestor, ours, theirs);
  return fact.state === "unavailable" ? fact.reason : undefined;
}

describe("a field", () => {
  const old = aCard({ level: 2, name: "Detector" });

  test.each<[string, Card, Card, Partial<Card>]>([
    ["that nobody changed", old, old, { level: 2 }],
    ["that we changed", aCard({ level: 3 }), old, { level: 3 }],
    ["that base changed", old, aCard({ level: 4, name: "Detector" }), { level: 4 }],
    ["that both changed alike", aCard({ level: 3 }), aCard({ level: 3 }), { level: 3 }],
    [
      "beside one that the other side changed",
      aCard({ level: 3, name: "Detector" }),
      aCard({ level: 2, name: "Finder" }),
      { level: 3, name: "Finder" },
    ],
  ])("%s", (_, ours, theirs, expected) => {
    expect(merged(old, ours, theirs)).toMatchObject(expected);
  });

  test("that both changed differently cannot be judged", () => {
    expect(conflicts(old, aCard({ level: 3, name: "A" }), aCard({ level: 1, name: "B" }))).toBe(
      ".mltrl/cards/detector.md was changed here and on the base branch, differently in level, name: update the branch".replace(
        "level, name",
        "name, level",
      ),
    );
  });

  test("that one side took out is gone", () => {
    const entry = { level: 2, reason: "bought" } as const;
    const before = aCard({ entry });
    expect(merged(before, aCard(), before)).not.toHaveProperty("entry");
    expect(merged(before, before, aCard())).not.toHaveProperty("entry");
  });
});

const withCaveats = (text: string): Card => aCard({ sections: { caveats: text, "tl-dr": "x" } });

describe("sections and rows", () => {
  test("are merged one by one", () => {
    const before = aCard({ sections: { "tl-dr": "one", caveats: "two" }, rows: { owners: "a" } });
    const ours = aCard({ sections: { "tl-dr": "one!", caveats: "two" }, rows: { owners: "a" } });
    const theirs = aCard({
      sections: { "tl-dr": "one", caveats: "two!", "model-info": "three" },
      rows: { owners: "b" },
    });
    const card = merged(before, ours, theirs);
    expect([...card.sections].map(([name, { text }]) => `${name}: ${text}`).toSorted()).toEqual([
      "caveats: two!",
      "model-info: three",
      "tl-dr: one!",
    ]);
    expect(card.rows.get("owners")?.text).toBe("b");
  });

  test("conflict one by one", () => {
    expect(conflicts(withCaveats("a"), withCaveats("b"), withCaveats("c"))).toContain(
      "differently in sections.caveats:",
    );
  });

  test("deleted here and changed there conflict", () => {
    const without = aCard({ sections: { "tl-dr": "x" } });
    expect(conflicts(withCaveats("a"), without, withCaveats("c"))).toContain("sections.caveats");
  });
});

const aModel = (name: string, version = "1.0.0") => ({ name, version });

const withNet = (version: string): Card => aCard({ models: [aModel("net", version)] });

describe("lists of named things", () => {
  test("gain what both sides add and lose what either takes out", () => {
    const before = aCard({ models: [aModel("net"), aModel("old")] });
    const ours = aCard({ models: [aModel("net", "2.0.0"), aModel("old"), aModel("ours")] });
    const theirs = aCard({ models: [aModel("net"), aModel("theirs")] });
    const { models } = merged(before, ours, theirs);
    expect(models.map(({ name, version }) => `${name} ${version?.text}`)).toEqual([
      "net 2.0.0",
      "ours 1.0.0",
      "theirs 1.0.0",
    ]);
  });

  test("conflict by name", () => {
    expect(conflicts(withNet("1.0.0"), withNet("1.1.0"), withNet("2.0.0"))).toContain(
      "differently in models.net",
    );
  });

  test("of plain words are merged as sets", () => {
    const { coupled } = merged(
      aCard({ coupled: ["a", "b"] }),
      aCard({ coupled: ["a", "b", "c"] }),
      aCard({ coupled: ["b", "d"] }),
    );
    expect(coupled).toEqual(["b", "c", "d"]);
  });
});

const moved = (card: Card, line: number): Card => ({
  ...card,
  levelPlace: { path: card.path, line, column: 8 },
  placeholders: card.placeholders.map(({ text }) => ({ text, place: { path: card.path, line } })),
});

const realCard = (front: string, tail = ""): Card => {
  const fact = parseCard(`---\n${front}level: 2\n---\n\n## TL;DR\n\nShort.\n${tail}`, "c.md");
  if (fact.state === "unavailable") throw new Error(fact.reason);
  return fact.value;
};

describe("places", () => {
  test("that moved on both sides are no conflict", () => {
    const card = aCard({ level: 2 });
    const result = merged(moved(card, 3), moved({ ...card, name: "New" }, 4), moved(card, 5));
    expect(result).toMatchObject({ name: "New", levelPlace: { line: 4 } });
  });

  test("do not double what stands at another line", () => {
    const card = aCard({ placeholders: ["TODO"] });
    const ours = moved({ ...card, placeholders: [...card.placeholders, cell("TBD")] }, 9);
    const theirs = moved({ ...card, placeholders: [...card.placeholders, cell("XXX")] }, 12);
    expect(merged(moved(card, 3), ours, theirs).placeholders.map(({ text }) => text)).toEqual([
      "TODO",
      "TBD",
      "XXX",
    ]);
  });

  test("real cards with lines added above the level on both sides merge", () => {
    const result = merged(
      realCard("name: A\n"),
      realCard("name: A\nowners: [me]\n"),
      realCard("name: A\nethics: fine\nmain-project-page: x\n"),
    );
    expect([...result.rows.keys()].toSorted()).toEqual(
      expect.arrayContaining(["ethics", "main-project-page", "owners"]),
    );
  });
});

describe("a card that only some sides have", () => {
  test("is ours where base has none", () => {
    const ours = aCard({ level: 5 });
    expect(mergeCard(undefined, ours, undefined)).toEqual({ state: "known", value: ours });
    expect(mergeCard(aCard(), ours, undefined)).toEqual({ state: "known", value: ours });
  });

  test("cannot be judged where both sides added it", () => {
    expect(conflicts(undefined, aCard(), aCard())).toContain("the whole card");
  });
});
