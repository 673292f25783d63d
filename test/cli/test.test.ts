import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parseTests } from "../../src/evidence/tests/parse-tests.ts";
import { mltrl } from "./command-line.ts";
import { cardAt, policyText, temporaryRepositories } from "./repositories.ts";

const repository = temporaryRepositories();
const FILE = ".mltrl/tests/policy.yml";

/** A repository with these rules on and these cases. */
function tested(cases: string, rules = ["coverage-product", "review-panel-satisfied"]) {
  return repository({
    ".mltrl/config.yml": policyText(rules, "roles: {researcher: [bob], engineering: [carol]}"),
    ".mltrl/cards/nn.md": cardAt(2),
    [FILE]: `version: 1\ncases:\n${cases}`,
  });
}

const COVERED = (share: number, expected: string): string =>
  `  - { name: covered, component: nn, level: 7, facts: { coverage: { project: [${share}, 100], changedLines: [9, 10] } }, expect: ${expected} }\n`;

const speechless = (others: string, conclusion: string): string =>
  `  - { name: ${others}, component: nn, level: 7, others: ${others}, expect: { conclusion: ${conclusion} } }\n`;

describe("mltrl test", () => {
  test("holds a policy to what is expected of it", async () => {
    const { folder } = tested(
      COVERED(90, "{ conclusion: success, passes: [coverage-product] }") +
        COVERED(20, "{ conclusion: failure, fails: [coverage-product] }") +
        "  - name: a panel of two\n    component: nn\n    level: 3\n    to: 4\n    facts: { approvals: { given: [{ login: bob }, { login: carol }] } }\n    expect: { conclusion: success, passes: [review-panel-satisfied] }\n" +
        "  - name: one of two\n    component: nn\n    level: 3\n    to: 4\n    facts: { approvals: { given: [{ login: bob }] } }\n    expect: { conclusion: action_required, waits: [review-panel-satisfied], not-asked: [coverage-product] }\n" +
        "  - { name: below the minimum, component: nn, level: 2, branch: release/1, expect: { conclusion: failure } }\n",
    );
    const { code, out, err } = await mltrl(folder, ["test"]);
    expect({ code, err, out }).toEqual({
      code: 0,
      err: "",
      out: expect.stringMatching(/\n5 cases, all as expected\n$/),
    });
  });

  test("tells what is not as expected, with its place, and as JUnit", async () => {
    const { folder } = tested(
      COVERED(20, "{ conclusion: success, passes: [coverage-product] }") +
        COVERED(90, "{ conclusion: success }"),
    );
    const { code, out } = await mltrl(folder, ["test", FILE, "--junit", "out.xml"]);
    expect(code).toBe(1);
    expect(out).toMatch(/✗ .*: covered\n {2}\.mltrl\/tests\/policy\.yml:3:13: expected success, got failure: coverage-product \(/); // prettier-ignore
    expect(out).toMatch(/policy\.yml:3:\d+: coverage-product: expected that it passes, got fail: /);
    expect(out).toContain("2 cases, 1 not as expected");
    const report = parseTests(readFileSync(join(folder, "out.xml")), "out.xml");
    expect(report).toMatchObject({
      value: { suites: [{ cases: [{ status: "failed" }, { status: "passed" }] }] },
    });
  });

  test("takes what the facts do not speak of to hold, or to be missing", async () => {
    const { folder } = tested(speechless("hold", "success") + speechless("missing", "failure"));
    expect(await mltrl(folder, ["test"])).toMatchObject({ code: 0 });
  });

  test.each<[what: string, cases: string, says: RegExp]>([
    [
      "a component",
      "  - { name: a, component: nm, level: 2, expect: {} }\n",
      /3:13: there is no component "nm"/,
    ],
    [
      "a rule",
      "  - { name: a, component: nn, level: 2, expect: { fails: [coverage-produkt] } }\n",
      /3:\d+: there is no rule "coverage-produkt"; did you mean coverage-product\?/,
    ],
    [
      "a branch",
      "  - { name: a, component: nn, level: 2, branch: x, expect: {} }\n",
      /no check of the policy guards x/,
    ],
    [
      "a part of a fact",
      "  - name: a\n    component: nn\n    level: 7\n    facts:\n      coverage:\n        projekt: [1, 2]\n    expect: {}\n",
      /8:18: `coverage`: there is no "projekt" in it/,
    ],
  ])("says of %s that is not there where it stands", async (_, cases, says) => {
    const { folder } = tested(cases);
    const { code, out } = await mltrl(folder, ["test"]);
    expect(code).toBe(1);
    expect(out).toMatch(says);
  });

  test("lists every problem of the file, and of the policy", async () => {
    const { folder, write } = tested("  - { name: a, component: nn, levle: 2, facts: { covrage: {} }, expect: {} }\n"); // prettier-ignore
    write({ ".mltrl/config.yml": "version: 1\nchecsk: {}\ncomponents: {}\n" });
    const { code, out, err } = await mltrl(folder, ["test"]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(/config\.yml:2:1: .*checsk/);
    expect(err).toMatch(/policy\.yml:3:\d+: .*levle/);
    expect(err).toMatch(/policy\.yml:3:\d+: .*covrage/);
    const { out: found } = await mltrl(folder, ["validate"]);
    expect(
      found
        .split("\n")
        .filter((line) => line !== "")
        .toSorted(),
    ).toEqual(expect.arrayContaining(err.split("\n").filter((line) => line !== "")));
  });

  test("has nothing to test without scenarios, or without a policy", async () => {
    const bare = repository({ "README.md": "nothing\n" });
    expect(await mltrl(bare.folder, ["test"])).toMatchObject({ code: 2 });
    bare.write({
      "t.yml": "version: 1\ncases: [{ name: a, component: b, level: 1, expect: {} }]\n",
    });
    const { code, err } = await mltrl(bare.folder, ["test", "t.yml"]);
    expect({ code, err }).toEqual({ code: 2, err: "mltrl: there is no .mltrl/config.yml here\n" });
    expect(await mltrl(bare.folder, ["test", "none.yml"])).toMatchObject({ code: 2 });
  });
});
