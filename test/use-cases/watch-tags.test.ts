import { describe, expect, test } from "@jest/globals";
import { type Fact, known, unavailable } from "../../src/core/model/fact.ts";
import type { BranchState } from "../../src/core/model/deployed.ts";
import type { TagChange } from "../../src/core/model/tag-change.ts";
import type { Tag } from "../../src/core/model/version-tag.ts";
import { watchTags } from "../../src/use-cases/watch-tags.ts";
import { CARD, cardWith, deployedRepository, ENTRY, STATE, tipFiles } from "../support/deployed-world.ts"; // prettier-ignore
import { ENGINE } from "../support/fake-engine.ts";
import { fakeIssues } from "../support/fake-issues.ts";
import type { FakeTree } from "../support/fake-repository.ts";

const id = (digit: string): string => digit.repeat(40);
const [OLD, NEW, ANNOTATED] = [id("a"), id("b"), id("c")];
const NN = "nn@v1.0.0";

/** A card with a model, and a version that runs from a tag of the whole repository. */
const NAMING = cardWith([{ version: "2.0.0", tag: "v2.0.0" }]).replace(
  "---\n\n",
  "models:\n  - name: nn\n    version: 1.0.0\n    path: src/model.bin\n---\n\n",
);

function world(tip: FakeTree = tipFiles(), state: BranchState | "archived" = STATE) {
  const issues = fakeIssues();
  const asked: string[] = [];
  return {
    issues,
    asked,
    /** Tells of changes while the tags stand so. */
    push: async (changes: readonly TagChange[], now: Readonly<Record<string, string>>) => {
      const tags = Object.entries(now).map(([name, commit]): Tag => ({ name, commit, annotated: true })); // prettier-ignore
      return watchTags(
        changes,
        {
          issues,
          repository: deployedRepository(tip, {}, tags),
          defaultBranch: {
            read(): Promise<Fact<BranchState | undefined>> {
              asked.push("branch");
              return Promise.resolve(known(state === "archived" ? undefined : state));
            },
          },
          tags: { commitOf: (object) => Promise.resolve(object === ANNOTATED ? OLD : object) },
        },
        ENGINE,
      );
    },
    body: () => issues.kept.at(-1)?.body ?? "",
    shown: () => issues.kept.map(({ title, open }) => `${open ? "" : "closed: "}${title}`),
  };
}

const lost = (tag: string, before = OLD): TagChange => ({ tag, before, by: "researcher" });
const LOST = "Version tags were moved or deleted";
const BACK = "closed: Version tags stand where they stood";

describe("is told of", () => {
  test.each<[string, string, FakeTree, string]>([
    ["a registration that no card speaks of", NN, tipFiles(), "no card that could be read"],
    ["a version that runs", ENTRY.tag, tipFiles(), "`detector`, of which `1.4.0` runs"],
    ["one that runs from a plain tag", "v2.0.0", tipFiles({ [CARD]: NAMING }), "`detector`, of which `2.0.0` runs"], // prettier-ignore
    ["a model's", NN, tipFiles({ [CARD]: NAMING }), "`detector` by its model `nn`, on its card at `1.0.0`"], // prettier-ignore
    ["another version of it, in a plain tag", "nn/v0.9.0", tipFiles({ [CARD]: NAMING }), "`detector` by its model `nn`"], // prettier-ignore
    ["whatever may be relied on by a card that cannot be read", "v3.0.0", tipFiles({ [CARD]: "---\nlevel: [\n---\n" }), "The card of `detector` cannot be read"], // prettier-ignore
  ])("%s", async (_, tag, tip, uses) => {
    const { push, shown, body } = world(tip);
    expect(await push([lost(tag)], {})).toEqual({ lost: [tag] });
    expect(shown()).toEqual([LOST]);
    expect(body()).toContain(`- \`${tag}\` was deleted; it named ${OLD}\n  - pushed by \`researcher\`, noticed at ${STATE.now}`); // prettier-ignore
    expect(body()).toContain(uses);
    expect(body()).toContain(`\`git push --force origin '${OLD}:refs/tags/${tag}'\``);
  });

  test("an annotated tag, which is pushed back itself", async () => {
    const { push, body } = world();
    await push([lost(NN, ANNOTATED)], { [NN]: NEW });
    expect(body()).toContain(`was moved from ${OLD} to ${NEW}`);
    expect(body()).toContain(`'${ANNOTATED}:refs/tags/${NN}'`);
  });
});

const OBSERVING = `version: 1
components: { detector: { paths: [src/**] } }
checks: { main: { branches: [main], enforcement: observe } }
`;

