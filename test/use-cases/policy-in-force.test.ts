import { describe, expect, test } from "@jest/globals";
import { unavailable } from "../../src/core/model/fact.ts";
import { catalogue } from "../../src/generated/catalogue.ts";
import { policyInForce } from "../../src/use-cases/policy-in-force.ts";
import { fakeChange, type FakeChangeDescription } from "../support/fake-change.ts";
import type { FakeTree } from "../support/fake-repository.ts";

const CONFIG = ".mltrl/config.yml";

/** A configuration with components of these names. */
function config(components: string, extra = ""): FakeTree {
  const declared = components.split(" ").map((id) => `  ${id}: { paths: [${id}/**] }\n`);
  return { [CONFIG]: `version: 1\n${extra}components:\n${declared.join("")}` };
}

async function inForce(description: FakeChangeDescription) {
  const { repository, change } = fakeChange(description);
  const fact = await policyInForce(repository, change, catalogue);
  if (fact.state === "unavailable") throw new Error(fact.reason);
  return fact.value;
}

function ids(components: readonly { id: string }[]): string {
  return components.map(({ id }) => id).join(" ");
}

async function ready(description: FakeChangeDescription) {
  const found = await inForce(description);
  if (found.state !== "ready") throw new Error(JSON.stringify(found));
  return {
    ...found,
    all: ids(found.policy.components),
    base: ids(found.baseComponents),
    head: ids(found.headComponents),
  };
}

async function broken(description: FakeChangeDescription): Promise<string[]> {
  const found = await inForce(description);
  return found.state === "broken" ? found.problems.map(({ message }) => message) : [found.state];
}

const BAD = config("a", "uncovered: sometimes\n");

describe("whose policy counts", () => {
  test("none, where there is none anywhere", async () => {
    expect(await inForce({ base: {}, head: {} })).toEqual({ state: "none" });
  });

  test("the default branch's, tightened by the base branch's", async () => {
    const found = await ready({
      defaultBranch: config("a b", "uncovered: warn\nevidence-timeout: 6\n"),
      base: config("a", "uncovered: ignore\nevidence-timeout: 2\n"),
      head: config("a", "uncovered: ignore\nevidence-timeout: 2\n"),
    });
    expect(found).toMatchObject({
      policy: { uncovered: "warn", evidenceTimeout: 2 },
      all: "a b",
      base: "a",
      head: "a",
      notices: [],
    });
  });

  test("the default branch's alone, where base has none", async () => {
    const found = await ready({ defaultBranch: config("a"), base: {}, head: {} });
    expect(found).toMatchObject({ all: "a", base: "a", head: "a" });
  });

  test("the base branch's, where the default branch has none", async () => {
    const found = await ready({ defaultBranch: {}, base: config("a"), head: config("a") });
    expect(found.all).toBe("a");
  });

  test("never head's: an edit is judged by what stands, and says so", async () => {
    const found = await ready({
      base: config("a", "uncovered: block\n"),
      head: config("a b", "uncovered: ignore\n"),
    });
    expect(found).toMatchObject({ policy: { uncovered: "block" }, base: "a", head: "a b" });
    expect(found.notices).toEqual([expect.stringContaining("edits the policy")]);
  });

  test("an edit that moves the file away is one", async () => {
    const found = await ready({ base: config("a"), head: { moved: config("a")[CONFIG] ?? "" } });
    expect(found).toMatchObject({ base: "a", head: "" });
    expect(found.notices).toHaveLength(1);
  });
});

describe("a pull request that brings the first policy", () => {
  test("is judged by it as an observer", async () => {
    const checks = "checks:\n  main: { branches: [main], block-from: 2020-01-01 }\n";
    const found = await ready({ base: {}, head: config("a", checks) });
    expect(found.policy.checks).toEqual([
      expect.objectContaining({ name: "main", enforcement: "observe" }),
    ]);
    expect(found.policy.checks[0]).not.toHaveProperty("blockFrom");
    expect(found).toMatchObject({ base: "", head: "a" });
    expect(found.notices).toEqual([expect.stringContaining("main has no policy yet")]);
  });

  test("learns what is wrong with it", async () => {
    expect(await broken({ base: {}, head: BAD })).toEqual([expect.stringContaining("uncovered")]);
  });
});

describe("a policy that cannot be read", () => {
  test.each<[string, FakeChangeDescription]>([
    ["of the default branch", { defaultBranch: BAD, base: config("a"), head: config("a") }],
    ["of the base branch", { defaultBranch: config("a"), base: BAD, head: BAD }],
    ["that head brings", { base: config("a"), head: BAD }],
    ["that is no YAML", { base: config("a"), head: { [CONFIG]: "{" } }],
  ])("%s closes the gate", async (_, description) => {
    expect(await broken(description)).toHaveLength(1);
  });

  test("is told once where several branches have it", async () => {
    expect(await broken({ defaultBranch: BAD, base: BAD, head: BAD })).toHaveLength(1);
  });

  test("closes nothing any more once base has mended it, however old the head", async () => {
    const found = await ready({
      mergeBase: BAD,
      base: config("a"),
      head: { ...BAD, "a/x.py": "new" },
    });
    expect(found).toMatchObject({ head: "a", notices: [] });
  });

  test("is also a link that head brings beside it", async () => {
    const head = { ...config("a"), ".mltrl/cards/a.md": { link: "x" } };
    expect(await broken({ base: config("a"), head })).toEqual([
      expect.stringContaining("symbolic link"),
    ]);
  });
});

