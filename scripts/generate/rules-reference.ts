import { KINDS } from "../../src/core/kinds/index.ts";
import { LEVEL_NAMES, stepName } from "../../src/core/model/level.ts";
import type {
  Applies,
  Catalogue,
  Gate,
  Origin,
  Rule,
  Severity,
} from "../../src/core/model/rule.ts";
import { stampIt } from "../../src/report/hand-in.ts";
import { LEVELS } from "./levels.ts";
import type { RuleExample } from "./rule-examples.ts";

const INTRODUCTION = `# The rules of mltrl-gate

Generated from the YAML files beside this page by \`npm run generate\`; change those.

A rule says what must be true of a component, when, why, where the demand comes from and how to meet
it. The judge that decides it is its *kind* (\`src/core/kinds/\`). Numbers are defaults: a policy may set
its own under \`rules:\`, and the result then says how they compare.

The column *origin* tells what MLTRL asks for from what we added:

| origin | meaning |
|---|---|
| paper | MLTRL (Lavin et al. 2022, or its official repository) asks for it |
| paper, our number | MLTRL asks for it; the number or the kind of evidence is our choice |
| recalled | remembered from the paper's methods section and not confirmed; advisory until it is |
| ours | our judgement; MLTRL does not say it |

Each rule has an example that passes and one that does not, with what the gate says of it. They are
written as facts in few words, as the tests of the rules write them (\`test/rules/examples/\`); what is
not mentioned is as in a quiet pull request.

Nothing here asks for code, tests or coverage at level 0, or for coverage at levels 1 and 2: MLTRL
speaks against it. That is no rule but a property of the set, held by a test.
`;

const ORIGINS: Readonly<Record<Origin, readonly [short: string, sentence: string]>> = {
  paper: ["paper", "MLTRL asks for it"],
  "paper-with-our-number": [
    "paper, our number",
    "MLTRL asks for it; the number or the kind of evidence is our choice",
  ],
  recalled: [
    "recalled",
    "remembered from the paper's methods section and not confirmed, therefore advisory",
  ],
  judgement: ["ours", "our judgement; MLTRL does not say it"],
};

/** The reference page: a table for each gate, then every rule. */
export function rulesReference(
  { ladder, rules, profiles }: Catalogue,
  examples: ReadonlyMap<string, readonly RuleExample[]>,
): string {
  const gates: readonly Gate[] = ["every", ...LEVELS];
  const parts = gates.flatMap((gate) => {
    const own = rules.filter((rule) => rule.gate === gate);
    if (own.length === 0) return [];
    return [
      `## ${gateTitle(gate)}`,
      table(own),
      ...own.map((rule) => section(rule, profiles, examples.get(rule.id) ?? [])),
    ];
  });
  const sets = profiles.map(
    ({ name, description, rules: chosen }) =>
      `- \`${name}\` (${chosen.length} rules): ${description}`,
  );
  return `${[INTRODUCTION, `Ladder ${ladder}. Profiles:`, sets.join("\n"), ...parts].join("\n\n").replaceAll(/\n{3,}/g, "\n\n")}\n`;
}

function gateTitle(gate: Gate): string {
  if (gate === "every") return "At every gate";
  if (gate === 9) return `Level 9: ${LEVEL_NAMES[9]}`;
  const to = LEVELS[gate + 1] ?? 9;
  return `${stepName(gate, to)}: leaving ${LEVEL_NAMES[gate]}`;
}

function table(rules: readonly Rule[]): string {
  const rows = rules.map(
    ({ id, claim, severity, origin }) =>
      `| [${id}](#${id}) | ${claim.replaceAll("|", "\\|")} | ${severityText(severity)} | ${ORIGINS[origin][0]} |`,
  );
  return ["| rule | claim | severity | origin |", "|---|---|---|---|", ...rows].join("\n");
}

function section(
  rule: Rule,
  profiles: Catalogue["profiles"],
  examples: readonly RuleExample[],
): string {
  const { id, claim, why, conditional, waivable, effort } = rule;
  const sets = profiles.filter(({ rules }) => rules.includes(id)).map(({ name }) => `\`${name}\``);
  const facts = [
    `- **Applies**: ${appliesText(rule.applies, rule.gate)}`,
    ...(conditional === undefined
      ? []
      : [`- **May be declared not applicable**: ${conditional}, with the reason on the card`]),
    ...(waivable === false ? ["- **Waivers**: never"] : []),
    `- **Severity**: ${severityText(rule.severity)}`,
    `- **Origin**: ${ORIGINS[rule.origin][1]} (${rule.source})`,
    `- **Default**: ${rule.default}`,
    `- **Effort**: ${effort}`,
    `- **Kind**: \`${rule.kind}\`; profiles: ${sets.join(", ")}`,
  ];
  const parameters = parameterTable(rule);
  return [
    `### ${id}`,
    claim,
    why,
    facts.join("\n"),
    ...(parameters === "" ? [] : [parameters]),
    "How to mend it:",
    numbered(withoutWords(rule.remedy, rule)),
    ...(rule.mend === undefined
      ? []
      : ["Where it is there and falls short:", numbered(withoutWords(rule.mend, rule))]),
    ...examples.map(exampleText),
  ].join("\n\n");
}

function numbered(steps: readonly string[]): string {
  return steps.map((step, i) => `${i + 1}. ${step}`).join("\n");
}

/** A rule by itself is about no file in particular, and nothing is known of workflows. */
function withoutWords(steps: readonly string[], { gate }: Rule): string[] {
  return steps.map((step) =>
    step.replaceAll("`{path}`", "the file").replaceAll("{hand-in}", stampIt(gate, "{component}")),
  );
}

/** The facts as the tests write them, and what the gate says. */
function exampleText({ facts, outcome, reason }: RuleExample): string {
  const title = outcome === "pass" ? "Passes" : `Does not pass (\`${outcome}\`)`;
  return `${title}: ${reason.replaceAll("<", "&lt;")}\n\n\`\`\`yaml\n${facts}\n\`\`\``;
}

function parameterTable(rule: Rule): string {
  const names = Object.entries(KINDS.get(rule.kind)?.params.shape ?? {});
  if (names.length === 0) return "";
  const rows = names.map(([name, schema]) => {
    const { description = "", stricter } = (schema.meta() ?? {}) as {
      description?: string;
      stricter?: string;
    };
    const value = rule.params[name];
    const shown = value === undefined ? "–" : `\`${JSON.stringify(value).replaceAll("|", "\\|")}\``;
    const hint = stricter === undefined ? "" : ` (${stricter} is stricter)`;
    return `| \`${name}\` | ${shown} | ${description}${hint} |`;
  });
  return ["| parameter | default | meaning |", "|---|---|---|", ...rows].join("\n");
}

function appliesText(applies: Applies, gate: Gate): string {
  if (applies === "continuous") return "to every deployed version, all the time";
  if (applies === "at-hotfix") return "while a pull request calls a hotfix";
  const start = gate === "every" ? "at every level" : `from the step out of level ${gate} on`;
  if (typeof applies === "object") return `${start}, until level ${applies.until}`;
  if (applies === "standing") return start;
  if (applies === "at-release") {
    return `${start}, while a pull request raises the level or goes to a branch with a \`minimum-level\``;
  }
  return gate === "every"
    ? "while a pull request raises a level"
    : `while a pull request raises level ${gate}`;
}

function severityText(severity: Severity): string {
  return typeof severity === "object"
    ? `advisory below level ${severity["blocking-from"]}, then blocking`
    : severity;
}
