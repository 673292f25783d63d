import { describe, expect, test } from "@jest/globals";
import { known, unavailable } from "../../src/core/model/fact.ts";
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

/** A configuration with these lines of settings at its top, and these components at its end. */
function said(settings: string, components = "a"): FakeTree {
  return config(components, `${settings}# Components follow.\n`);
}

/** A component that is asked for so many covered lines, in lines of which most are those of any other. */
function asked(id: string, lines: number): string {
  return `  ${id}:\n    paths: [${id}/**]\n    ignore: []\n    rules: { coverage-product: { lines: ${lines} } }\n`;
}

function both(one: string, other: string): FakeTree {
  return { [CONFIG]: `version: 1\ncomponents:\n${one}${other}` };
}

function waiver(component: string): string {
  return `  - { rule: coverage-product, component: ${component}, reason: Later, approver: policy-owners, granted: { by: quality, date: 2026-05-01 }, until: 2026-06-30 }\n`;
}

describe("a head that edits a policy which base has edited since", () => {
  const from = said("uncovered: warn\n# Times.\nevidence-timeout: 6\n");

  test("changes only what it changed itself", async () => {
    const found = await ready({
      mergeBase: from,
      base: said("uncovered: block\n# Times.\nevidence-timeout: 6\n"),
      head: said("uncovered: warn\n# Times.\nevidence-timeout: 2\n"),
    });
    expect(found.policy).toMatchObject({ uncovered: "block", evidenceTimeout: 6 });
    expect(found.edit?.before).toMatchObject({ uncovered: "block", evidenceTimeout: 6 });
    expect(found.edit?.after).toMatchObject({ uncovered: "block", evidenceTimeout: 2 });
  });

  test("takes no component back that base has gained", async () => {
    const found = await ready({
      mergeBase: from,
      base: said("uncovered: warn\n# Times.\nevidence-timeout: 6\n", "a b"),
      head: said("uncovered: warn\n# Times.\nevidence-timeout: 2\n"),
    });
    expect(found).toMatchObject({ base: "a b", head: "a b" });
  });

  test("takes those back that it took out", async () => {
    const found = await ready({
      mergeBase: said("evidence-timeout: 6\n", "a b"),
      base: said("evidence-timeout: 2\n", "a b"),
      head: said("evidence-timeout: 6\n", "a"),
    });
    expect(found).toMatchObject({ base: "a b", head: "a" });
  });

  test.each<[string, FakeChangeDescription]>([
    ["in the same line", { mergeBase: said("uncovered: warn\n"), base: said("uncovered: block\n"), head: said("uncovered: ignore\n") }], // prettier-ignore
    ["in the next line", { mergeBase: config("a"), base: config("a b"), head: config("a c") }],
    ["that it takes away", { mergeBase: from, base: said("uncovered: block\n"), head: {} }],
    ["that base took away", { mergeBase: from, base: {}, head: said("uncovered: warn\n") }],
    ["which is no text there", { mergeBase: { [CONFIG]: new Uint8Array([0xff]) }, base: from, head: config("a") }], // prettier-ignore
  ])("%s has to be updated", async (_, sides) => {
    const { repository, change } = fakeChange({ defaultBranch: config("a"), ...sides });
    const fact = await policyInForce(repository, { ...change, baseRef: "next" }, catalogue);
    expect(fact).toMatchObject({
      value: {
        state: "broken",
        problems: [
          {
            place: { path: CONFIG },
            message: expect.stringContaining("merge the base branch into this one"),
          },
        ],
      },
    });
  });

  test("cannot turn lines round so that a merge gives base's word to another component", async () => {
    const stale = {
      mergeBase: both(asked("a", 60), asked("b", 60)),
      base: both(asked("a", 80), asked("b", 60)),
      head: both(asked("b", 60), asked("a", 60)),
    };
    expect(await broken(stale)).toEqual([expect.stringContaining("merge the base branch")]);
  });

  test("is judged by what it says where base says the same", async () => {
    const found = await ready({ mergeBase: config("a"), base: config("a b"), head: config("a b") });
    expect(found).toMatchObject({ base: "a b", head: "a b" });
  });

  test("cannot be told where the histories cannot be compared", async () => {
    const { repository, change } = fakeChange({ mergeBase: config("a"), base: config("a b"), head: config("c") }); // prettier-ignore
    const lost = unavailable("upstream", "no common history");
    const without = { ...repository, mergeBase: () => Promise.resolve(lost) };
    expect(await policyInForce(without, change, catalogue)).toMatchObject({
      state: "unavailable",
      cause: "upstream",
      reason: expect.stringContaining("what this pull request changes of the policy"),
    });
  });

  test("keeps waivers that base has granted since", async () => {
    const waivers = (first: string, last: string): FakeTree => ({
      ...config("a b c"),
      ".mltrl/waivers.yml": `version: 1\nwaivers:\n${first}${waiver("b")}${last}`,
    });
    const found = await ready({
      mergeBase: waivers("", ""),
      base: waivers(waiver("a"), ""),
      head: waivers("", waiver("c")),
    });
    expect(found.waivers?.map(({ components }) => components)).toEqual([["c"]]);
  });
});

