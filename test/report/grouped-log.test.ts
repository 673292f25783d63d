import { describe, expect, test } from "@jest/globals";
import { groupedLog } from "../../src/report/grouped-log.ts";
import { COLOUR, PLAIN } from "../../src/report/style.ts";
import { check, component, decision, finding } from "./build.ts";
import { expectGolden } from "./golden.ts";
import { RULES } from "./rules.ts";
import { SCENES } from "./scenes.ts";

describe("the log of a job", () => {
  test.each(Object.entries(SCENES))("%s", (scene, given) => {
    const log = groupedLog(given, { rules: RULES, style: PLAIN });
    expectGolden(`grouped-log/${scene}.txt`, log);
    expect(log.match(/^::group::/gm) ?? []).toHaveLength(given.components.length);
  });

  test.each([PLAIN, COLOUR])("gives the runner no command but its own groups", (style) => {
    const hostile = finding("card-sections", {
      outcome: "fail",
      reason: "::set-output name=passed::true",
      evidence: [{ path: "::error::x", seen: "##[add-mask]a ##[group]b" }],
    });
    const given = decision({
      checks: [check("failure", { name: "::warning::c", components: ["scanner"] })],
      components: [component("scanner", { findings: [hostile], conclusion: "failure" })],
      notices: ["::debug::d"],
      problems: [{ place: { path: "::add-path::/bin" }, message: "::error::e" }],
    });
    const lines = groupedLog(given, { rules: RULES, style }).split("\n");
    const commands = lines.filter((line) => /^\s*::/.test(line) || line.includes("##["));
    expect(commands).toEqual(["::group::✗ scanner  level 7", "::endgroup::"]);
    expect(lines.join("\n")).toContain(": :set-output name=passed::true");
  });
});
