import { parse, visit } from "graphql";
import { describe, expect, test } from "@jest/globals";
import { githubPeople } from "../../src/github/github-people.ts";
import { createObjectCache, type ObjectCache } from "../../src/github/caches/object-cache.ts";
import { createObjectLoader, type ObjectLoader } from "../../src/github/object-loader.ts";
import type { Wish } from "../../src/github/wishes-query.ts";
import { recordedClient, recordGraphql, REPOSITORY } from "../support/fake-github-api.ts";

function loader(cache: ObjectCache = createObjectCache(1_000_000)): ObjectLoader {
  return createObjectLoader(recordedClient(), REPOSITORY, cache);
}

const blob = (id: string): Wish => ({ type: "blob", id });

function teamOf(logins: readonly string[], next: string | null = null): object {
  const pageInfo = { hasNextPage: next !== null, endCursor: next ?? "end" };
  return { team: { members: { pageInfo, nodes: logins.map((login) => ({ login })) } } };
}

describe("wishes of one moment", () => {
  test("share one request whose document is valid and spreads every fragment", async () => {
    const asked = recordGraphql({
      data: {
        repository: {
          w0: { oid: "b1", text: "x" },
          w1: { oid: "t1", entries: [] },
          w2: { oid: "c1", tree: { oid: "t" } },
          w4: { edges: [{ permission: "WRITE", node: { login: "Alice" } }] },
        },
        w3: teamOf(["bob"]),
      },
    });
    const wishes: Wish[] = [
      blob("b1"),
      { type: "tree", id: "t1" },
      { type: "commit", id: "c1" },
      { type: "team", organization: "acme", slug: "product", after: null },
      { type: "permission", login: "alice" },
    ];
    const one = loader();
    const facts = await Promise.all(wishes.map((wish) => one.load(wish)));
    expect(facts).toEqual([
      { state: "known", value: { oid: "b1", text: "x" } },
      { state: "known", value: [] },
      { state: "known", value: { oid: "c1", tree: { oid: "t" }, config: null, records: null } },
      { state: "known", value: { logins: ["bob"], next: null } },
      { state: "known", value: "write" },
    ]);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.variables).toEqual({
      owner: "acme",
      name: "scanner",
      a0: "b1",
      a1: "t1",
      a2: "c1",
      a3: "acme",
      b3: "product",
      c3: null,
      a4: "alice",
    });
    const [defined, spread] = fragmentsOf(asked[0]?.query ?? "");
    expect(defined).toEqual(spread);
  });

  test.each<[string, Wish, string[]]>([
    ["blobs", blob("b"), ["Text"]],
    ["folders", { type: "tree", id: "t" }, ["Entry", "OneLevel", "ThreeLevels", "TwoLevels"]],
    ["rights", { type: "permission", login: "a" }, []],
    ["teams", { type: "team", organization: "o", slug: "s", after: null }, []],
  ])("for %s alone bring no fragment that nothing spreads", async (_, wish, fragments) => {
    const asked = recordGraphql({ data: { repository: {} } });
    await loader().load(wish);
    expect(fragmentsOf(asked[0]?.query ?? "")).toEqual([fragments, fragments]);
  });

  test("are asked for once, also when wished again later", async () => {
    const asked = recordGraphql({ data: { repository: { w0: { oid: "b1" } } } });
    const one = loader();
    await Promise.all([one.load(blob("b1")), one.load(blob("b1"))]);
    await one.load(blob("b1"));
    expect(asked).toHaveLength(1);
  });

  test("are sent in requests of a hundred", async () => {
    const asked = recordGraphql({ data: { repository: {} } }, { data: { repository: {} } });
    const one = loader();
    await Promise.all(Array.from({ length: 101 }, (_, i) => one.load(blob(`b${i}`))));
    expect(asked.map(({ variables }) => Object.keys(variables).length)).toEqual([102, 3]);
  });
});

describe("what cannot be had", () => {
  test.each<[string, Wish, string]>([
    ["blob", blob("b"), "there is no object b"],
    ["folder", { type: "tree", id: "t" }, "there is no folder t"],
    ["commit", { type: "commit", id: "c" }, "there is no commit c"],
  ])("a %s that GitHub does not know is missing", async (_, wish, reason) => {
    recordGraphql({ data: { repository: { w0: null } } });
    expect(await loader().load(wish)).toEqual({ state: "unavailable", cause: "missing", reason });
  });

  test("a wish that is refused says why, the others are granted", async () => {
    recordGraphql({
      data: { repository: { w0: null, w1: { oid: "b2" } } },
      errors: [{ type: "FORBIDDEN", message: "not for you", path: ["repository", "w0"] }],
    });
    const one = loader();
    expect(await Promise.all([one.load(blob("b1")), one.load(blob("b2"))])).toEqual([
      { state: "unavailable", cause: "upstream", reason: "GitHub: not for you" },
      { state: "known", value: { oid: "b2" } },
    ]);
  });

  test.each([
    ["a fault without a path", { data: null, errors: [{ message: "Something went wrong" }] }],
    ["the repository", { data: { repository: null }, errors: [{ message: "Something went wrong", path: ["repository"] }] }], // prettier-ignore
  ])("%s is GitHub's failure, not a missing object", async (_, answer) => {
    recordGraphql(answer);
    const one = loader();
    const wishes: Wish[] = [blob("b"), { type: "permission", login: "alice" }];
    for (const fact of await Promise.all(wishes.map((wish) => one.load(wish)))) {
      expect(fact).toEqual({
        state: "unavailable",
        cause: "upstream",
        reason: "GitHub: Something went wrong",
      });
    }
  });
});