describe("components", () => {
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

describe("the organisation's policy", () => {
  const PATH = "acme/.github-private/.mltrl/organization.yml";
  const HEADER = 'version: 1\napplies-to: { repositories: ["*"] }\n';
  const above = (text: string, judged = { name: "scanner", home: false }) => ({
    change: { organization: known({ path: PATH, text: HEADER + text, judged }) },
  });

  test("binds what the default branch does not say", async () => {
    const found = await ready({
      base: config("a"),
      head: config("a"),
      ...above("uncovered: block\nchecks: { product: { branches: [main] } }\n"),
    });
    expect(found.policy.uncovered).toBe("block");
    expect(found.policy.checks.map(({ name }) => name)).toEqual(["main", "release", "product"]);
  });

  test("closes the checks of a default branch that says less, until that is mended", async () => {
    const less = config("a", "uncovered: warn\n");
    const floor = above("uncovered: block\n");
    expect(await broken({ base: less, head: less, ...floor })).toEqual([
      expect.stringContaining("`uncovered` is warn"),
    ]);
    const mended = await ready({ base: less, head: config("a"), ...floor });
    expect(mended.policy.uncovered).toBe("block");
    const worse = config("a", "uncovered: ignore\n");
    expect(await broken({ base: config("a"), head: worse, ...floor })).toEqual([
      expect.stringContaining("`uncovered` is ignore"),
    ]);
  });

  test("an old release branch that says less is tightened, and stays open", async () => {
    const old = config("a", "uncovered: ignore\n");
    const found = await ready({
      defaultBranch: config("a"),
      base: old,
      head: old,
      ...above("uncovered: block\n"),
    });
    expect(found.policy.uncovered).toBe("block");
  });

  test("applies to a repository that declares nothing, and says so", async () => {
    const checks = above("checks: { main: { branches: [main] } }\n");
    const found = await ready({ base: {}, head: {}, ...checks });
    expect(found).toMatchObject({ all: "", undeclared: PATH });
    expect(found.policy.checks.map(({ name }) => name)).toEqual(["main"]);
    const brings = await ready({ base: {}, head: config("a"), ...checks });
    expect(brings).toMatchObject({ base: "", head: "a" });
    expect(brings.undeclared).toBeUndefined();
    expect(brings.policy.checks[0]?.enforcement).toBe("block");
  });

  test.each<[string, string, object]>([
    ["another name", "repositories: [ml-*]", {}],
    ["another property", "properties: { risk: [high] }", {}],
  ])("leaves alone a repository of %s", async (_, selection) => {
    const text = `version: 1\napplies-to: { ${selection} }\nchecks: { main: { branches: [main] } }\n`;
    const organization = known({ path: PATH, text, judged: { name: "scanner", home: false } });
    expect(await inForce({ base: {}, head: {}, change: { organization } })).toEqual({
      state: "none",
    });
  });

  test("asks for custom properties where it names some", async () => {
    const text = "version: 1\napplies-to: { properties: { risk: [high] } }\nuncovered: block\n";
    const organization = known({ path: PATH, text, judged: { name: "scanner", home: false } });
    const found = await ready({
      base: config("a"),
      head: config("a"),
      customProperties: { risk: ["high"] },
      change: { organization },
    });
    expect(found.policy.uncovered).toBe("block");
  });

  test("that is announced binds nobody yet, and is looked at again on its day", async () => {
    const found = await ready({
      base: config("a"),
      head: config("a"),
      ...above("effective-from: 2026-07-01\nuncovered: block\n"),
    });
    expect(found).toMatchObject({ policy: { uncovered: "ignore" }, validUntil: "2026-07-01" });
    expect(found.notices).toEqual([expect.stringContaining("From 2026-07-01 on")]);
  });

  test("that cannot be read any more closes the checks and says why", async () => {
    const lost = unavailable("not-visible", "was here before", { path: PATH });
    const change = { organization: lost };
    const found = await inForce({ base: config("a"), head: config("a"), change });
    expect(found).toMatchObject({
      state: "broken",
      problems: [{ place: { path: PATH }, message: "was here before" }],
      checks: [{ name: "main" }, { name: "release" }],
    });
    expect(await inForce({ base: {}, head: {}, change })).toMatchObject({ checks: [] });
  });

  test("that GitHub does not answer for is tried again", async () => {
    const { repository, change } = fakeChange({ base: config("a"), head: config("a") });
    const organization = unavailable("upstream", "a timeout");
    expect(await policyInForce(repository, { ...change, organization }, catalogue)).toBe(
      organization,
    );
  });

  test("that is broken is told with its lines", async () => {
    expect(
      await broken({ base: config("a"), head: config("a"), ...above("uncovered: often\n") }),
    ).toEqual([expect.stringContaining("uncovered")]);
  });
});
