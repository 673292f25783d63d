import { describe, expect, test } from "@jest/globals";
import {
  parseOwnProfiles,
  rulesOfProfile,
  withOwnProfiles,
} from "../../../src/core/policy/own-profile.ts";
import { parseYaml } from "../../../src/core/source/yaml.ts";
import { catalogue } from "../../../src/generated/catalogue.ts";
import { aPolicy } from "../../support/fake-engine.ts";

const lite = catalogue.profiles.find(({ name }) => name === "lite")?.rules ?? [];

function yaml(text: string, path = ".mltrl/profiles/strict.yml") {
  const parsed = parseYaml(text, path);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

function profileOf(text: string, path?: string) {
  return parseOwnProfiles([yaml(text, path)], catalogue);
}

function problemsOf(text: string, path?: string): string[] {
  const parsed = profileOf(text, path);
  return parsed.ok ? [] : parsed.problems.map(({ message }) => message);
}

describe("an own profile", () => {
  test("begins with another, takes rules as well and leaves some out", () => {
    const parsed = profileOf("extends: lite\nrules: [shadow-test]\nwithout: [semver-code]\n");
    expect(parsed).toMatchObject({ ok: true, value: [{ name: "strict" }] });
    const rules = parsed.ok ? (parsed.value[0]?.rules ?? []) : [];
    expect(new Set(rules)).toEqual(
      new Set([...lite.filter((id) => id !== "semver-code"), "shadow-test"]),
    );
  });

  test("may stand on its own", () => {
    expect(profileOf("rules: [card-started]\n")).toMatchObject({
      value: [{ rules: ["card-started"] }],
    });
  });

  test.each([
    ["that asks for nothing", "description: x\n", "a profile without a rule asks for nothing"],
    ["with a rule that is none", "rules: [shadow-tests]\n", "did you mean shadow-test?"],
    ["that leaves out no rule", "extends: lite\nwithout: [x-y]\n", 'there is no rule "x-y"'],
    [
      "that extends nothing",
      "extends: huge\n",
      'there is no profile "huge"; there are: full, lite',
    ],
    ["with an unknown key", "extend: lite\nrules: [card-started]\n", "extend"],
  ])("%s is refused", (_, text, message) => {
    expect(problemsOf(text).join("\n")).toContain(message);
  });

  test("does not take the name of one that there is", () => {
    const problems = problemsOf("rules: [card-started]\n", ".mltrl/profiles/lite.yml");
    expect(problems).toEqual(['the name "lite" belongs to the rule set; rename the file']);
  });
});

describe("a policy", () => {
  const own = { name: "strict", description: "", rules: ["card-started"] };

  test("chooses one of its own by name", () => {
    const source = yaml("profile: strict\n", ".mltrl/config.yml");
    const read = withOwnProfiles(aPolicy({ profile: "strict" }), [own], catalogue, source);
    expect(read.ok && [...rulesOfProfile(read.value, catalogue)]).toEqual(["card-started"]);
  });

  test("cannot choose one that is nowhere", () => {
    const source = yaml("profile: strickt\n", ".mltrl/config.yml");
    const read = withOwnProfiles(aPolicy({ profile: "strickt" }), [own], catalogue, source);
    expect(read).toEqual({
      ok: false,
      problems: [
        {
          place: { path: ".mltrl/config.yml", line: 1, column: 10 },
          message: 'there is no profile "strickt"; did you mean strict?',
        },
      ],
    });
  });
});
