import { describe, expect, test } from "@jest/globals";
import * as z from "zod";
import { checkOutputSchema } from "../../src/report/check-output-schema.ts";
import { checkOutput, jsonText } from "../../src/report/json.ts";
import { expectGolden } from "./golden.ts";
import { check, component, decision, finding } from "./build.ts";
import { RULES } from "./rules.ts";
import { SCENES } from "./scenes.ts";

describe("the verdict as JSON", () => {
  test.each(Object.entries(SCENES))("%s", (scene, decision) => {
    const text = jsonText(checkOutput(decision, RULES, "app"));
    expectGolden(`json/${scene}.json`, text);
    expect(checkOutputSchema.parse(JSON.parse(text))).toEqual(checkOutput(decision, RULES, "app"));
  });

  test("its schema can be written as JSON Schema", () => {
    expect(z.toJSONSchema(checkOutputSchema)).toMatchObject({ type: "object" });
  });

  test("the same finding of two checks stands once", () => {
    const low = { ...finding("minimum-level", { outcome: "fail" }), component: "dicom-io" };
    const both = decision({
      checks: [check("failure", { findings: [low] }), check("failure", { findings: [low] })],
      components: [component("dicom-io")],
    });
    expect(checkOutput(both, RULES, "cli").components[0]?.findings).toHaveLength(1);
  });

  test("a terminal obeys nothing in it", () => {
    const hostile = finding("card-sections", {
      reason: "\u001B[31m \u009B31m \u202Egnp \u{E0041}",
    });
    const output = checkOutput(
      decision({ checks: [], components: [component("dicom-io", { findings: [hostile] })] }),
      RULES,
      "action",
    );
    const text = jsonText(output);
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(JSON.parse(text)).toEqual(output);
  });
});
