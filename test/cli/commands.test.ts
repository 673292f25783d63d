import { describe, expect, test } from "@jest/globals";
import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { catalogue } from "../../src/generated/catalogue.ts";
import { mltrl } from "./command-line.ts";
import { cardAt, policyText, temporaryRepositories } from "./repositories.ts";

const repository = temporaryRepositories();

describe("validate", () => {
  test("is content with files that can be read", async () => {
    const { folder } = repository({
      ".mltrl/config.yml": policyText([]),
      ".mltrl/cards/nn.md": cardAt(2),
      "src/a.py": "a\n",
    });
    expect(await mltrl(folder, ["validate"])).toEqual({ code: 0, out: "", err: "" });
    const { out } = await mltrl(folder, ["validate", "--json"]);
    expect(JSON.parse(out)).toEqual({ version: 1, problems: [] });
  });

  test("names every problem of every file, committed or not", async () => {
    const { folder, write } = repository({ "a.txt": "a\n" });
    write({
      ".mltrl/config.yml": `${policyText([])}\nunknown: 1\nuncovered: maybe\n`,
      ".mltrl/cards/nn.md": "---\nname: nn\nlevel: 12\n---\n# nn\n",
      ".mltrl/requirements/nn.yml": "version: 2\nproduct: []\nother: 1\n",
      ".mltrl/reviews/nn/2026-01-02-1-to-2.yml": "decision: maybe\n",
      ".mltrl/evidence/nn/stamp.yml": "content: nothing\nreports: {}\n",
      ".mltrl/ethics/nn.md": Uint8Array.from([0xff]),
    });
    const { code, out, err } = await mltrl(folder, ["validate"]);
    expect({ code, err }).toEqual({ code: 1, err: "" });
    const lines = out.trimEnd().split("\n");
    expect(lines).toEqual(lines.toSorted((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1)));
    const problems = (file: string) => lines.filter((line) => pathOf(line).endsWith(file)).length;
    expect(problems("config.yml")).toBe(2);
    expect(problems("cards/nn.md")).toBe(1);
    expect(problems("requirements/nn.yml")).toBe(2);
    expect(problems("2026-01-02-1-to-2.yml")).toBeGreaterThan(1);
    expect(problems("stamp.yml")).toBe(1);
    expect(problems("ethics/nn.md")).toBe(1);
    for (const line of lines) expect(line).toMatch(/^\.mltrl\/[^:]+(:\d+:\d+)?: \S/);
    const json = JSON.parse((await mltrl(folder, ["validate", "--json"])).out);
    expect(json.problems).toHaveLength(lines.length);
  });

  test("asks for a policy where there are records, and for names that it knows", async () => {
    const { folder, write } = repository({ ".mltrl/cards/nm.md": cardAt(1) });
    expect((await mltrl(folder, ["validate"])).out).toContain(".mltrl/config.yml: is missing");
    write({ ".mltrl/config.yml": policyText([]), ".mltrl/ethics/else.md": "- [ ] A\n" });
    const { code, out } = await mltrl(folder, ["validate"]);
    expect(code).toBe(1);
    expect(out).toContain('is named for "nm", which is no component of .mltrl/config.yml; did you');
    expect(out).toContain('is named for "else", which is no component of .mltrl/config.yml\n');
  });

  test("tells roles that nobody defines, and what is past a floor of the organisation", async () => {
    const text = "version: 1\ncomponents:\n  nn: { paths: [src/**] }\nrules:\n  coverage-product: { waiver-role: qualty }\nsign-off: approval\n"; // prettier-ignore
    const { folder } = repository({
      ".mltrl/config.yml": text,
      "above.yml": `version: 1\napplies-to: { repositories: ["*"] }\nroles: { quality: [acme/quality] }\n`,
      "floor.yml": `version: 1\napplies-to: { repositories: ["*"] }\nroles: { qualty: [acme/quality] }\nsign-off: explicit\n`,
      "broken.yml": "version: 2\n",
    });
    const { code, out } = await mltrl(folder, ["validate"]);
    expect(code).toBe(1);
    expect(out).toMatch(
      /^\.mltrl\/config\.yml:5:36: the role "qualty" is not defined: .*; there are: owner, policy-owners\n$/,
    );
    const above = await mltrl(folder, ["validate", "--organization", "above.yml"]);
    expect(above.out).toContain(
      'did you mean "quality"?; there are: owner, policy-owners, quality',
    );
    const floor = await mltrl(folder, ["validate", "--organization", "floor.yml"]);
    expect(floor.out).toMatch(
      /^[^\n]*`sign-off` is approval; the floor of .*\(floor\.yml:4\) is explicit\n$/,
    );
    const broken = await mltrl(folder, ["validate", "--organization", "broken.yml"]);
    expect(broken.out).toContain("broken.yml:1:10: ");
    expect((await mltrl(folder, ["validate", "--organization", "absent.yml"])).code).toBe(2);
  });

  test("cannot look at what is no repository", async () => {
    const { folder } = repository({ "a.txt": "a\n" });
    const options = { environment: { GIT_CEILING_DIRECTORIES: join(folder, "../..") } };
    const { code, err } = await mltrl(folder, ["validate", "--cwd", ".."], options);
    expect(code).toBe(2);
    expect(err).toContain("is in none: go into a clone, or name one with --cwd");
    expect((await mltrl(folder, ["validate", "--cwd", "absent"])).code).toBe(2);
  });
});

