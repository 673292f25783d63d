import { CARD_SECTIONS, type CardSection, DEBRIEF_QUESTIONS } from "../../core/model/card.ts";
import { LEVEL_NAMES } from "../../core/model/level.ts";
import { cardPath } from "../../gather/card.ts";
import type { NewComponent, NewFile } from "./new-component.ts";

/** A card with the keys and headings of its level; what is to be written stands in comments. */
export function cardFile(component: NewComponent): NewFile {
  const { id, level, owners } = component;
  return {
    path: cardPath(id),
    text: `---
name: ${id}
level: ${level} # ${LEVEL_NAMES[level]}
owners: [${owners.join(", ")}]${owners.length === 0 ? " # logins of those who answer for it" : ""}
${arrivalText(component)}# reviewers: []
# product-owner:              # named by level 5
# main-project-page:
# code-repository:
# ethics: none known yet      # a state, a reason, or a link to .mltrl/ethics/${id}.md
# coupled: []                 # components whose levels go together with this one
models: []
#  - {name: ${id}, version: "0.1.0", path: models/${id}.onnx}
datasets: []
#  - {name: scans, version: "0.1.0", path: data/scans, kind: subset, note: what it represents}
not-applicable: {}
#  semver-dataset: it works on numbers that users type in
---

# ${id}

${CARD_SECTIONS.map(sectionText).join("\n\n")}
`,
  };
}

function arrivalText({ level, arrival }: NewComponent): string {
  if (level === 0) return "";
  const gates = Array.from({ length: level }, (_, gate) => gate).join(", ");
  const why = arrival === "adopted" ? "worked here before the gate did" : "joined at this level";
  return `${arrival}:
  level: ${level}
  reason: ${why}; say here what shows that it is at ${level}
  gates-not-walked: [${gates}] # shown in every report until a gate is walked after all
`;
}

/** Headings as in the official card (ai-infrastructure-alliance/mltrl), with what belongs below each. */
const SECTIONS: Readonly<Record<CardSection, readonly [heading: string, hint: string]>> = {
  "tl-dr": ["TL;DR", "what it does, for whom, in two sentences"],
  "top-level-requirements": [
    "Top-level requirements",
    "the whole numbers of the requirements and what they come to",
  ],
  "model-info": ["Model info", "the method, for somebody of the field who does not know ML"],
  "intended-use": ["Intended use", "what, how and why; and which uses are not acceptable"],
  "testing-status": [
    "Testing status",
    "what is tested, what is not, what later stages should test",
  ],
  "data-considerations": [
    "Data considerations",
    "what was found in the data: imbalance, labels, noise, gaps; what was trained on",
  ],
  caveats: ["Caveats, known edge cases, recommendations", "assumptions, biases, debt"],
  "stage-debrief": ["MLTRL stage debrief", "answered at each graduation"],
};

const QUESTIONS: Readonly<Record<(typeof DEBRIEF_QUESTIONS)[number], string>> = {
  accomplished: "What was accomplished, and by whom?",
  "de-scoped": "What was punted or de-scoped?",
  learned: "What was learned?",
  "tech-debt": "Which tech debt was gained, which mitigated?",
};

function sectionText(section: CardSection): string {
  const [heading, hint] = SECTIONS[section];
  const questions =
    section === "stage-debrief"
      ? `\n\n${DEBRIEF_QUESTIONS.map((key, i) => `${i + 1}. ${QUESTIONS[key]}`).join("\n")}`
      : "";
  return `## ${heading}\n\n<!-- ${hint} -->${questions}`;
}
