import { describe, expect, test } from "@jest/globals";
import { unavailable } from "../../src/core/model/fact.ts";
import { gatherConfig } from "../../src/gather/policy.ts";
import { fakeRepository, type FakeTree } from "../support/fake-repository.ts";

function gathered(tree: FakeTree) {
  return gatherConfig(fakeRepository({ revisions: { r: tree } }), "r");
}

test("the configuration is read", async () => {
  const config = await gathered({ ".mltrl/config.yml": "version: 1\n" });
  expect(config).toMatchObject({
    state: "known",
    value: { ok: true, value: { value: { version: 1 } } },
  });
});

test.each<[string, FakeTree]>([
  ["no .mltrl", { a: "1" }],
  ["no configuration in it", { ".mltrl/cards/detector.md": "x" }],
])("there is none where there is %s", async (_, tree) => {
  expect(await gathered(tree)).toEqual({ state: "known", value: undefined });
});

describe("a problem is", () => {
  test.each<[string, FakeTree, string, string]>([
    ["YAML that is none", { ".mltrl/config.yml": "a: [" }, ".mltrl/config.yml", ""],
    ["text that is none", { ".mltrl/config.yml": new Uint8Array([0xff]) }, ".mltrl/config.yml", "is not UTF-8 text"], // prettier-ignore
    ["a file that is too large", { ".mltrl/config.yml": `# ${"x".repeat(1024 * 1024)}` }, ".mltrl/config.yml", "bytes"], // prettier-ignore
    ["a link", { ".mltrl/config.yml": { link: "/etc/passwd" } }, ".mltrl/config.yml", "is a symbolic link"], // prettier-ignore
    ["a link elsewhere in it", { ".mltrl/config.yml": "version: 1", ".mltrl/cards/a.md": { link: "b" } }, ".mltrl/cards/a.md", "is a symbolic link"], // prettier-ignore
    [".mltrl as a link", { ".mltrl": { link: "elsewhere" } }, ".mltrl", "is a symbolic link"],
    ["a submodule", { ".mltrl/cards": { submodule: "1".repeat(40) } }, ".mltrl/cards", "is a submodule"], // prettier-ignore
    ["names that differ in case", { ".mltrl/config.yml": "version: 1", ".mltrl/Config.yml": "version: 1" }, ".mltrl/config.yml", "differs from .mltrl/Config.yml only in case"], // prettier-ignore
  ])("%s", async (_, tree, path, message) => {
    const config = await gathered(tree);
    expect(config).toMatchObject({
      state: "known",
      value: {
        ok: false,
        problems: [{ place: { path }, message: expect.stringContaining(message) }],
      },
    });
  });
});

test("an upstream failure is no problem of the policy", async () => {
  const repository = fakeRepository({ revisions: { r: { ".mltrl/config.yml": "version: 1" } } });
  const lost = unavailable("upstream", "no answer");
  expect(await gatherConfig({ ...repository, records: () => Promise.resolve(lost) }, "r")).toBe(
    lost,
  );
  expect(await gatherConfig({ ...repository, blob: () => Promise.resolve(lost) }, "r")).toEqual(
    lost,
  );
});
