import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Level, LEVEL_NAMES, stepName } from "../../src/core/model/level.ts";
import type { Parsed, Problem } from "../../src/core/model/problem.ts";
import type { Catalogue, Gate, Rule } from "../../src/core/model/rule.ts";
import { LEVELS } from "./levels.ts";
import { RULE_GROUPS, ruleGroup } from "./rule-groups.ts";

const FOLDER = "docs/levels";
const RULES = "../../rules/README.md";

/** Stands around what is generated; everything else on a page is written by hand. */
const BLOCK = /(<!-- generated -->\n)[^]*?(<!-- \/generated -->)/;

/** The page of each level, by level. */
const LEVEL_PAGES = [
  "0-first-principles",
  "1-goal-oriented-research",
  "2-proof-of-principle",
  "3-systems-development",
  "4-proof-of-concept",
  "5-ml-capability",
  "6-application-development",
  "7-integrations",
  "8-flight-ready",
  "9-deployment",
] as const;

/** The pages of the levels, each with its rules as they are now, or why a page cannot have them. */
export function levelPages(root: string, catalogue: Catalogue): Parsed<[string, string][]> {
  const problems: Problem[] = catalogue.rules
    .filter((rule) => ruleGroup(rule) === undefined)
    .map(({ id, kind }) => ({
      place: { path: "scripts/generate/rule-groups.ts" },
      message: `the kind "${kind}" of ${id} belongs to no group`,
    }));
  const blocks: [string, string][] = [
    [`${FOLDER}/README.md`, overview(catalogue)],
    ...LEVELS.map((level): [string, string] => [
      `${FOLDER}/${LEVEL_PAGES[level]}.md`,
      gateBlock(level, catalogue),
    ]),
  ];
  const pages = blocks.flatMap(([path, block]): [string, string][] => {
    const text = existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : "";
    if (BLOCK.test(text)) {
      return [[path, text.replace(BLOCK, (_, start, end) => `${start}\n${block}\n\n${end}`)]];
    }
    const message = "expected the lines <!-- generated --> and <!-- /generated -->, for the rules";
    problems.push({ place: { path }, message });
    return [];
  });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: pages };
}

/** All levels in a table, then the rules of every gate. */
function overview(catalogue: Catalogue): string {
  const { rules } = catalogue;
  const rows = LEVELS.map((level) => {
    const own = rules.filter(({ gate }) => gate === level);
    const advice = own.filter(({ severity }) => severity === "advisory").length;
    return [
      `[${level}](${LEVEL_PAGES[level]}.md)`,
      LEVEL_NAMES[level],
      level === 9 ? "stays" : stepName(level, (level + 1) as Level),
      String(own.length),
      String(advice),
      panelOf(level, catalogue).join(", "),
    ];
  });
  return [
    table(["level", "name", "leads", "rules", "of these advice", "panel"], rows),
    `${rules.filter(({ gate }) => gate === "every").length} more rules hold at every level:`,
    groups("every", catalogue),
  ].join("\n\n");
}

function gateBlock(level: Level, catalogue: Catalogue): string {
  const panel = panelOf(level, catalogue).map((role) => `\`${role}\``);
  const step = level === 9 ? "9 → 9, when a deployed component graduates again in place" : "";
  return [
    groups(level, catalogue),
    `Panel of the step ${step || stepName(level, (level + 1) as Level)}: ${panel.join(", ")}; one person for each seat.`,
  ].join("\n\n");
}

function groups(gate: Gate, catalogue: Catalogue): string {
  const own = catalogue.rules.filter((rule) => rule.gate === gate);
  return RULE_GROUPS.flatMap((group) => {
    const some = own.filter((rule) => ruleGroup(rule) === group);
    const title = `**${group.charAt(0).toUpperCase()}${group.slice(1)}**`;
    return some.length === 0 ? [] : [title, some.map((rule) => item(rule, catalogue)).join("\n")];
  }).join("\n\n");
}

function item(rule: Rule, { profiles }: Catalogue): string {
  const lite = profiles.some(({ name, rules }) => name === "lite" && rules.includes(rule.id));
  const notes = [severityNote(rule), appliesNote(rule), lite ? "in `lite`" : ""].filter(Boolean);
  const said = notes.length === 0 ? "" : ` (${notes.join("; ")})`;
  return `- [${rule.id}](${RULES}#${rule.id}): ${rule.claim.replace(/\.$/, "")}${said}.`;
}

function severityNote({ severity }: Rule): string {
  if (typeof severity === "object") return `advice below level ${severity["blocking-from"]}`;
  return severity === "advisory" ? "advice" : "";
}

function appliesNote({ applies }: Rule): string {
  if (typeof applies === "object") return `until level ${applies.until}`;
  if (applies === "at-graduation") return "when the level is raised";
  if (applies === "at-release") return "when the level is raised, and on release branches";
  if (applies === "at-hotfix") return "when a hotfix is called";
  return applies === "continuous" ? "of each deployed version" : "";
}

function panelOf(level: Level, { rules }: Catalogue): readonly string[] {
  const panels = rules.find(({ id }) => id === "review-panel-satisfied")?.params["panels"];
  const all = (panels ?? []) as readonly { "from-level": Level; roles: readonly string[] }[];
  return all.find((panel) => panel["from-level"] === level)?.roles ?? [];
}

/** With columns as wide as their longest cell, as the formatter of the repository writes them. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, i) =>
    Math.max(title.length, ...rows.map((row) => (row[i] ?? "").length)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}