describe("components that base has gained since head left it", () => {
  const sides = { mergeBase: config("a"), base: config("a b") };

  test("are not removed by a head that edits the policy without them", async () => {
    const found = await ready({ ...sides, head: config("a c") });
    expect(found).toMatchObject({ base: "a b", head: "a c b" });
  });

  test("are removed by a head that had them", async () => {
    const found = await ready({ ...sides, mergeBase: config("a b"), head: config("a") });
    expect(found.head).toBe("a");
  });

  test("cannot be told where the histories cannot be compared", async () => {
    const { repository, change } = fakeChange({ ...sides, head: config("a c") });
    const lost = unavailable("upstream", "no common history");
    const without = { ...repository, mergeBase: () => Promise.resolve(lost) };
    expect(await policyInForce(without, change, catalogue)).toBe(lost);
  });

  test("are all of them where the old policy cannot be read", async () => {
    const found = await ready({ mergeBase: BAD, base: config("a b"), head: config("c") });
    expect(found.head).toBe("c a b");
  });

  test("of the default branch alone are not head's to remove", async () => {
    const found = await ready({
      defaultBranch: config("a new"),
      base: config("a"),
      head: config("a c"),
    });
    expect(found).toMatchObject({ base: "a", head: "a c" });
  });
});

test("without the changed files head's own policy is read", async () => {
  const { repository, change } = fakeChange({ base: config("a"), head: BAD });
  const changedFiles = unavailable("upstream", "too many");
  const fact = await policyInForce(repository, { ...change, changedFiles }, catalogue);
  expect(fact).toMatchObject({ value: { state: "broken" } });
});

test("a branch that cannot be read leaves nothing to judge by", async () => {
  const { repository, change } = fakeChange({ base: config("a"), head: config("a") });
  const fact = await policyInForce(repository, { ...change, defaultTip: "gone" }, catalogue);
  expect(fact).toMatchObject({ state: "unavailable", cause: "missing" });
});

const texts = ({ policy }: Awaited<ReturnType<typeof ready>>): string[] =>
  policy.checklists.flatMap(({ items }) => items.map(({ text }) => text));

describe("checklists of a repository's own", () => {
  const OURS = ".mltrl/checklists/ours.yml";
  const list = (text: string): FakeTree => ({ [OURS]: `items: [{ id: a.1, text: ${text} }]\n` });
  const asking = config(
    "a",
    "rules: { ethics-complete: { references: [{ list: ours, items: ['**'] }] } }\n",
  );

  test("are those of the default branch, whatever head and base say", async () => {
    const found = await ready({
      defaultBranch: { ...asking, ...list("default") },
      base: { ...config("a"), ...list("base") },
      head: { ...asking, ...list("head") },
    });
    expect(texts(found)).toEqual(["default"]);
  });

  test("an edit is an edit of the policy", async () => {
    const found = await ready({
      base: { ...config("a"), ...list("base") },
      head: { ...config("a"), ...list("head") },
    });
    expect(texts(found)).toEqual(["base"]);
    expect(found.notices).toEqual([expect.stringContaining("edits the policy")]);
  });

  test("those that head brings count where the policy is new", async () => {
    expect(texts(await ready({ base: {}, head: { ...asking, ...list("head") } }))).toEqual([
      "head",
    ]);
  });

  test.each<[string, FakeTree, FakeTree, string]>([
    ["broken on the default branch", { [OURS]: "items: [" }, {}, "not valid YAML"],
    ["broken on head", {}, { [OURS]: "items: [{ id: a }]\n" }, "`items[0].text`: is missing"],
    ["no text", { [OURS]: new Uint8Array([0xff]) }, {}, "UTF-8"],
    ["asked for and not there", asking, {}, 'there is no checklist "ours"'],
    ["named as one of the rule set", { ".mltrl/checklists/deon.yml": "items: [{ id: a, text: b }]\n" }, {}, "rename the file"], // prettier-ignore
  ])("%s: a problem of the policy", async (_, base, head, message) => {
    const tree = { ...config("a"), ...base };
    expect(await broken({ base: tree, head: { ...tree, ...head } })).toEqual([
      expect.stringContaining(message),
    ]);
  });

  test("what is no .yml file is left alone", async () => {
    const tree = { ...config("a"), ".mltrl/checklists/README.md": "Ours." };
    expect(texts(await ready({ base: tree, head: tree }))).toEqual([]);
  });
});
