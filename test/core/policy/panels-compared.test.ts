import { describe, expect, test } from "@jest/globals";
import { comparedWithDefault } from "../../../src/core/policy/compared-with-default.ts";
import { parsePolicy } from "../../../src/core/policy/parse-policy.ts";
import { withOverrides } from "../../../src/core/policy/rule-numbers.ts";
import { tighten } from "../../../src/core/policy/tighten.ts";
import { parseYaml } from "../../../src/core/source/yaml.ts";
import { catalogue } from "../../../src/generated/catalogue.ts";

const RULE = catalogue.rules.find(({ id }) => id === "review-panel-satisfied");
const SEVERITY = { asked: "blocking", usual: "blocking" } as const;

type Panels = readonly (readonly [level: number, ...roles: string[]])[];

const panels = (list: Panels) => ({
  panels: list.map(([level, ...roles]) => ({ "from-level": level, roles })),
});

function compared(list: Panels): string | undefined {
  if (RULE === undefined) throw new Error("there is no rule for panels");
  return comparedWithDefault(RULE, panels(list), SEVERITY);
}

describe("a policy's panel", () => {
  test("takes the place of that of its level alone", () => {
    const usual = panels([[2, "a"], [3, "b"]]); // prettier-ignore
    expect(withOverrides(usual, panels([[3, "c"], [4, "d"]]))).toEqual(panels([[2, "a"], [3, "c"], [4, "d"]])); // prettier-ignore
  });

  test.each<[string, Panels, string | undefined]>([
    ["that is the default says nothing", [[3, "engineering", "researcher"]], undefined],
    [
      "with one seat more says so",
      [[3, "researcher", "engineering", "quality"]],
      "panels asks for more seats than MLTRL's default",
    ],
    [
      "with a seat twice says so",
      [[3, "researcher", "researcher", "engineering"]],
      "panels asks for more seats than MLTRL's default",
    ],
    [
      "without a seat is below the default",
      [[3, "researcher", "quality"]],
      "panels asks for less than MLTRL's default, which seats engineering at 3 → 4",
    ],
  ])("%s", (_, list, words) => {
    expect(compared(list)).toBe(words);
  });
});

function policyOf(rules: string) {
  const text = `version: 1\nroles: { quality: [a], engineering: [b], researcher: [c] }\n${rules}`;
  const yaml = parseYaml(text, "config.yml");
  return yaml.ok ? parsePolicy(yaml.value, catalogue, "main") : yaml;
}

const floored = (own: string) =>
  policyOf(`components:
  detector:
    paths: [src/**]
    rules: { review-panel-satisfied: { panels: [${own}] } }
rules: { review-panel-satisfied: { floor: true } }
`);

describe("under a floor", () => {
  test("a component's panel may gain seats", () => {
    expect(floored("{ from-level: 3, roles: [quality, researcher, engineering] }").ok).toBe(true);
  });

  test("and must not lose one", () => {
    expect(floored("{ from-level: 3, roles: [quality, researcher] }")).toMatchObject({
      ok: false,
      problems: [
        {
          message:
            "`components.detector.rules.review-panel-satisfied.panels` takes seats away that the floor of this file has: engineering at 3 → 4",
        },
      ],
    });
  });
});

test("the base branch's panels add to those of the default branch", () => {
  const [main, base] = ["[quality]", "[researcher, engineering, engineering]"].map((roles) => {
    const read = policyOf(
      `components: { detector: { paths: [src/**] } }\nrules: { review-panel-satisfied: { panels: [{ from-level: 3, roles: ${roles} }] } }\n`,
    );
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    return read.value;
  });
  if (!main || !base) throw new Error("no policies");
  const { params } = tighten(main, base, catalogue).rules.get("review-panel-satisfied") ?? {};
  expect(params?.["panels"]).toContainEqual({
    "from-level": 3,
    roles: ["quality", "researcher", "engineering", "engineering"],
  });
});
