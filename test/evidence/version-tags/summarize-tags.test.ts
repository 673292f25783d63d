import { afterAll, describe, expect, test } from "@jest/globals";
import { summarizeTags } from "../../../src/evidence/version-tags/summarize-tags.ts";
import { precedence } from "../../../src/evidence/version-tags/precedence.ts";
import { makeRepository } from "../../support/git-repository.ts";

describe("a list of tags", () => {
  test("names what each says of which artifact", () => {
    const { items } = summarizeTags("nn@v1.2.3\n\nmodels=nn#prod#2\r\nnn@deprecated\nweekly\n");
    expect(items).toEqual([
      { tag: "nn@v1.2.3", artifact: "nn", event: "register", version: "1.2.3", problems: [] },
      { tag: "models=nn#prod#2", artifact: "models:nn", event: "assign", stage: "prod", problems: [] }, // prettier-ignore
      { tag: "nn@deprecated", artifact: "nn", event: "deprecate", problems: [] },
      { tag: "weekly", problems: [] },
    ]);
  });

  test.each([
    ["nn@1.2.3", "expected a v before the version: @v1.2.3"],
    ["nn@v1", 'expected @v and a semantic version with three numbers, got "@v1"'],
    ["nn@latest#3", 'expected @v and a semantic version with three numbers, got "@latest"'],
    ["@acme/nn@v1.0.0", "a name cannot begin with @: GTO has no scoped names"],
    [
      "nn_@v1.0.0",
      'expected a name of letters, digits, -, _ and / that begins and ends with a letter or digit, got "nn_"',
    ],
    ["nn#prod@v1.0.0", "a tag registers a version or assigns a stage, not both"],
    ["nn#-", "expected a name, # and a stage, such as nn#prod"],
  ])("says why %s is none", (tag, problem) => {
    expect(summarizeTags(tag).items).toEqual([{ tag, problems: [problem] }]);
  });

  test("says what is wrong between tags, artifact by artifact", () => {
    const lines = [
      "tag nn@v1.0.0 1111111111111111111111111111111111111111 1700000000",
      "tag nn@v1.0.0#2 2222222222222222222222222222222222222222 1700000100",
      "tag seg@v1.0.0 1111111111111111111111111111111111111111 1700000000",
      "commit nn@v2.0.0  ",
      "tag nn@deprecated#3 2222222222222222222222222222222222222222 1700000200",
      "tag nn@v3.0.0 3333333333333333333333333333333333333333 1700000300",
    ];
    expect(summarizeTags(lines.join("\n")).items.map(({ problems }) => problems)).toEqual([
      [],
      ["registers 1.0.0 again after nn@v1.0.0"],
      [],
      ["is a lightweight tag, which counts for nothing; make it with -a"],
      [],
      ["comes after the artifact was deprecated"],
    ]);
  });

  test("may be long", () => {
    const lines = Array.from({ length: 50_000 }, (_, i) => `nn@v0.0.${i % 100}#${i}`);
    const { items } = summarizeTags(lines.join("\n"));
    expect(items.filter(({ problems }) => problems.length > 0)).toHaveLength(49_900);
  });
});

describe("what git prints", () => {
  const repository = makeRepository({ "a.txt": "a" });
  afterAll(repository.remove);
  repository.git("tag", "nn@v1.0.0", "-m", "one");
  repository.git("tag", "nn@v0.9.0");
  repository.git("tag", "nn#prod", "-m", "two");
  const formats: [string, string[]][] = [
    ["for-each-ref", ["for-each-ref"]],
    ["for-each-ref with the format of the documentation", ["for-each-ref", "refs/tags", "--format=%(objecttype) %(refname:strip=2) %(*objectname) %(taggerdate:unix)"]], // prettier-ignore
  ];

  test.each(formats)("by %s tells which tags are lightweight", (_, args) => {
    const { items } = summarizeTags(repository.git(...args));
    expect(items.map(({ tag, problems }) => [tag, problems.length])).toEqual([
      ["nn#prod", 0],
      ["nn@v0.9.0", 1],
      ["nn@v1.0.0", 0],
    ]);
  });

  test.each([
    ["show-ref --tags"],
    ["show-ref --tags --dereference"],
    ["ls-remote --tags ."],
    ["tag"],
  ])(
    // prettier-ignore
    "by %s names every tag once",
    (command) => {
      const { items } = summarizeTags(repository.git(...command.split(" ")));
      expect(items.map(({ tag }) => tag)).toEqual(["nn#prod", "nn@v0.9.0", "nn@v1.0.0"]);
    },
  );
});

test.each([
  ["1.0.0", "1.0.1", -1],
  ["1.0.0", "1.0.0+build", 0],
  ["1.0.0", "1.0.0-rc.1", 1],
  ["1.10.0", "1.9.0", 1],
  ["1.0", "1.0.0", undefined],
  ["1.0.0", "v1.0.0", undefined],
])("%s against %s", (one, other, order) => {
  expect(precedence(one, other)).toBe(order);
});
