import { describe, expect, test } from "@jest/globals";
import { lineages, originsOf } from "../../src/core/lineage.ts";
import type { Card } from "../../src/core/model/card.ts";
import type { Descendant } from "../../src/core/model/lineage.ts";
import { aCard } from "../../src/evidence/described/card-facts.ts";

type Origins = Pick<Card, "renamedFrom" | "splitFrom" | "mergedFrom">;

function heir(id: string, origins: Partial<Origins>, before?: Partial<Origins>): Descendant {
  const card = { ...aCard(), ...origins };
  return { id, card, cardAtBase: before && { ...aCard(), ...before } };
}

const ids = (...names: string[]): Set<string> => new Set(names);
const KIN = { onBase: ids("old"), carded: ids("old"), staying: ids("new") };

describe("what cards say of where components come from", () => {
  test("reaches both ends", () => {
    const found = lineages([heir("new", { renamedFrom: ["old", "older"] })], KIN);
    expect(found.get("new")).toMatchObject({
      claims: [{ how: "renamed", from: "old", onBase: true, leaves: true, rivals: [] }],
      heirs: [],
    });
    expect(found.get("old")).toEqual({ claims: [], heirs: [{ id: "new", how: "renamed" }] });
    expect(originsOf(found.get("new"))).toEqual(["old"]);
  });

  test("was judged already where it stood on the base branch", () => {
    const found = lineages([heir("new", { renamedFrom: ["old"] }, { renamedFrom: ["old"] })], {
      ...KIN,
      onBase: ids("new"),
    });
    expect(found.size).toBe(0);
  });

  test.each<[string, object, object]>([
    ["is not on the base branch", { onBase: ids() }, { onBase: false }],
    ["has no card there", { carded: ids() }, { onBase: false }],
    ["stays", { staying: ids("old", "new") }, { leaves: false }],
  ])("an origin that %s", (_, kin, expected) => {
    const found = lineages([heir("new", { splitFrom: "old" })], { ...KIN, ...kin });
    expect(found.get("new")?.claims).toMatchObject([{ how: "split", ...expected }]);
  });

  test("two that are one and the same are rivals; two parts of it are not", () => {
    const renamed = lineages(
      [heir("a", { renamedFrom: ["old"] }), heir("b", { mergedFrom: ["old"] })],
      KIN,
    );
    expect(renamed.get("a")?.claims[0]?.rivals).toEqual(["b"]);
    const split = lineages([heir("a", { splitFrom: "old" }), heir("b", { splitFrom: "old" })], KIN);
    expect(split.get("a")?.claims[0]?.rivals).toEqual([]);
    expect(split.get("old")?.heirs.map(({ id }) => id)).toEqual(["a", "b"]);
  });

  test("nothing comes from an origin that is not there", () => {
    const found = lineages([heir("new", { renamedFrom: ["gone"] })], KIN);
    expect(originsOf(found.get("new"))).toEqual([]);
    expect(originsOf(undefined)).toEqual([]);
  });
});
