import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import type { Tag } from "../../src/core/model/version-tag.ts";
import { parseVersionTag, registeredVersions } from "../../src/evidence/version-tags.ts";

const tagged = (name: string, more: Partial<Tag> = {}): Tag => ({
  name,
  commit: "c0ffee",
  annotated: true,
  ...more,
});

/** Artifact, version, action and counter of a tag in short. */
function short(name: string): string | undefined {
  const tag = parseVersionTag(tagged(name));
  if (tag === undefined) return undefined;
  return [tag.artifact, tag.version, tag.action, tag.counter ?? ""].join(" ");
}

describe("a tag", () => {
  test.each<[tag: string, reading: string]>([
    ["nn@v1.2.3", "nn 1.2.3 register "],
    ["nn@v1.2.3!", "nn 1.2.3 deregister "],
    ["nn@v1.2.3#4", "nn 1.2.3 register 4"],
    ["nn@v1.2.3!#5", "nn 1.2.3 deregister 5"],
    ["models=nn@v1.0.0", "models:nn 1.0.0 register "],
    ["a/b.c-d_e=nn@v1.0.0#2", "a/b.c-d_e:nn 1.0.0 register 2"],
    ["team/nn_2-x@v0.0.1", "team/nn_2-x 0.0.1 register "],
    ["n@v1.0.0-rc.1+build.7", "n 1.0.0-rc.1+build.7 register "],
    ["nn/v1.2.3", "nn 1.2.3 register "],
    ["models/nn.v2/v1.2.3-alpha", "models/nn.v2 1.2.3-alpha register "],
    ["v1.2.3", " 1.2.3 register "],
    ["v1.2.3+meta", " 1.2.3+meta register "],
  ])("%s", (tag, reading) => {
    expect(short(tag)).toBe(reading);
  });

  test.each([
    "",
    "v",
    "v1",
    "v1.2",
    "v1.2.3.4",
    "v01.2.3",
    "v1.2.3-01",
    "v1.2.3-",
    "v1.2.3 ",
    "vv1.2.3",
    "v=1.2.3",
    "V1.2.3",
    "1.2.3",
    "nn/1.2.3",
    "nn/v1.2",
    "/v1.2.3",
    "ü/v1.2.3",
    "nn@1.2.3",
    "nn@v1",
    "nn@v1.2.3!!",
    "nn@v1.2.3!4",
    "nn@v1.2.3#",
    "nn@v1.2.3#x",
    "nn@v1.2.3#4!",
    "nn@v1.2.3#4#5",
    "nn@v1.2.3@v1.2.3",
    "nn@vv1.2.3",
    "nn@v 1.2.3",
    "@v1.2.3",
    "-nn@v1.2.3",
    "nn-@v1.2.3",
    "@ns/model@v1.2.3",
    "m#prod@v1.2.3",
    "=nn@v1.2.3",
    "a=b=nn@v1.2.3",
    "d e=nn@v1.2.3",
    "nn#prod",
    "nn#prod#2",
    "nn@deprecated",
    "nn@created",
    `${"n".repeat(2000)}@v1.2.3`,
    `nn@v1.2.${"9".repeat(500)}`,
    "nn@v1.2.99999999999999999999",
  ])("%j is none", (tag) => {
    expect(short(tag)).toBeUndefined();
  });

  test("of a version that is put together is read as it was", () => {
    const identifier = fc.stringMatching(/^[a-z][0-9a-z-]{0,5}$/);
    const version = fc
      .tuple(
        fc.nat(),
        fc.nat(),
        fc.nat(),
        fc.array(identifier, { maxLength: 3 }),
        fc.array(identifier, { maxLength: 2 }),
      )
      .map(([major, minor, patch, pre, build]) =>
        [
          `${major}.${minor}.${patch}`,
          pre.length > 0 ? `-${pre.join(".")}` : "",
          build.length > 0 ? `+${build.join(".")}` : "",
        ].join(""),
      );
    const name = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_-]{0,8}[A-Za-z0-9]$/);
    fc.assert(
      fc.property(name, version, (artifact, wanted) => {
        expect(short(`${artifact}@v${wanted}`)).toBe(`${artifact} ${wanted} register `);
        expect(short(`${artifact}/v${wanted}`)).toBe(`${artifact} ${wanted} register `);
      }),
    );
  });

  test.each([
    ["a".repeat(1000), "a-".repeat(500), `${"-".repeat(900)}@v`, `v1.2.3-${"0.".repeat(500)}`],
  ])("that is hostile is none", (...names) => {
    expect(names.map((name) => short(name))).toEqual(names.map(() => undefined));
  });
});

