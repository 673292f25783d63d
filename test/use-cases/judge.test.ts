import { describe, expect, test } from "@jest/globals";
import { known, unavailable } from "../../src/core/model/fact.ts";
import { judge } from "../../src/use-cases/judge.ts";
import { fakeChange, type FakeChangeDescription } from "../support/fake-change.ts";
import { ENGINE } from "../support/fake-engine.ts";
import type { FakeTree } from "../support/fake-repository.ts";
import { scannerFiles } from "../support/repository-files.ts";

const CHECKS = `checks:
  main: { branches: [main] }
  release: { branches: ["release/**"], minimum-level: 1, scope: all }
`;

function repository(components: string, files: FakeTree = {}, extra = ""): FakeTree {
  return {
    ".mltrl/config.yml": `version: 1\n${CHECKS}${extra}components:\n${components}`,
    ...files,
  };
}

const A = "  a: { paths: [a/**] }\n";
const B = "  b: { paths: [b/**] }\n";
const SYSTEM = "  s: { parts: [a] }\n";

async function decided(description: FakeChangeDescription) {
  const fact = await judge(fakeChange(description), ENGINE);
  if (fact.state === "unavailable") throw new Error(fact.reason);
  return fact.value;
}

async function movements(description: FakeChangeDescription): Promise<Record<string, string>> {
  const { decision } = await decided(description);
  return Object.fromEntries((decision?.components ?? []).map(({ id, movement }) => [id, movement]));
}

describe("which components a change is about", () => {
  const base = repository(A + B + SYSTEM);
  const card = "---\nname: X\nlevel: 1\n---\n";

  test.each<[string, FakeChangeDescription, Record<string, string>]>([
    ["none of them", { base, head: { ...base, "README.md": "x" } }, {}],
    ["one, and the system around it", { base, head: { ...base, "a/x": "1" } }, { a: "content", s: "untouched" }], // prettier-ignore
    ["one by its card", { base, head: { ...base, ".mltrl/cards/b.md": card } }, { b: "raise" }],
    ["one that comes", { base, head: repository(A + B + SYSTEM + "  c: { paths: [c/**] }\n") }, { c: "add" }], // prettier-ignore
    ["one that goes", { base, head: repository(A + SYSTEM) }, { b: "remove", policy: "records" }],
    ["all of them, on a branch that asks for all", { base, head: base, change: { baseRef: "release/1" } }, { a: "untouched", b: "untouched", s: "untouched" }], // prettier-ignore
    ["not those that an old release branch never had", { defaultBranch: base, base: repository(A), head: repository(A), change: { baseRef: "release/1" } }, { a: "untouched" }], // prettier-ignore
    ["of those, what it touches all the same", { defaultBranch: base, base: repository(A), head: { ...repository(A), "b/x": "1" }, change: { baseRef: "release/1" } }, { a: "untouched", b: "add" }], // prettier-ignore
  ])("%s", async (_, description, expected) => {
    expect(await movements(description)).toEqual(expected);
  });

  test("the others are listed as unaffected", async () => {
    const { decision } = await decided({ base, head: { ...base, "a/x": "1" } });
    expect(decision?.unaffected).toEqual(["b"]);
  });
});

describe("an unreadable card", () => {
  test("claims nothing: the component stays where it was and its rules say why", async () => {
    const base = repository(A, { ".mltrl/cards/a.md": "---\nname: X\nlevel: 3\n---\n" });
    const { decision } = await decided({ base, head: { ...base, ".mltrl/cards/a.md": "no card" } });
    expect(decision?.components[0]).toMatchObject({ movement: "records", level: 3 });
    expect(decision?.checks[0]?.conclusion).toBe("failure");
  });
});

describe("what stood at base", () => {
  const base = repository(A, { ".mltrl/cards/a.md": "---\nname: X\nlevel: 2\n---\n" });

  test("is told from what a move breaks", async () => {
    const { decision } = await decided({
      base,
      head: { ...base, ".mltrl/cards/a.md": "---\nname: X\nlevel: 5\n---\n" },
    });
    const findings = decision?.components[0]?.findings ?? [];
    const since = (rule: string): unknown => findings.find((each) => each.rule === rule);
    expect(since("no-level-skip")).toMatchObject({ outcome: "fail", since: "new" });
    expect(since("card-sections-present")).toMatchObject({ outcome: "fail", since: "existing" });
  });
});

