import { isList, isMapping } from "../selector/node.ts";
import type { JsonValue } from "../model/structured-report.ts";
import { atLeastOne, nothing, type Preset, type Trouble } from "./preset.ts";

/** SARIF 2.1.0: no run failed, and none has an open result of the level `error`. */
export const sarif: Preset = {
  name: "sarif",
  shapes: [
    {
      name: "2.1.0",
      is: ["$.runs[?@.tool.driver.name]"],
      checks: [
        atLeastOne("$.runs[*].tool.driver.name"),
        nothing("$.runs[*].invocations[?@.executionSuccessful != true]"),
        nothing(
          "$.runs[*].invocations[*]['toolExecutionNotifications','toolConfigurationNotifications'][?@.level == 'error']",
        ),
      ],
      troubles,
    },
  ],
};

function troubles(value: JsonValue): Trouble[] {
  return listAt(value, "runs").flatMap((run, index) => {
    const results = memberOf(run, "results");
    if (!Array.isArray(results)) {
      return [
        { pointer: ["runs", index], seen: "no results: the run did not produce any", silent: true },
      ];
    }
    return results.flatMap((result: JsonValue, at): Trouble[] => {
      const level = levelOf(result, run);
      return isOpen(result) && level === "error"
        ? [{ pointer: ["runs", index, "results", at], seen: `error ${ruleName(result)}`.trim() }]
        : [];
    });
  });
}

/** SARIF 2.1.0, 3.27.9, 3.27.23 and 3.27.24: a failure that is still there and that nobody suppressed. */
function isOpen(result: JsonValue): boolean {
  const kind = memberOf(result, "kind") ?? "fail";
  const suppressions = listAt(result, "suppressions");
  const suppressed =
    suppressions.length > 0 &&
    suppressions.every((each) => (memberOf(each, "status") ?? "accepted") === "accepted");
  return kind === "fail" && memberOf(result, "baselineState") !== "absent" && !suppressed;
}

/** SARIF 2.1.0, 3.27.10: its own level, else the one of its rule, else a warning. */
function levelOf(result: JsonValue, run: JsonValue): JsonValue {
  const own = memberOf(result, "level");
  if (own !== undefined) return own;
  const configuration = memberOf(ruleOf(result, run), "defaultConfiguration");
  return memberOf(configuration, "level") ?? "warning";
}

/** By index where there is one, else by id; a hierarchical id is found by its first parts. */
function ruleOf(result: JsonValue, run: JsonValue): JsonValue | undefined {
  const reference = memberOf(result, "rule");
  const component = memberOf(memberOf(reference, "toolComponent"), "index");
  const tool = memberOf(run, "tool");
  const rules =
    typeof component === "number"
      ? listAt(listAt(tool, "extensions")[component], "rules")
      : listAt(memberOf(tool, "driver"), "rules");
  const index = memberOf(result, "ruleIndex") ?? memberOf(reference, "index");
  if (typeof index === "number" && index >= 0) return rules[index];
  const id = ruleName(result);
  return rules
    .map((rule) => ({ rule, own: idOf(rule) }))
    .filter(({ own }) => own !== "" && (id === own || id.startsWith(`${own}/`)))
    .toSorted((a, b) => b.own.length - a.own.length)[0]?.rule;
}

function idOf(rule: JsonValue): string {
  const id = memberOf(rule, "id");
  return typeof id === "string" ? id : "";
}

function ruleName(result: JsonValue): string {
  const id = memberOf(result, "ruleId") ?? memberOf(memberOf(result, "rule"), "id");
  return typeof id === "string" ? id : "";
}

function memberOf(value: JsonValue | undefined, key: string): JsonValue | undefined {
  return value !== undefined && isMapping(value) && Object.hasOwn(value, key)
    ? value[key]
    : undefined;
}

function listAt(value: JsonValue | undefined, key: string): readonly JsonValue[] {
  const list = memberOf(value, key);
  return list !== undefined && isList(list) ? list : [];
}
