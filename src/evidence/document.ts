import type { Document, DocumentSection } from "../core/model/document.ts";
import { type Fact, known, unavailable } from "../core/model/fact.ts";
import { parseYaml } from "../core/source/yaml.ts";
import { referencesIn, referencesOf } from "./document-references.ts";
import { splitFrontMatter } from "./front-matter.ts";
import { invalidFile } from "./read-yaml.ts";
import { MAX_MARKDOWN_BYTES } from "./markdown-limits.ts";
import { preambleOf, sectionsOf } from "./markdown-sections.ts";
import { bodyText } from "./markdown-text.ts";
import { parseMarkdown, placeOf } from "./markdown.ts";

/**
 * Reads a document of a component. Its sections are the headings of Markdown or the top-level keys
 * of YAML; text before the first heading is a section without a heading.
 */
export function parseDocument(text: string, path: string): Fact<Document> {
  if (text.trim() === "") {
    return unavailable("invalid", `${path} is empty; expected a document`, { path });
  }
  return /\.ya?ml$/i.test(path) ? yamlDocument(text, path) : markdownDocument(text, path);
}

function markdownDocument(text: string, path: string): Fact<Document> {
  const parsed = parseMarkdown(splitFrontMatter(text).body, path);
  if (!parsed.ok) return invalidFile(parsed.problems);
  const root = parsed.value;
  const preamble = preambleOf(root);
  const before = bodyText(preamble);
  const sections: DocumentSection[] = sectionsOf(root).map(({ title, heading, nodes }) => ({
    heading: title,
    text: bodyText(nodes),
    place: placeOf(heading, path),
  }));
  const [first] = preamble;
  if (first !== undefined && before !== "") {
    sections.unshift({ heading: "", text: before, place: placeOf(first, path) });
  }
  return known({ path, sections, references: referencesOf(root) });
}

function yamlDocument(text: string, path: string): Fact<Document> {
  // As written: a version `1.10` in a document is not the number 1.1.
  const parsed = parseYaml(text, path, { strings: true, maxBytes: MAX_MARKDOWN_BYTES });
  if (!parsed.ok) return invalidFile(parsed.problems);
  const source = parsed.value;
  const { value } = source;
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    const message = "expected keys at the top level, each with its text";
    return invalidFile([{ place: source.placeOf([]), message }]);
  }
  const sections = Object.entries(value).map(([heading, inner]) => ({
    heading,
    text: yamlText(inner),
    place: source.keyPlaceOf([heading]),
  }));
  const references = referencesIn(sections.map((section) => section.text).join("\n"));
  return known({ path, sections, references });
}

/** A value as a person would read it out: entries and keys a line each. */
function yamlText(value: unknown): string {
  if (Array.isArray(value)) {
    return value
      .map(yamlText)
      .filter((text) => text !== "")
      .join("\n");
  }
  if (typeof value === "object" && value !== null) {
    return Object.entries(value)
      .map(([key, inner]): [string, string] => [key, yamlText(inner)])
      .filter(([, text]) => text !== "")
      .map(([key, text]) => `${key}: ${text}`)
      .join("\n");
  }
  return typeof value === "string" ? value.trim() : "";
}
