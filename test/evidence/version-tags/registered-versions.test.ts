import { describe, expect, test } from "@jest/globals";
import type { Tag } from "../../../src/core/model/version-tag.ts";
import {
  deprecation,
  registeredVersions,
  tagProblems,
  tagsOfArtifact,
} from "../../../src/evidence/version-tags/registered-versions.ts";

const tagged = (name: string, more: Partial<Tag> = {}): Tag => ({
  name,
  commit: "c0ffee",
  annotated: true,
  ...more,
});

describe("registered versions", () => {
  const versions = (artifact: string, ...tags: (string | Tag)[]): string[] =>
    registeredVersions(
      tagsOfArtifact(
        tags.map((tag) => (typeof tag === "string" ? tagged(tag) : tag)),
        { name: artifact },
      ),
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
      "leave out GTO's lightweight tags, and say which plain ones are",
      [tagged("nn@v1.0.0", { annotated: false }), tagged("nn/v2.0.0", { annotated: false })],
      ["2.0.0 nn/v2.0.0 lightweight"],
    ],
    [
      "do not mind stages and the end",
      ["nn@v1.0.0", "nn#prod", "nn#prod!#2", "nn@deprecated#3"],
      ["1.0.0 nn@v1.0.0"],
    ],
    [
      "go by the last cancellation",
      ["nn@v1.0.0", "nn@v1.0.0!#2", "nn@v1.0.0#3", "nn@v1.0.0!#1"],
      ["1.0.0 nn@v1.0.0#3"],
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

const problems = (...tags: Tag[]): string[] =>
  [...tagProblems(tagsOfArtifact(tags, { name: "nn" }))].flatMap(([{ name }, found]) =>
    found.map((problem) => `${name} ${problem}`),
  );

const end = (...tags: Tag[]): string | undefined =>
  deprecation(tagsOfArtifact(tags, { name: "nn" }))?.name;

describe("the tags of an artifact", () => {
  test("may name it by the folder that it lies in", () => {
    const tags = ["nn@v1.0.0", "models=nn@v2.0.0", "models/lung=nn@v3.0.0", "other=nn@v4.0.0"];
    const names = (path?: string): string[] =>
      tagsOfArtifact(
        tags.map((name) => tagged(name)),
        { name: "nn", ...(path !== undefined && { path }) },
      ).map(({ tag }) => tag.name);
    expect(names()).toEqual(["nn@v1.0.0"]);
    expect(names("models/nn.bin")).toEqual(["nn@v1.0.0", "models=nn@v2.0.0"]);
    expect(names("models/lung/nn.bin")).toEqual(tags.slice(0, 3));
  });

  test("may carry the folder in its name", () => {
    const tags = tagsOfArtifact([tagged("models=nn@v2.0.0")], { name: "models:nn" });
    expect(registeredVersions(tags)).toMatchObject([{ version: "2.0.0" }]);
  });

  const one = { commit: "1" };
  const two = { commit: "2" };

  test.each<[what: string, tags: Tag[], found: string[]]>([
    ["nothing", [tagged("nn@v1.0.0", one), tagged("nn@v1.1.0", two)], []],
    [
      "a lightweight tag",
      [tagged("nn@v1.0.0", { annotated: false })],
      ["nn@v1.0.0 is a lightweight tag, which counts for nothing; make it with -a"],
    ],
    ["nothing about a plain lightweight tag", [tagged("nn/v1.0.0", { annotated: false })], []],
    [
      "two versions on one commit",
      [tagged("nn@v1.0.0", one), tagged("nn@v1.1.0", one)],
      ["nn@v1.1.0 stands on the commit of nn@v1.0.0: one content, two versions"],
    ],
    [
      "no second version where the first was taken back",
      [tagged("nn@v1.0.0", one), tagged("nn@v1.0.0!", two), tagged("nn@v1.1.0", one)],
      [],
    ],
    [
      "a version that is registered twice",
      [tagged("nn@v1.0.0#3", { ...two, taggedAt: 20 }), tagged("nn@v1.0.0", { ...one, taggedAt: 10 })], // prettier-ignore
      ["nn@v1.0.0#3 registers 1.0.0 again after nn@v1.0.0"],
    ],
    [
      "no second registration in another form on the same commit",
      [tagged("nn@v1.0.0", one), tagged("nn/v1.0.0", one)],
      [],
    ],
    [
      "one in another form on another commit",
      [tagged("nn@v1.0.0", { ...one, taggedAt: 10 }), tagged("nn/v1.0.0", two)],
      ["nn@v1.0.0 registers 1.0.0 again after nn/v1.0.0"],
    ],
    [
      "a cancellation of nothing",
      [tagged("nn@v9.0.0!", one)],
      ["nn@v9.0.0! takes back 9.0.0, which nothing registers"],
    ],
  ])("show %s", (_, tags, found) => {
    expect(problems(...tags)).toEqual(found);
    expect(problems(...tags.toReversed())).toEqual(found);
  });

  test("say when it is at its end", () => {
    expect(end(tagged("nn@v1.0.0"))).toBeUndefined();
    expect(end(tagged("nn@deprecated", { annotated: false }))).toBeUndefined();
    expect(end(tagged("nn@deprecated#2"), tagged("nn@deprecated#6"))).toBe("nn@deprecated#6");
  });
});
