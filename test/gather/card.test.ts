import { describe, expect, test } from "@jest/globals";
import { known, unavailable } from "../../src/core/model/fact.ts";
import { cardPath, gatherCard, gatherMergedCard, requireCard } from "../../src/gather/card.ts";
import { mergedView, viewAt } from "../../src/gather/view.ts";
import {
  BASE,
  fakeChange,
  type FakeChange,
  type FakeChangeDescription,
} from "../support/fake-change.ts";

const PATH = cardPath("detector");
const card = (level: number, name = "Detector"): string =>
  `---\nname: ${name}\nlevel: ${level}\n---\n`;

async function merged(description: FakeChangeDescription, replaced: Partial<FakeChange> = {}) {
  const { change, repository } = { ...fakeChange(description), ...replaced };
  const [view, base] = await Promise.all([
    mergedView(repository, change),
    viewAt(repository, BASE),
  ]);
  if (view.state === "unavailable" || base.state === "unavailable") throw new Error("no view");
  return gatherMergedCard("detector", change, repository, view.value, base.value);
}

describe("the card as merged", () => {
  test.each<[string, FakeChangeDescription, number | undefined]>([
    [
      "head's, where base stands still",
      { base: { [PATH]: card(2) }, head: { [PATH]: card(3) } },
      3,
    ],
    ["base's, where head leaves it alone", { mergeBase: { [PATH]: card(2) }, base: { [PATH]: card(4) }, head: { [PATH]: card(2) } }, 4], // prettier-ignore
    ["head's, where only head changed it since", { mergeBase: { [PATH]: card(2) }, base: { [PATH]: card(2), x: "" }, head: { [PATH]: card(3) } }, 3], // prettier-ignore
    ["joined, where both changed it", { mergeBase: { [PATH]: card(2) }, base: { [PATH]: card(2, "New") }, head: { [PATH]: card(3) } }, 3], // prettier-ignore
    ["none, where head removes it", { mergeBase: { [PATH]: card(2) }, base: { [PATH]: card(3) }, head: {} }, undefined], // prettier-ignore
    ["head's, where base removed it", { mergeBase: { [PATH]: card(2) }, base: {}, head: { [PATH]: card(3) } }, 3], // prettier-ignore
    ["none, where there is none", { base: {}, head: {} }, undefined],
  ])("is %s", async (_, description, level) => {
    const fact = await merged(description);
    expect(fact.state === "known" ? fact.value?.level : fact).toBe(level);
  });

  test("is not known where both changed it differently", async () => {
    const fact = await merged({
      mergeBase: { [PATH]: card(2) },
      base: { [PATH]: card(4) },
      head: { [PATH]: card(3) },
    });
    expect(fact).toMatchObject({
      state: "unavailable",
      reason: expect.stringContaining("update the branch"),
    });
  });

  test.each<[string, FakeChangeDescription]>([
    ["head's is unreadable", { base: {}, head: { [PATH]: "no card" } }],
    ["base's is unreadable", { mergeBase: { [PATH]: card(2) }, base: { [PATH]: "no card" }, head: { [PATH]: card(3) } }], // prettier-ignore
    ["the ancestor's is unreadable", { mergeBase: { [PATH]: "no card" }, base: { [PATH]: card(2) }, head: { [PATH]: card(3) } }], // prettier-ignore
  ])("is not known where %s", async (_, description) => {
    expect(await merged(description)).toMatchObject({ state: "unavailable", cause: "invalid" });
  });

  test("is not known where the histories cannot be compared", async () => {
    const description = {
      mergeBase: { [PATH]: card(2) },
      base: { [PATH]: card(4) },
      head: { [PATH]: card(3) },
    };
    const { repository } = fakeChange(description);
    const lost = unavailable("upstream", "no common history");
    const without = { ...repository, mergeBase: () => Promise.resolve(lost) };
    expect(await merged(description, { repository: without })).toBe(lost);
    const gone = { ...repository, mergeBase: () => Promise.resolve(known("gone")) };
    expect(await merged(description, { repository: gone })).toMatchObject({ cause: "missing" });
  });
});

describe("a card that is expected", () => {
  test("is missing where there is none, and says where it should be", () => {
    expect(requireCard(known(undefined), "detector")).toEqual(
      unavailable("missing", `detector has no card; expected ${PATH}`, { path: PATH }),
    );
  });

  test("passes on why it cannot be read", () => {
    const lost = unavailable("upstream", "no answer");
    expect(requireCard(lost, "detector")).toBe(lost);
  });
});

test("a card that is a link is not read", async () => {
  const { repository } = fakeChange({ base: { [PATH]: { link: "x" } }, head: {} });
  const view = await viewAt(repository, BASE);
  if (view.state === "unavailable") throw new Error(view.reason);
  expect(await gatherCard(view.value, "detector")).toMatchObject({ cause: "invalid" });
});
