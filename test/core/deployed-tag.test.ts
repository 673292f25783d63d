import { describe, expect, test } from "@jest/globals";
import { claimedLevel, type DeployedTag, judgeDeployedTag } from "../../src/core/deployed-tag.ts";
import type { Deployment } from "../../src/core/model/card.ts";
import { known, unavailable } from "../../src/core/model/fact.ts";
import { aCard } from "../../src/evidence/described/card-facts.ts";

const ENTRY: Deployment = {
  version: "1.4.0",
  tag: "detector@v1.4.0",
  level: 9,
  environments: [],
  place: { path: ".mltrl/cards/detector.md", line: 7 },
};
const TAG = { name: ENTRY.tag, commit: "c", annotated: true };
const ADOPTED = { level: 9, reason: "It ran.", gatesNotWalked: [], place: ENTRY.place } as const;
const at = (level: number) => known(aCard({ level }));

function judged(changes: Partial<DeployedTag>) {
  return judgeDeployedTag({
    component: "detector",
    deployment: ENTRY,
    tag: known(TAG),
    named: "1.4.0",
    card: at(9),
    adopted: undefined,
    provenBy: [],
    ...changes,
  });
}

describe("a tag that a card names as deployed", () => {
  test.each<[string, Partial<DeployedTag>]>([
    ["says what the entry says", {}],
    ["has a name that tells no version", { named: undefined }],
    ["is older than the card and was adopted with it", { card: known(undefined), adopted: ADOPTED }], // prettier-ignore
    ["was set before the very content reached the level", { card: at(8), provenBy: ["r"] }],
    ["holds a card that nobody can read, of content that is proven", { card: unavailable("invalid", "x"), provenBy: ["r"] }], // prettier-ignore
    ["is a trial's", { deployment: { ...ENTRY, level: 8 }, card: at(8) }],
  ])("passes where it %s", (_, changes) => {
    expect(judged(changes)).toMatchObject({
      rule: "deployed-version",
      outcome: "pass",
      evidence: [{ ...ENTRY.place, seen: "1.4.0: detector@v1.4.0" }],
    });
  });

  test.each<[string, Partial<DeployedTag>, string]>([
    ["is not there", { tag: known(undefined) }, "there is no tag detector@v1.4.0: push it"],
    ["cannot be looked up", { tag: unavailable("invalid", "too many") }, "the tags cannot be read: too many"], // prettier-ignore
    ["tells another version", { named: "1.3.0" }, "whose name says 1.3.0"],
    ["holds a card at a lower level", { card: at(7) }, "listed at level 9, and the card at detector@v1.4.0 says 7: list it at 7, or tag the commit that reached 9"], // prettier-ignore
    ["holds a card at a higher level", { deployment: { ...ENTRY, level: 8 } }, "listed at level 8, and the card at detector@v1.4.0 says 9: list it at 9"], // prettier-ignore
    ["holds no card", { card: known(undefined) }, "holds no card, so that nothing shows 1.4.0 at level 9"], // prettier-ignore
    ["holds no card, and less was adopted", { card: known(undefined), adopted: { ...ADOPTED, level: 7 } }, "holds no card"], // prettier-ignore
    ["holds a card that nobody can read", { card: unavailable("invalid", "no level") }, "cannot be read: no level"], // prettier-ignore
  ])("is not taken where it %s", (_, changes, reason) => {
    expect(judged(changes)).toMatchObject({
      outcome: "unknown",
      severity: "blocking",
      turn: "author",
      reason: expect.stringContaining(reason),
    });
  });

  test("is advised against where it is lightweight", () => {
    expect(judged({ tag: known({ ...TAG, annotated: false }) })).toMatchObject({
      outcome: "unknown",
      severity: "advisory",
      reason: expect.stringContaining("git tag -a -f detector@v1.4.0"),
    });
  });
});

test.each([
  [9, at(9), 9],
  [8, at(9), 9],
  [9, at(7), 9],
  [8, known(undefined), 8],
  [8, unavailable("invalid", "x"), 8],
] as const)("listed at %i, with the card %j: judged at %i", (level, card, judgedAt) => {
  expect(claimedLevel({ ...ENTRY, level }, card)).toBe(judgedAt);
});