describe("without a verdict", () => {
  const base = repository(A);

  test.each<[string, FakeChangeDescription]>([
    ["no policy anywhere", { base: {}, head: { "a/x": "1" } }],
    ["no check for the branch", { base, head: base, change: { baseRef: "topic" } }],
  ])("%s: nobody asks for a gate", async (_, description) => {
    expect(await decided(description)).toMatchObject({ decision: undefined, watches: undefined });
  });

  test("a change that cannot be read is unavailable", async () => {
    const ports = fakeChange({ base, head: base });
    const lost = unavailable("upstream", "no answer");
    expect(await judge({ ...ports, source: { read: () => Promise.resolve(lost) } }, ENGINE)).toBe(
      lost,
    );
    const records = { ...ports.repository, records: () => Promise.resolve(lost) };
    expect(await judge({ ...ports, repository: records }, ENGINE)).toBe(lost);
  });

  test("too many changed files close every check and say so", async () => {
    const changedFiles = unavailable("upstream", "4000 files change");
    const { decision } = await decided({ base, head: base, change: { changedFiles } });
    expect(decision?.unavailable).toBe("4000 files change");
    expect(decision?.checks.map(({ name, conclusion }) => [name, conclusion])).toEqual([
      ["mltrl/main", "failure"],
    ]);
  });

  test("a broken policy closes what the branch requires", async () => {
    const { decision } = await decided({
      base: { ".mltrl/config.yml": "version: 2\n" },
      head: { ".mltrl/config.yml": "version: 2\n" },
      change: { requiredChecks: known([{ name: "mltrl/gate" }, { name: "lint" }]) },
    });
    expect(decision?.problems.length).toBeGreaterThan(0);
    expect(decision?.checks.map(({ name, conclusion }) => [name, conclusion])).toEqual([
      ["mltrl/gate", "failure"],
    ]);
  });
});

describe("checks that a branch demands", () => {
  const base = repository(A);

  test("and the policy does not define fail, with a notice", async () => {
    const { decision } = await decided({
      base,
      head: base,
      change: {
        requiredChecks: known(
          ["mltrl/main", "mltrl/gone", "mltrl/gone", "mltrl/", "lint"].map((name) => ({ name })),
        ),
      },
    });
    expect(decision?.checks.map(({ name, conclusion }) => [name, conclusion])).toEqual([
      ["mltrl/main", "success"],
      ["mltrl/gone", "failure"],
    ]);
    expect(decision?.notices).toEqual([expect.stringContaining("require the check mltrl/gone")]);
  });

  test("are asked for where no policy exists at all", async () => {
    const requiredChecks = known([{ name: "mltrl/main" }]);
    const { decision } = await decided({ base: {}, head: {}, change: { requiredChecks } });
    expect(decision?.checks).toEqual([
      expect.objectContaining({ name: "mltrl/main", conclusion: "failure" }),
    ]);
  });

  test("are nobody's guess where the rules cannot be read", async () => {
    const requiredChecks = unavailable("upstream", "too many rules");
    const { decision } = await decided({ base, head: base, change: { requiredChecks } });
    expect(decision?.checks).toHaveLength(1);
  });
});

test("the foreign checks that rules name are watched", async () => {
  const base = repository(
    A,
    { ".mltrl/cards/a.md": "---\nname: X\nlevel: 4\n---\n" },
    "rules:\n  style-check: { severity: blocking, check: lint }\n",
  );
  const { watches } = await decided({ base, head: { ...base, "a/x": "1" } });
  expect(watches).toEqual(["lint"]);
});

test("a graduation carries the digest that its reviewers sign", async () => {
  const base = repository(A, { ".mltrl/cards/a.md": "---\nname: X\nlevel: 2\n---\n" });
  const { decision } = await decided({
    base,
    head: { ...base, ".mltrl/cards/a.md": "---\nname: X\nlevel: 3\n---\n" },
  });
  expect(decision?.components[0]?.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
});

test("what cannot be looked at just now has no grace, though it could not be on base either", async () => {
  const base = scannerFiles();
  const ports = fakeChange({
    base,
    head: { ...base, "models/nodule/weights.bin": "other weights\n" },
    before: "none",
  });
  const lost = unavailable("upstream", "GitHub does not answer");
  const repository = { ...ports.repository, tags: () => Promise.resolve(lost) };
  const fact = await judge({ ...ports, repository }, ENGINE);
  const { decision } = fact.state === "known" ? fact.value : {};
  const findings = decision?.components.flatMap((component) => component.findings) ?? [];
  expect(findings.filter(({ unseen }) => unseen === true).map(({ rule, grace }) => [rule, grace])).toContainEqual(["semver-dataset", undefined]); // prettier-ignore
  expect(decision?.checks).toMatchObject([{ conclusion: "failure" }]);
});