describe("nothing is told", () => {
  test.each<[string, FakeTree, TagChange, Readonly<Record<string, string>>]>([
    ["where nothing relies on a plain tag", tipFiles(), lost("v3.0.0"), {}],
    ["where a tag was made anew on the same commit", tipFiles(), lost(NN, ANNOTATED), { [NN]: OLD }], // prettier-ignore
    ["where there is no policy", { "README.md": "" }, lost(NN), {}],
    ["where checks only observe", tipFiles({ ".mltrl/config.yml": OBSERVING }), lost(NN), {}],
    ["where the name is no version's", tipFiles({ [CARD]: cardWith([{ ...ENTRY, tag: "live" }]) }), lost("live"), {}], // prettier-ignore
  ])("%s", async (_, tip, change, now) => {
    const { push, shown } = world(tip);
    expect(await push([change], now)).toEqual({ lost: [] });
    expect(shown()).toEqual([]);
  });

  test("of a repository where nothing changes any more", async () => {
    const { push, shown, asked } = world(tipFiles(), "archived");
    expect(await push([lost(NN)], {})).toEqual({ lost: [] });
    expect(asked).toEqual(["branch"]);
    expect(shown()).toEqual([]);
  });

  test("of a new tag, of which only the issues are asked", async () => {
    const { push, issues, asked } = world();
    await push([{ tag: NN, by: "researcher" }], { [NN]: NEW });
    expect([...issues.asked, ...asked]).toEqual(["find"]);
  });
});

/** What somebody could make of the issue's first line. */
function planted(entry: object): string {
  return `<!-- mltrl-gate tags ${encodeURIComponent(JSON.stringify([entry]))} -->`;
}

describe("the issue", () => {
  test("is one, and goes with the last tag that is put back", async () => {
    const { push, shown, body } = world();
    await push([lost(NN)], { [NN]: NEW, [ENTRY.tag]: NEW });
    await push([lost(ENTRY.tag)], { [NN]: NEW });
    expect(shown()).toEqual([LOST]);
    expect(body()).toContain(`- \`${NN}\` was moved`);
    expect(body()).toContain(`- \`${ENTRY.tag}\` was deleted`);
    await push([lost(NN, NEW)], { [NN]: OLD });
    expect(shown()).toEqual([LOST]);
    expect(body()).not.toContain(NN);
    await push([{ tag: ENTRY.tag, by: "researcher" }], { [NN]: OLD, [ENTRY.tag]: OLD });
    expect(shown()).toEqual([BACK]);
  });

  test("remembers where a tag stood first", async () => {
    const { push, body, shown } = world();
    await push([lost(NN)], { [NN]: NEW });
    await push([{ ...lost(NN, NEW), by: "stranger" }], {});
    expect(body()).toContain(`was deleted; it named ${OLD}\n  - pushed by \`stranger\``);
    await push([{ tag: NN, by: "researcher" }], { [NN]: NEW });
    expect(body()).toContain(`was moved from ${OLD} to ${NEW}`);
    await push([lost(NN, NEW)], { [NN]: OLD });
    expect(shown()).toEqual([BACK]);
  });

  test("that somebody closed stays closed, and the next tag has one of its own", async () => {
    const { push, issues, shown, body } = world();
    await push([lost(NN)], { [ENTRY.tag]: OLD });
    issues.closeByHand(1);
    await push([lost(ENTRY.tag)], {});
    expect(shown()).toEqual([`closed: ${LOST}`, LOST]);
    expect(body()).not.toContain(NN);
  });

  test("believes nothing that somebody wrote into it that is no version and no object", async () => {
    const { push, issues, body } = world();
    await push([lost(NN)], {});
    const entry = { tag: "x'; rm -rf ~ #", object: OLD, commit: OLD, by: "", at: STATE.now };
    for (const text of [
      planted(entry),
      planted({ ...entry, tag: NN, object: "$(id)" }),
      "<!-- mltrl-gate tags %7B -->",
    ]) {
      // prettier-ignore
      await issues.edit(1, { title: LOST, body: text });
      await push([lost(ENTRY.tag)], {});
      expect(body()).toContain(ENTRY.tag);
      expect(body()).not.toMatch(/rm -rf|\$\(id\)/);
    }
  });

  test("holds no more than fits, the latest first", async () => {
    const { push, body } = world();
    const many = Array.from({ length: 60 }, (_, i) => lost(`${"n".repeat(200)}@v1.0.${i}`));
    await push(many, {});
    expect(body().match(/^- /gm)).toHaveLength(40);
    expect(body().length).toBeLessThan(65_536);
  });
});

test("whoever gives the App no issues is told by its log", async () => {
  const { issues, push } = world();
  const refused = Promise.resolve(unavailable("not-visible", "GitHub answered 410: off"));
  Object.assign(issues, { search: () => refused });
  expect(await push([lost(NN)], {})).toEqual({ lost: [NN], trouble: "GitHub answered 410: off" });
});

test("a policy that cannot be read is tried again", async () => {
  const { push } = world(tipFiles({ ".mltrl/config.yml": "version: 7\n" }));
  await expect(push([lost(NN)], {})).rejects.toThrow("the policy cannot be read");
});
