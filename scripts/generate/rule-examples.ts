import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { dump } from "js-yaml";
import * as z from "zod";
import type { Catalogue, Rule } from "../../src/core/model/rule.ts";
import { parseYaml } from "../../src/core/source/yaml.ts";
import { judge } from "../../test/support/judge.ts";

/** One example of a rule as a reader sees it: the facts in few words, and what the gate says of them. */
export interface RuleExample {
  readonly facts: string;
  readonly outcome: string;
  readonly reason: string;
}

const FAILING = ["fail", "pending", "unknown"] as const;

const file = z.partialRecord(
  z.enum(["pass", ...FAILING, "not-applicable"]),
  z.array(z.record(z.string(), z.unknown())),
);

/** An example that passes and one that does not, of every rule; the tests run the same ones. */
export function ruleExamples(
  root: string,
  { rules }: Catalogue,
): ReadonlyMap<string, readonly RuleExample[]> {
  return new Map(rules.map((rule) => [rule.id, examplesOf(root, rule)]));
}

function examplesOf(root: string, rule: Rule): readonly RuleExample[] {
  const path = join(root, "test/rules/examples", `${rule.id}.yml`);
  if (!existsSync(path)) return [];
  const source = parseYaml(readFileSync(path, "utf8"), path);
  const read = source.ok ? file.safeParse(source.value.value) : undefined;
  if (read?.success !== true) return [];
  const { data } = read;
  const failing = FAILING.map((outcome) => data[outcome]?.[0]).find((each) => each !== undefined);
  return [data.pass?.[0], failing]
    .filter((facts) => facts !== undefined)
    .map((facts) => {
      const { outcome, reason } = judge(rule, facts);
      return { facts: dump(facts, { lineWidth: 100, flowLevel: 3 }).trimEnd(), outcome, reason };
    });
}
