import { describe, expect, test } from "@jest/globals";
import { MOST_ANNOTATIONS } from "../../src/report/annotations.ts";
import { bytes, FIELD_LIMIT } from "../../src/report/cut.ts";
import { check, component, decision, finding } from "./build.ts";
import { crowd, panel } from "./scenes.ts";
import { shown } from "./show.ts";

describe("limits", () => {
  test("500 components in trouble fit, by rule, and what is missing is counted", () => {
    const run = shown(crowd(500));
    expect(bytes(run.summary)).toBeLessThanOrEqual(FIELD_LIMIT);
    expect(bytes(run.text)).toBeLessThanOrEqual(FIELD_LIMIT);
    expect(run.summary).toContain("### `coverage-product`: 500 components");
    expect(run.summary).toContain("*and 440 more; `mltrl check` names them all*");
    expect(run.text).toMatch(/mltrl-gate 0\.1\.0[^\n]*<\/sub>/);
  });

  test("however many components there are, every rule is seen", () => {
    const rules = Array.from({ length: 22 }, (_, index) => `rule-${index}`);
    const ids = Array.from({ length: 450 }, (_, index) => `detector-${index}`);
    const given = decision({
      checks: [check("failure", { components: ids })],
      components: ids.map((id) =>
        component(id, {
          conclusion: "failure",
          findings: rules.flatMap((rule) => {
            const evidence = [{ path: `.mltrl/documents/${id}/${rule}.md`, seen: "no text" }];
            const reason = `${id} says nothing of ${rule}`;
            return [
              finding(rule, { outcome: "fail", reason, evidence }),
              finding(`${rule}-advice`, { outcome: "fail", severity: "advisory", reason, evidence }), // prettier-ignore
            ];
          }),
        }),
      ),
    });
    const { summary, text } = shown(given);
    for (const rule of rules) {
      expect(summary).toContain(`### \`${rule}\`: 450 components`);
      expect(text).toContain(`- \`${rule}-advice\`, 450 components\n`);
    }
    expect(summary).not.toContain("Left out");
    expect(text).not.toContain("Left out");
  });

  test("annotations are capped, the worst first, and the rest counted", () => {
    const run = shown(crowd(500));
    expect(run.annotations).toHaveLength(MOST_ANNOTATIONS);
    expect(new Set(run.annotations.map(({ level }) => level))).toEqual(new Set(["failure"]));
    expect(run.text).toContain("more remarks on lines not shown");
  });

  test("the many places of a finding are counted", () => {
    const evidence = Array.from({ length: 9 }, (_, line) => ({
      path: "a.py",
      line: line + 1,
      seen: "x",
    }));
    const given = decision({
      checks: [check("failure", { components: ["dicom-io"] })],
      components: [
        component("dicom-io", {
          conclusion: "failure",
          findings: [finding("card-sections", { outcome: "fail", evidence })],
        }),
      ],
    });
    expect(shown(given).summary).toContain("and 5 more places");
  });

  test("a seat that hundreds could take names eight", () => {
    const candidates = Array.from({ length: 30 }, (_, index) => `person-${index}`);
    const given = decision({
      checks: [check("action_required", { components: ["dicom-io"] })],
      components: [
        component("dicom-io", {
          level: 2,
          target: 3,
          movement: "raise",
          conclusion: "action_required",
          findings: [{ ...panel, seats: [{ role: "peer", candidates, lapsed: [] }] }],
        }),
      ],
    });
    const { summary } = shown(given);
    expect(summary).toContain("`person-7` and 22 more");
    expect(summary).toContain("has commits here or asked for the step.");
    expect(summary).toContain("its content as it stands");
  });
});
