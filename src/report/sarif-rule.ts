import type { Rule } from "../core/model/rule.ts";
import { ANY_COMPONENT } from "./by-rule.ts";
import { plain } from "./escape.ts";
import { explainRule } from "./explain-rule.ts";
import { remedyOf } from "./remedy.ts";
import { sentence } from "./sentence.ts";

/** GitHub's limit for a description. */
const MOST_CHARACTERS = 1_000;

/** A rule as SARIF describes it; one that only a check knows by how it is mended. */
export function sarifRule(id: string, rules: ReadonlyMap<string, Rule>): object {
  const rule = rules.get(id);
  const steps = remedyOf({ rule: id }, ANY_COMPONENT, rules).map((step) => `- ${plain(step)}`);
  const how = steps.length === 0 ? "See the check on the pull request." : steps.join("\n");
  if (rule === undefined) {
    return {
      id,
      shortDescription: { text: id },
      help: { text: how },
      properties: { tags: ["mltrl"] },
    };
  }
  return {
    id,
    shortDescription: { text: plain(sentence(rule.claim), MOST_CHARACTERS) },
    fullDescription: { text: plain(rule.why, MOST_CHARACTERS) },
    help: {
      text: [plain(rule.why, MOST_CHARACTERS), "How to meet it:", how].join("\n"),
      markdown: explainRule(rule),
    },
    defaultConfiguration: { level: rule.severity === "advisory" ? "note" : "error" },
    properties: {
      tags: ["mltrl", rule.gate === "every" ? "every-gate" : `gate-${rule.gate}`, rule.origin],
    },
  };
}