test("folders that come along are kept with the one that was asked for", async () => {
  const cache = createObjectCache(1_000_000);
  const file = { name: "a.py", mode: 0o100644, type: "blob", oid: "b1", size: 3 };
  const inner = { name: "deep", mode: 0o40000, type: "tree", oid: "t2", size: 0, object: { entries: [file] } }; // prettier-ignore
  recordGraphql({ data: { repository: { w0: { oid: "t1", entries: [inner] } } } });
  await loader(cache).load({ type: "tree", id: "t1" });
  expect(cache.tree(REPOSITORY.id, "t2")).toEqual([
    { path: "a.py", type: "blob", id: "b1", size: 3 },
  ]);
  expect(cache.tree(REPOSITORY.id, "t1")).toEqual([
    { path: "deep", type: "tree", id: "t2", size: 0 },
  ]);
});

describe("people", () => {
  test.each([
    ["members", teamOf(["bob"]), { state: "known", value: ["bob"] }],
    [
      "no such team",
      { team: null },
      { reason: expect.stringContaining("is not visible to this App") },
    ],
    [
      "no such organisation",
      null,
      { reason: expect.stringContaining("is not visible to this App") },
    ],
  ])("of a team: %s", async (_, answer, expected) => {
    recordGraphql({ data: { repository: {}, w0: answer } });
    expect(await githubPeople(loader()).members("acme/product")).toMatchObject(expected);
  });

  test.each([
    ["of somebody", { edges: [{ permission: "ADMIN", node: { login: "ALICE" } }] }, "admin"],
    ["of nobody here", { edges: [] }, "none"],
    [
      "of somebody else alike",
      { edges: [{ permission: "ADMIN", node: { login: "alice2" } }] },
      "none",
    ],
  ])("rights %s", async (_, collaborators, value) => {
    recordGraphql({ data: { repository: { w0: collaborators } } });
    expect(await githubPeople(loader()).permission("alice")).toEqual({ state: "known", value });
  });

  test("of a large team come page by page", async () => {
    const asked = recordGraphql(
      { data: { repository: {}, w0: teamOf(["ann"], "c1") } },
      { data: { repository: {}, w0: teamOf(["ben"]) } },
    );
    const members = await githubPeople(loader()).members("acme/product");
    expect(members).toEqual({ state: "known", value: ["ann", "ben"] });
    expect(asked.map(({ variables }) => variables["c0"])).toEqual([null, "c1"]);
  });

  test.each([
    ["after ten pages", Array.from({ length: 10 }, (_, i) => teamOf(["ann"], `c${i}`)), /more than 1000 members.*smaller team/], // prettier-ignore
    ["where a further page is not told", [teamOf(["ann"], "c1"), { team: null }], /not visible/],
  ])("of a large team are not known %s", async (_, pages, reason) => {
    const answers = pages.map((w0) => ({ data: { repository: {}, w0 } }));
    const asked = recordGraphql(...answers);
    expect(await githubPeople(loader()).members("acme/product")).toMatchObject({
      state: "unavailable",
      reason: expect.stringMatching(reason),
    });
    expect(asked).toHaveLength(pages.length);
  });

  test("F46: members of child teams are asked for as well", async () => {
    const asked = recordGraphql({ data: { repository: {}, w0: teamOf([]) } });
    await githubPeople(loader()).members("acme/product");
    // GitHub's other values are CHILD_TEAM and IMMEDIATE.
    const all = asked.filter(({ query }) => /members\([^)]*membership: ALL\b/.test(query));
    expect(all).toHaveLength(1);
  });

  test("rights that GitHub does not show are not guessed", async () => {
    recordGraphql({ data: { repository: { w0: null } } });
    expect(await githubPeople(loader()).permission("alice")).toMatchObject({ cause: "upstream" });
  });
});

/** Names of the fragments that a document defines, and of those that it spreads. */
function fragmentsOf(query: string): [defined: string[], spread: string[]] {
  const defined = new Set<string>();
  const spread = new Set<string>();
  visit(parse(query), {
    FragmentDefinition: ({ name }) => void defined.add(name.value),
    FragmentSpread: ({ name }) => void spread.add(name.value),
  });
  return [[...defined].toSorted(), [...spread].toSorted()];
}
