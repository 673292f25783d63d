import { describe, expect, test } from "@jest/globals";
import type { Decision } from "../../src/core/model/decision.ts";
import { annotationCommands } from "../../src/report/annotation-commands.ts";
import { check, component, decision, finding } from "./build.ts";
import { expectGolden } from "./golden.ts";
import { RULES } from "./rules.ts";
import { crowd, SCENES } from "./scenes.ts";

function levelsOf(commands: readonly string[]): Record<string, number> {
  const levels = Map.groupBy(commands, (command) => /^::(\w+)/.exec(command)?.[1] ?? "none");
  return Object.fromEntries([...levels].map(([level, each]) => [level, each.length]));
}

function red(...rules: readonly string[]): Decision {
  const findings = rules.map((rule) => finding(rule, { outcome: "fail", reason: `${rule} is not met` })); // prettier-ignore
  return decision({
    checks: [check("failure", { components: ["x"] })],
    components: [component("x", { findings })],
  });
}

describe("annotations of a workflow's run", () => {
  test.each(Object.entries(SCENES))("%s", (scene, given) => {
    const commands = annotationCommands([given], RULES);
    expectGolden(`annotation-commands/${scene}.txt`, commands.map((line) => `${line}\n`).join(""));
    for (const number of Object.values(levelsOf(commands))) expect(number).toBeLessThan(11);
    expect(Object.keys(levelsOf(commands))).not.toContain("none");
  });

  test("keep to ten of a level, and count what is left", () => {
    const commands = annotationCommands([crowd(40)], RULES);
    expect(levelsOf(commands)).toEqual({ error: 10, warning: 10 });
    expect(commands[0]).toMatch(/^::error title=mltrl\/main::Blocked: 54 fixes/);
    expect(commands[9]).toBe("::error::86 more, see the summary of this job");
    expect(commands[19]).toBe("::warning::31 more, see the summary of this job");
  });

  test("ten of a level need nothing left out", () => {
    const findings = Array.from({ length: 9 }, (_, index) =>
      finding(`rule-${index}`, { outcome: "fail", reason: `is not met: ${index}` }),
    );
    const nine = decision({
      checks: [check("failure", { components: ["scanner"] })],
      components: [component("scanner", { conclusion: "failure", findings })],
    });
    const commands = annotationCommands([nine], RULES);
    expect(levelsOf(commands)).toEqual({ error: 10 });
    expect(commands.join("\n")).not.toContain("more, see");
  });

  test("each finding is shown once before any is shown twice", () => {
    const places = [1, 2, 3].map((line) => ({ path: "a.py", line, seen: "here" }));
    const two = decision({
      checks: [check("failure", { components: ["scanner"] })],
      components: [
        component("scanner", {
          findings: ["one", "two"].map((rule) =>
            finding(rule, { outcome: "fail", reason: `${rule} is not met`, evidence: places }),
          ),
        }),
      ],
    });
    const titles = annotationCommands([two], RULES).map((line) => /title=([^:,]*)/.exec(line)?.[1]);
    expect(titles.slice(1, 3)).toEqual(["scanner%3A one", "scanner%3A two"]);
  });

  test("nothing in a value ends a command or begins another", () => {
    const hostile = finding("a,b:c%0A", {
      outcome: "fail",
      reason: "100 %\n::add-mask::x\r\n::stop-commands::y",
      evidence: [{ path: "a,line=9:b\n::error::z.py", line: 3, seen: "::set-env name=A::B" }],
    });
    const commands = annotationCommands(
      [
        decision({
          checks: [check("failure", { components: ["x"] })],
          components: [component("x", { findings: [hostile] })],
        }),
      ],
      RULES,
    );
    for (const command of commands) expect(command).not.toMatch(/[\r\n]/);
    expect(commands[1]).toBe(
      "::error file=a%2Cline=9%3Ab%0A%3A%3Aerror%3A%3Az.py,line=3,title=x%3A a%2Cb%3Ac%250A::" +
        "100 %25 ::add-mask::x ::stop-commands::y (here: ::set-env name=A::B)",
    );
  });

  test("of several pull requests tell what each finds, and once what all find", () => {
    const commands = annotationCommands([red("one", "both"), red("two", "both")], RULES);
    const titles = commands.flatMap((line) => /title=x%3A (\w+)/.exec(line)?.[1] ?? []);
    expect(titles.toSorted()).toEqual(["both", "one", "two"]);
  });

  test("another check's milder word on the same is not a second annotation", () => {
    const card = finding("card-sections", { outcome: "fail", reason: "no section" });
    const both = decision({
      checks: [
        check("neutral", { enforcement: "warn", components: ["x"] }),
        check("failure", { name: "mltrl/release", components: ["x"] }),
      ],
      components: [component("x", { findings: [card] })],
    });
    expect(annotationCommands([both], RULES).filter((line) => line.includes("card"))).toHaveLength(
      1,
    );
  });
});