function pathOf(line: string): string {
  return line.slice(0, line.indexOf(":"));
}

const deployed = (entries: string): string =>
  cardAt(9).replace("owners: [ada]", `owners: [ada]\ndeployed:\n${entries}`);

describe("stamp", () => {
  const LCOV = "SF:src/a.py\nDA:1,1\nDA:2,1\nend_of_record\n";
  const EVIDENCE = "evidence: {coverage: {format: lcov, files: [reports/*.info]}}";

  function covered() {
    const made = repository({
      ".mltrl/config.yml": policyText(["coverage-prototype"], EVIDENCE).replace(
        "coverage-prototype: {",
        "coverage-prototype: {trust: 0, ",
      ),
      ".mltrl/cards/nn.md": cardAt(4),
      "src/a.py": "a\n",
    });
    made.write({ "reports/coverage.info": LCOV, ".mltrl/evidence/nn/more.xml": "<testsuite/>\n" });
    return made;
  }

  test("binds reports to content, before and after both are committed", async () => {
    const { folder, write, commit } = covered();
    write({ "src/a.py": "a\nb\n" });
    expect((await mltrl(folder, ["check"])).out).toContain("mltrl stamp nn");
    const stamped = await mltrl(folder, ["stamp", "nn"]);
    expect(stamped).toEqual({
      code: 0,
      out: ".mltrl/evidence/nn/stamp.yml: 2 reports of nn\n",
      err: "",
    });
    const path = join(folder, ".mltrl/evidence/nn/stamp.yml");
    const text = readFileSync(path, "utf8");
    expect(text).toMatch(/^content: sha256:[0-9a-f]{64}\nreports:\n/);
    expect((await mltrl(folder, ["check"])).code).toBe(0);
    commit("with evidence");
    expect((await mltrl(folder, ["check", "--base", "HEAD~1"])).code).toBe(0);
    expect((await mltrl(folder, ["stamp", "nn"])).code).toBe(0);
    expect(readFileSync(path, "utf8")).toBe(text);
    write({ "src/a.py": "a\nb\nc\n" });
    const stale = await mltrl(folder, ["check"]);
    expect(stale.code).toBe(1);
    expect(stale.out).toContain("speaks of other content");
  });

  test("does with what stands there where there is no base", async () => {
    const { folder, git } = covered();
    git("checkout", "--quiet", "--detach");
    git("branch", "--delete", "--force", "main");
    expect((await mltrl(folder, ["stamp", "nn", "--cwd", "src"])).code).toBe(0);
  });

  test("stamps one component though another cannot be", async () => {
    const { folder } = covered();
    const { code, out, err } = await mltrl(folder, ["stamp", "nm", "nn", "nn"]);
    expect(code).toBe(2);
    expect(out.split("\n")).toHaveLength(2);
    expect(err).toBe('mltrl: there is no component "nm"; there are: nn\n');
  });

  test.each([
    [
      "no report",
      { "reports/coverage.info": undefined, ".mltrl/evidence": undefined },
      "no report",
    ],
    ["no policy", { ".mltrl/config.yml": undefined }, "there is no .mltrl/config.yml here"],
    ["a broken policy", { ".mltrl/config.yml": "version: 3\n" }, ".mltrl/config.yml:1:10: "],
    ["a broken file", { ".mltrl/config.yml": "{" }, ".mltrl/config.yml:"],
  ])("cannot do with %s", async (_, files, message) => {
    const { folder, write, git } = covered();
    git("branch", "--move", "trunk");
    write(files);
    const { code, err } = await mltrl(folder, ["stamp", "nn"]);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  describe("with a deployed version", () => {
    const ENTRY = '  - {version: "1.2.0", tag: nn@v1.2.0, level: 9}\n';

    test("binds reports to the content at its tag", async () => {
      const { folder, write, git, commit } = covered();
      git("tag", "nn@v1.2.0", "-m", "one", "HEAD");
      expect((await mltrl(folder, ["stamp", "nn"])).code).toBe(0);
      const atTag = readFileSync(join(folder, ".mltrl/evidence/nn/stamp.yml"), "utf8");
      commit("later", { "src/a.py": "later\n", ".mltrl/cards/nn.md": deployed(ENTRY) });
      write({ ".mltrl/evidence/nn/more@1.2.0.xml": "<testsuites/>\n", ".mltrl/evidence/nn/more@1.0.0.xml": "<a/>\n" }); // prettier-ignore
      expect(await mltrl(folder, ["stamp", "nn", "--deployed", "1.2.0"])).toMatchObject({
        code: 0,
        out: ".mltrl/evidence/nn/stamp@1.2.0.yml: 2 reports of nn\n",
      });
      const text = readFileSync(join(folder, ".mltrl/evidence/nn/stamp@1.2.0.yml"), "utf8");
      expect(text.split("\n")[0]).toBe(atTag.split("\n")[0]);
      expect(text).toContain("reports/coverage.info");
      expect(text).toContain("more@1.2.0.xml");
      expect(text).not.toMatch(/more\.xml|1\.0\.0/);
      expect((await mltrl(folder, ["stamp", "nn"])).out).toContain("stamp.yml: 2 reports");
      expect(readFileSync(join(folder, ".mltrl/evidence/nn/stamp.yml"), "utf8")).not.toMatch(/@/);
    });

    test.each<[what: string, card: string | undefined, version: string, message: string]>([
      ["no card", undefined, "1.2.0", "nn has no card"],
      ["no such entry", cardAt(9), "1.2.0", 'lists no deployed version "1.2.0"; it lists: none'],
      ["another entry", deployed(ENTRY), "1.3.0", "it lists: 1.2.0"],
      ["no such tag", deployed(ENTRY), "1.2.0", "there is no tag nn@v1.2.0 in this clone"],
      [
        "two tags",
        deployed(ENTRY + ENTRY.replace("tag: nn@v1.2.0", "tag: other")),
        "1.2.0",
        "1.2.0 is deployed from nn@v1.2.0 and from other",
      ],
      [
        "a version that would lead elsewhere",
        deployed(ENTRY.replace('"1.2.0"', '"1/../../x"')),
        "1/../../x",
        "lists no deployed version",
      ],
    ])("cannot do with %s", async (_, card, version, message) => {
      const { folder, write } = covered();
      write({ ".mltrl/cards/nn.md": card });
      const { code, err } = await mltrl(folder, ["stamp", "nn", "--deployed", version]);
      expect(code).toBe(2);
      expect(err).toContain(message);
    });
  });

  test("counts a component that is being added", async () => {
    const { folder, write } = covered();
    write({
      ".mltrl/config.yml": policyText([], EVIDENCE).replace(
        "components:",
        "components:\n  extra: {paths: [extra/**]}",
      ),
    });
    expect((await mltrl(folder, ["stamp", "extra"])).code).toBe(0);
  });

  test("never writes through a link", async () => {
    const { folder, write } = covered();
    write({ ".mltrl/evidence": undefined });
    symlinkSync("../..", join(folder, ".mltrl/evidence"));
    for (const ignored of ["", ".mltrl/evidence\n"]) {
      write({ ".gitignore": ignored });
      const { code, err } = await mltrl(folder, ["stamp", "nn"]);
      expect(code).toBe(2);
      expect(err).toMatch(/symbolic link/);
    }
    expect(existsSync(join(folder, "../nn"))).toBe(false);
  });

  test("cannot do without a repository", async () => {
    const { folder } = covered();
    const options = { environment: { GIT_CEILING_DIRECTORIES: join(folder, "../..") } };
    for (const elsewhere of ["..", "absent"]) {
      const { code } = await mltrl(folder, ["stamp", "nn", "--cwd", elsewhere], options);
      expect(code).toBe(2);
    }
  });
});

describe("explain", () => {
  test("explains a rule, for people and as data", async () => {
    const [rule] = catalogue.rules;
    const id = rule?.id ?? "";
    const { code, out } = await mltrl("/", ["explain", id]);
    expect(code).toBe(0);
    expect(out).toContain(id);
    expect(JSON.parse((await mltrl("/", ["explain", id, "--json"])).out)).toEqual(rule);
  });

  test("of a rule that is not there names the one that was meant, or where all are", async () => {
    const near = await mltrl("/", ["explain", "no-level-skp"]);
    expect(near).toEqual({
      code: 2,
      out: "",
      err: 'mltrl: there is no rule "no-level-skp"; did you mean no-level-skip?\n',
    });
    expect((await mltrl("/", ["explain", "zzzzzzzzzzzz"])).err).toContain(
      "rules/README.md of mltrl-gate lists",
    );
    expect((await mltrl("/", ["explain"])).err).toContain("expected <rule>");
  });
});

describe("help", () => {
  test("lists every command, and every option of one", async () => {
    for (const args of [["help"], ["--help"], ["-h"]]) {
      const { code, out } = await mltrl("/", args);
      expect(code).toBe(0);
      for (const name of ["check", "validate", "explain <rule>", "stamp <component>..."]) {
        expect(out).toContain(`  ${name} `);
      }
    }
    const all = await mltrl("/", ["help", "check"]);
    expect(all.out).toMatch(/--base REV .*\n.*--check NAME /);
    expect(await mltrl("/", ["check", "--help"])).toEqual(all);
    expect(await mltrl("/", ["check", "-h", "--json"])).toEqual(all);
  });

  test("is what somebody gets who asks for nothing, or for what is not there", async () => {
    expect(await mltrl("/", [])).toMatchObject({ code: 2, err: expect.stringContaining("Usage") });
    expect((await mltrl("/", ["chekc"])).err).toContain("did you mean check?");
    expect(await mltrl("/", ["help", "qqqqqqqqqq"])).toMatchObject({ code: 2 });
  });

  test("names the version", async () => {
    expect((await mltrl("/", ["--version"])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect((await mltrl("/", ["-v"])).code).toBe(0);
  });
});

test.each([
  [true, {}, true],
  [false, {}, false],
  [true, { NO_COLOR: "1" }, false],
  [true, { NO_COLOR: "" }, true],
  [true, { TERM: "dumb" }, false],
  [false, { FORCE_COLOR: "1", NO_COLOR: "1" }, true],
  [true, { FORCE_COLOR: "0" }, false],
])("on a terminal (%s) with %j colour is %s", async (terminal, environment, coloured) => {
  const { out } = await mltrl("/", ["explain", "no-level-skip"], { terminal, environment });
  expect(out.includes("\u001B[")).toBe(coloured);
});
