import type { ComponentDecision, Decision } from "../core/model/decision.ts";
import type { Rule } from "../core/model/rule.ts";
import { byRule, type RuleFindings } from "./by-rule.ts";
import { count } from "./count.ts";
import { paragraph, type Section } from "./cut.ts";
import { code, prose } from "./escape.ts";
import { answer, type Answer } from "./answer.ts";
import { smallPrint } from "./small-print.ts";
import { byWayToGreen, isUnmet, standingOf, standingOfComponent } from "./standing.ts";
import { stepText } from "./step-name.ts";
import { verdictLine } from "./verdict-line.ts";

/** Where a pull request stands: each check's verdict, then each component's. */
export function statusReply(decision: Decision, rules: ReadonlyMap<string, Rule>): Answer {
  const lines = decision.checks.map((check) => {
    const standing = standingOf(decision, check, rules);
    return { check, standing, line: prose(verdictLine(decision, check, standing)) };
  });
  const [first, ...others] = lines;
  if (first === undefined) return answer("No check of mltrl-gate guards this branch.");
  const headline = others.length === 0 ? first.line : "Where this pull request stands";
  return answer(headline, [
    ...(others.length === 0
      ? []
      : [
          paragraph(
            "",
            lines.map(({ check, line }) => `- ${code(check.name)}: ${line}`).join("\n"),
          ),
        ]),
    ...componentTable(decision, rules),
    smallPrint(decision, first.standing),
  ]);
}

function componentTable(decision: Decision, rules: ReadonlyMap<string, Rule>): Section[] {
  if (decision.components.length === 0) return [];
  const news = decision.components.flatMap((component) => {
    const { fixes, waiting } = standingOfComponent(decision, component, rules);
    return [...fixes, ...waiting];
  });
  const groups = byRule(news.toSorted((a, b) => byWayToGreen(a, b, rules)));
  if (groups !== undefined) return [ruleTable(groups, decision.components.length)];
  return [
    {
      name: "Components",
      open: "| Component | Level | To mend | Waits for |\n| :-- | :-- | :-- | :-- |",
      items: decision.components.map((component) => componentRow(decision, component, rules)),
      close: "",
    },
  ];
}

function componentRow(
  decision: Decision,
  component: ComponentDecision,
  rules: ReadonlyMap<string, Rule>,
): string {
  const { fixes, waiting } = standingOfComponent(decision, component, rules);
  const mend = listed(fixes.map(({ rule }) => rule));
  const wait = listed(waiting.map(({ rule }) => rule));
  return `| ${code(component.id)} | ${stepText(component).replace(/^level /, "")} | ${mend} | ${wait} |`;
}

/** Many components: each rule with those that have to mend it or wait for it. */
function ruleTable(groups: readonly RuleFindings[], components: number): Section {
  const concerned = new Set(
    groups.flatMap(({ findings }) => findings.map((each) => each.component)),
  );
  const rest = components - concerned.size;
  return {
    name: "Rules",
    open: "| Rule | To mend | Waits |\n| :-- | :-- | :-- |",
    items: groups.map(({ rule, findings }) => {
      const mend = findings.filter(isUnmet).map(({ component }) => component);
      const wait = findings.filter((each) => !isUnmet(each)).map(({ component }) => component);
      return `| ${code(rule)} | ${listed(mend, "component")} | ${listed(wait, "component")} |`;
    }),
    close:
      rest === 0
        ? ""
        : `\n${count(rest, "other component has", "other components have")} nothing to mend.`,
  };
}

/** Names, as far as a cell holds them. */
function listed(names: readonly string[], noun: "rule" | "component" = "rule"): string {
  if (names.length === 0) return noun === "rule" ? "nothing" : "none";
  const named = names
    .slice(0, 4)
    .map((name) => code(name))
    .join(", ");
  return names.length > 4 ? `${count(names.length, noun)}: ${named}, …` : named;
}
