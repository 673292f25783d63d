import { expect, test } from "@jest/globals";
import * as z from "zod";
import { publishedConfigSchema } from "../../scripts/generate/schemas.ts";
import { nextLadder } from "../support/fake-ladders.ts";

test("the schema of a configuration knows every version of the rule set, and the rules of all of them", () => {
  const schema = z.toJSONSchema(publishedConfigSchema(nextLadder()), { io: "input" });
  const properties = schema.properties as Record<string, z.core.JSONSchema.JSONSchema>;
  expect(properties["ladder"]).toMatchObject({ enum: ["1.0", "1.1"], default: "1.0" });
  const rules = Object.keys(properties["rules"]?.properties ?? {});
  expect(rules).toEqual(expect.arrayContaining(["semver-dataset", "plan-kept", "semver-model"]));
});
