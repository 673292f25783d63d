import * as z from "zod";
import { KINDS } from "../../src/core/kinds/index.ts";
import type { Catalogue, Gate, Rule } from "../../src/core/model/rule.ts";
import { configSchema } from "../../src/core/policy/config-schema.ts";
import { LEVELS } from "./levels.ts";

/** The parts of a JSON Schema that are shown. */
interface Schema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly description?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly anyOf?: readonly Schema[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

/** Parts of the schema that get a table of their own; the rules have theirs by level. */
const SECTIONS: ReadonlySet<string> = new Set(["check", "component", "environment", "evidence"]);

const INTRODUCTION = `# Configuration reference

Generated from the schema of \`.mltrl/config.yml\` by \`npm run generate\`.
[configuration.md](configuration.md) explains the keys and has examples;
[../schemas/config.schema.json](../schemas/config.schema.json) is the same for editors.

Ids of components, checks, roles and evidence are 1 to 64 of \`a-z\`, \`0-9\` and \`-\`. A pattern is a glob
from the root of the repository.`;

const RULES_INTRODUCTION = `## Rules

Under \`rules\`, each rule takes \`severity\` (\`blocking\`, \`advisory\` or \`off\`; a severity other than \`off\`
also brings a rule into play that the profile leaves out), \`floor\` (\`true\`: no component may ask for
less) and the parameters listed here. Under a component's own \`rules\` it is the same without \`floor\`. The rule's own
entry says what each means, and its default. Named numbers of a rule are set one by one under \`limits\`.`;

/** Every key of the configuration, with type, default and meaning; the parameters of every rule. */
export function configurationReference(catalogue: Catalogue): string {
  const schema = z.toJSONSchema(configSchema(catalogue), {
    io: "input",
    unrepresentable: "any",
  }) as Schema;
  const parts = Object.entries(schema.$defs ?? {})
    .filter(([name]) => SECTIONS.has(name))
    .map(([name, part]) => `## ${titleOf(name)}\n\n${keyTable(part)}`);
  const gates: readonly Gate[] = ["every", ...LEVELS];
  const rules = gates.map((gate) => ruleTable(gate, catalogue));
  return `${[INTRODUCTION, `## Keys\n\n${keyTable(schema)}`, ...parts, RULES_INTRODUCTION, ...rules].join("\n\n")}\n`;
}

function titleOf(name: string): string {
  return `Each ${name}`;
}

function keyTable({ properties = {}, required = [] }: Schema): string {
  const rows = Object.entries(properties).map(([key, schema]) => {
    const usual = required.includes(key) ? "required" : defaultText(schema.default);
    const meaning = key === "rules" ? "[other numbers or severities](#rules)" : schema.description;
    return `| \`${key}\` | ${typeText(key === "rules" ? {} : schema)} | ${usual} | ${cell(meaning ?? "")} |`;
  });
  return ["| key | type | default | meaning |", "|---|---|---|---|", ...rows].join("\n");
}

function defaultText(value: unknown): string {
  return value === undefined ? "none" : `\`${JSON.stringify(value)}\``;
}

/** What may be written, in words. */
function typeText(schema: Schema): string {
  const { $ref, anyOf, additionalProperties: values, items, type } = schema;
  if ($ref !== undefined) {
    const name = $ref.slice($ref.lastIndexOf("/") + 1);
    return `[${name}](#${titleOf(name).toLowerCase().replaceAll(" ", "-")})`;
  }
  if (anyOf !== undefined) return anyOf.map(typeText).join(" or ");
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (schema.enum !== undefined) return schema.enum.map((each) => `\`${String(each)}\``).join(", ");
  if (schema.format === "date") return "date";
  if (type === "integer" || type === "number") return numberText(schema);
  if (type === "array") return `list of ${items ? typeText(items) : "anything"}`;
  if (type === "object" && typeof values === "object")
    return `mapping of id to ${typeText(values)}`;
  return type === "string" ? "text" : type === "boolean" ? "`true`, `false`" : "mapping";
}

function numberText({ type, minimum, exclusiveMinimum, maximum }: Schema): string {
  const name = type === "integer" ? "whole number" : "number";
  const least = exclusiveMinimum === undefined ? minimum : `above ${exclusiveMinimum}`;
  const bounds = [
    ...(least === undefined ? [] : [typeof least === "number" ? `from ${least}` : least]),
    ...(maximum === undefined ? [] : [`to ${maximum}`]),
  ];
  return [name, ...bounds].join(" ");
}

function ruleTable(gate: Gate, { rules }: Catalogue): string {
  const title =
    gate === "every" ? "At every level" : gate === 9 ? "Level 9" : `Leaving level ${gate}`;
  const rows = rules
    .filter((rule) => rule.gate === gate)
    .map((rule) => `| [${rule.id}](../rules/README.md#${rule.id}) | ${parametersOf(rule)} |`);
  return [`### ${title}`, "", "| rule | parameters |", "|---|---|", ...rows].join("\n");
}

function parametersOf({ kind, params }: Rule): string {
  const names = Object.keys(KINDS.get(kind)?.params.shape ?? {}).filter(
    (name) => name !== "limits",
  );
  const limits = Object.keys(params["limits"] ?? {});
  const all = [...names, ...limits.map((name) => `limits.${name}`)];
  return all.length === 0 ? "none but `severity`" : all.map((name) => `\`${name}\``).join(", ");
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
