import { describe, expect, test } from "@jest/globals";
import { unavailable } from "../../src/core/model/fact.ts";
import type { Tag } from "../../src/core/model/version-tag.ts";
import { digestOf } from "../../src/core/source/digest.ts";
import { gatherFacts } from "../../src/gather/index.ts";
import { gatherVersions } from "../../src/gather/versions.ts";
import { BASE } from "../support/fake-change.ts";
import { fakeContext, type FakeContextDescription, quietContext } from "../support/fake-context.ts";
import { type FakeTree, objectId } from "../support/fake-repository.ts";

const CARD = ".mltrl/cards/detector.md";
const FILES: FakeTree = {
  [CARD]: `---
name: Detector
level: 2
models:
  - { name: net, version: 1.0.0, path: weights.bin }
  - { name: remote, version: 2.0.0, registry: s3://bucket, digest: "sha256:${"0".repeat(64)}" }
  - { name: nowhere, version: 1.0.0 }
  - { name: gone, version: 1.0.0, path: gone.bin }
datasets:
  - { name: scans, version: 1.0.0, path: data/ }
---
`,
  "weights.bin": "weights",
  "data/a.csv": "a",
  "data/b.csv": "b",
};
const tag = (name: string, annotated = true): Tag => ({ name, commit: BASE, annotated });

async function versions(description: Partial<FakeContextDescription> = {}) {
  const fact = await gatherVersions(await quietContext(FILES, description));
  if (fact.state === "unavailable") throw new Error(fact.reason);
  return fact.value;
}

async function artifact(name: string, description?: Partial<FakeContextDescription>) {
  const { artifacts } = await versions(description);
  return artifacts.find((each) => each.artifact.name === name);
}

describe("the content of an artifact", () => {
  test.each([
    ["net", objectId("weights")],
    ["remote", `sha256:${"0".repeat(64)}`],
    ["scans", digestOf([["data/a.csv", objectId("a")], ["data/b.csv", objectId("b")]])], // prettier-ignore
  ])("of %s is %s", async (name, digest) => {
    expect(await artifact(name)).toMatchObject({
      digest: { state: "known", value: digest },
      baseDigest: { state: "known", value: digest },
    });
  });

  test.each([
    ["nowhere", '"nowhere" has neither a path nor a digest'],
    ["gone", '"gone" points to gone.bin, where there is nothing'],
  ])("of %s is missing: %s", async (name, reason) => {
    expect(await artifact(name)).toMatchObject({
      digest: { state: "unavailable", cause: "missing", reason },
      baseDigest: { state: "known", value: undefined },
    });
  });

  test("is compared with base, by base's declaration", async () => {
    const base = { ...FILES, "weights.bin": "old weights" };
    expect(await artifact("net", { base })).toMatchObject({
      base: { name: "net" },
      baseDigest: { value: objectId("old weights") },
    });
    expect(await artifact("net", { base: {} })).toMatchObject({
      base: undefined,
      baseDigest: { state: "known", value: undefined },
    });
  });
});

describe("registered versions", () => {
  test("of the code come from the component's tags, else from the repository's", async () => {
    const own = await versions({ tags: [tag("v3.0.0"), tag("detector@v1.0.0")] });
    expect(own.code.map(({ version }) => version)).toEqual(["1.0.0"]);
    const common = await versions({ tags: [tag("v3.0.0"), tag("other@v1.0.0")] });
    expect(common.code.map(({ version }) => version)).toEqual(["3.0.0"]);
  });

  test("carry the content at the tag, of the declared version only", async () => {
    const net = await artifact("net", { tags: [tag("net@v1.0.0"), tag("net@v0.9.0")] });
    expect(net?.registered.map(({ version, digest }) => [version, digest]).toSorted()).toEqual([
      ["0.9.0", undefined],
      ["1.0.0", objectId("weights")],
    ]);
  });

  test("carry none where the tag's commit or its file is not there", async () => {
    const tags = [{ ...tag("net@v1.0.0"), commit: "gone" }, tag("gone@v1.0.0")];
    expect((await artifact("net", { tags }))?.registered[0]).not.toHaveProperty("digest");
    expect((await artifact("gone", { tags }))?.registered[0]).not.toHaveProperty("digest");
  });
});

test("a component without a card has versions of its code alone", async () => {
  const fact = await gatherVersions(await quietContext({}, { tags: [tag("v1.0.0")] }));
  expect(fact).toMatchObject({ value: { artifacts: [], code: [{ version: "1.0.0" }] } });
});

test("versions are not known where card or tags cannot be read", async () => {
  expect(await gatherVersions(await quietContext({ [CARD]: "no card" }))).toMatchObject({
    cause: "invalid",
  });
  const context = await quietContext(FILES);
  const lost = unavailable("upstream", "too many tags");
  const repository = { ...context.repository, tags: () => Promise.resolve(lost) };
  expect(await gatherVersions({ ...context, repository })).toBe(lost);
});

describe("facts", () => {
  test("are gathered where they are asked for; of the others nothing is known", async () => {
    const facts = await gatherFacts(new Set(["card", "now"]), await quietContext(FILES));
    expect(facts.now).toEqual({ state: "known", value: "2026-06-01T12:00:00.000Z" });
    expect(facts.card).toMatchObject({ state: "known", value: { name: "Detector" } });
    expect(facts.files).toMatchObject({ state: "unavailable", cause: "not-visible" });
  });

  test("all of them can be gathered, each known or with its reason", async () => {
    const context = await fakeContext({ base: {}, head: FILES });
    const nothing = await gatherFacts(new Set(), context);
    const names = Object.keys(nothing) as (keyof typeof nothing)[];
    const facts = await gatherFacts(new Set(names), context);
    const unknown = names.filter((name) => facts[name].state === "unavailable");
    expect(unknown.toSorted()).toEqual(["checklist", "ciDeadline", "coverage", "requirements"]);
  });

  test("of base are read from base", async () => {
    const context = await fakeContext({
      base: { [CARD]: "---\nname: Old\nlevel: 1\n---\n" },
      head: FILES,
    });
    const facts = await gatherFacts(new Set(["card"]), { ...context, view: context.baseView });
    expect(facts.card).toMatchObject({ value: { name: "Old" } });
  });
});