describe("registered versions", () => {
  const versions = (artifact: string, ...tags: (string | Tag)[]): string[] =>
    registeredVersions(
      tags.map((tag) => (typeof tag === "string" ? tagged(tag) : tag)),
      artifact,
    ).map(({ version, tag, annotated }) => `${version} ${tag}${annotated ? "" : " lightweight"}`);

  test.each<[what: string, tags: (string | Tag)[], registered: string[]]>([
    [
      "are those of the artifact, in order",
      ["nn@v1.10.0", "nn@v1.9.0", "other@v1.0.0", "v3.0.0", "nn/v1.10.0-rc.1"],
      ["1.9.0 nn@v1.9.0", "1.10.0-rc.1 nn/v1.10.0-rc.1", "1.10.0 nn@v1.10.0"],
    ],
    [
      "leave out what was taken back",
      ["nn@v1.0.0", "nn@v1.0.0!", "nn@v2.0.0"],
      ["2.0.0 nn@v2.0.0"],
    ],
    [
      "have what was registered again",
      ["nn@v1.0.0", "nn@v1.0.0!", "nn@v1.0.0#3"],
      ["1.0.0 nn@v1.0.0#3"],
    ],
    [
      "leave out what was taken back again",
      ["nn@v1.0.0#1", "nn@v1.0.0!#2", "nn@v1.0.0#3", "nn@v1.0.0!#4"],
      [],
    ],
    [
      "go by dates where they are known",
      [tagged("nn@v1.0.0#1", { taggedAt: 10 }), tagged("nn@v1.0.0!", { taggedAt: 20 })],
      [],
    ],
    [
      "go by dates before counters",
      [tagged("nn@v1.0.0", { taggedAt: 20 }), tagged("nn@v1.0.0!#7", { taggedAt: 10 })],
      ["1.0.0 nn@v1.0.0"],
    ],
    [
      "go by counters on equal dates",
      [tagged("nn@v1.0.0#8", { taggedAt: 10 }), tagged("nn@v1.0.0!#7", { taggedAt: 10 })],
      ["1.0.0 nn@v1.0.0#8"],
    ],
    [
      "say which tags are lightweight",
      [tagged("nn@v1.0.0", { annotated: false })],
      ["1.0.0 nn@v1.0.0 lightweight"],
    ],
    [
      "are not taken back by a lightweight tag",
      ["nn@v1.0.0", tagged("nn@v1.0.0!", { annotated: false })],
      ["1.0.0 nn@v1.0.0"],
    ],
    [
      "show each tag of a version",
      ["nn@v1.0.0", "nn/v1.0.0"],
      ["1.0.0 nn/v1.0.0", "1.0.0 nn@v1.0.0"],
    ],
    ["are none without tags", [], []],
  ])("%s", (_, tags, registered) => {
    expect(versions("nn", ...tags)).toEqual(registered);
    expect(versions("nn", ...tags.toReversed())).toEqual(registered);
  });

  test("of the whole repository have no artifact", () => {
    expect(versions("", "v1.0.0", "nn@v2.0.0")).toEqual(["1.0.0 v1.0.0"]);
  });
});
