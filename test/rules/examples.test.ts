import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import * as z from "zod";
import { parseYaml } from "../../src/core/source/yaml.ts";
import { catalogue } from "../../src/generated/catalogue.ts";
import type { FactsDescription } from "../support/facts.ts";
import { judge } from "../support/judge.ts";

const OUTCOMES = ["pass", "fail", "unknown", "pending", "not-applicable"] as const;
const FOLDER = join(import.meta.dirname, "examples");

const facts = z.record(z.string(), z.unknown()).transform((value) => value as FactsDescription);
const examples = z.partialRecord(z.enum(OUTCOMES), z.array(facts).min(1));

/** Facts by outcome, as a rule's file of examples gives them. */
function examplesOf(rule: string): z.output<typeof examples> {
  const path = join(FOLDER, `${rule}.yml`);
  const source = parseYaml(readFileSync(path, "utf8"), path);
  if (!source.ok) throw new Error(JSON.stringify(source.problems));
  return examples.parse(source.value.value);
}

describe.each(catalogue.rules.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
  test("has examples of what passes, what does not, and what cannot be told", () => {
    expect(existsSync(join(FOLDER, `${id}.yml`))).toBe(true);
    const given = Object.keys(examplesOf(id));
    expect(given).toEqual(expect.arrayContaining(["pass", "unknown"]));
    // A card that exists cannot fail to, and approvals are waited for.
    const held = given.includes("fail") || given.includes("pending");
    expect(held || rule.kind === "card-exists").toBe(true);
  });

  test("judges them as they say", () => {
    for (const [outcome, list] of Object.entries(examplesOf(id))) {
      for (const described of list) {
        const { reason, outcome: seen } = judge(rule, described);
        expect({ described, outcome: seen, reason }).toEqual({ described, outcome, reason });
      }
    }
  });
});
