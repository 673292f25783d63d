import type { NewFile } from "./new-component.ts";

/** Sections of a datasheet (Gebru et al., Datasheets for Datasets, CACM 2021), with what each asks in short. */
const SECTIONS: readonly (readonly [heading: string, hint: string])[] = [
  ["Motivation", "why it was made, by whom, who paid"],
  ["Composition", "what an instance is, how many, what is missing, errors, confidential parts"],
  ["Collection process", "how it was acquired, sampled, over which time, with whose consent"],
  ["Preprocessing, cleaning, labeling", "what was done, with what, whether raw data is kept"],
  ["Uses", "what it was used for, what it could and what it should not be used for"],
  ["Distribution", "who gets it, how, when, under which terms"],
  ["Maintenance", "who keeps it, how errors are reported, how long versions live"],
];

/** A datasheet with every section to be written. */
export function datasheetFile(name: string): NewFile {
  return {
    path: `.mltrl/datasets/${name}.md`,
    text: `---
# Whether the data is about people: their questions are asked only then.
# relates-to-people: false
# readiness: {quality: what was found, validity: what it stands for, availability: who has it, band: B1}
---

# Datasheet of ${name}

${SECTIONS.map(([heading, hint]) => `## ${heading}\n\n<!-- ${hint} -->`).join("\n\n")}
`,
  };
}
