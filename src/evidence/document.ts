import type { Document, DocumentSection } from "../core/model/document.ts";
import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { Parsed } from "../core/model/problem.ts";
import { parseYaml } from "../core/source/yaml.ts";
import { documentKeys, type DocumentKeys } from "./document-keys.ts";
import { referencesIn, referencesOf } from "./document-references.ts";
import { writtenText } from "./document-text.ts";
import { type FrontMatterSplit, splitFrontMatter } from "./front-matter.ts";
import { MAX_MARKDOWN_BYTES } from "./markdown-limits.ts";
import { placeholdersOf } from "./markdown-placeholders.ts";
import { preambleOf, sectionsOf } from "./markdown-sections.ts";
import { parseMarkdown, placeOf } from "./markdown.ts";
import { invalidFile } from "./read-yaml.ts";

/** Model cards of Google's toolkit hold their figures as pictures in letters. */
const MAX_JSON_BYTES = 4 * 1024 * 1024;

const NO_KEYS: DocumentKeys = { sections: [], placeholders: [] };

/**
 * Reads a document. Its sections are the headings of Markdown and the keys of its front matter, or the
 * keys of YAML and JSON at every depth; text before the first heading is a section without a heading.
 */
export function parseDocument(text: string, path: string): Fact<Document> {
  return documentOf(text, path, writtenText);
}

/** The same with another opinion on which text below a heading counts. */
export function documentOf(
  text: string,
  path: string,
  textBelow: typeof writtenText,
): Fact<Document> {
  if (text.trim() === "") {
    return unavailable("invalid", `${path} is empty; expected a document`, { path });
  }
  if (/\.ya?ml$/i.test(path)) return keyDocument(text, path, MAX_MARKDOWN_BYTES);
  if (/\.json$/i.test(path)) return keyDocument(text, path, MAX_JSON_BYTES);
  return markdownDocument(text, path, textBelow);
}

function markdownDocument(
  text: string,
  path: string,
  textBelow: typeof writtenText,
): Fact<Document> {
  const split = splitFrontMatter(text);
  const keys = frontMatterKeys(split, path);
  const parsed = parseMarkdown(split.body, path);
  if (!parsed.ok) return invalidFile(parsed.problems);
  if (!keys.ok) return invalidFile(keys.problems);
  const root = parsed.value;
  const preamble = preambleOf(root);
  const before = textBelow(preamble);
  const sections: DocumentSection[] = sectionsOf(root).map(({ title, heading, nodes }) => ({
    heading: title,
    text: textBelow(nodes),
    place: placeOf(heading, path),
  }));
  const [first] = preamble;
  if (first !== undefined && before !== "") {
    sections.unshift({ heading: "", text: before, place: placeOf(first, path) });
  }
  return known({
    path,
    sections: [...keys.value.sections, ...sections],
    references: referencesOf(root),
    placeholders: [...keys.value.placeholders, ...placeholdersOf(root, split.body, path)],
  });
}

function frontMatterKeys({ frontMatter }: FrontMatterSplit, path: string): Parsed<DocumentKeys> {
  if (frontMatter === undefined) return { ok: true, value: NO_KEYS };
  const source = parseYaml(frontMatter.text, path, {
    firstLine: frontMatter.firstLine,
    maxBytes: MAX_MARKDOWN_BYTES,
    strings: true,
  });
  return source.ok ? documentKeys(source.value) : source;
}

function keyDocument(text: string, path: string, maxBytes: number): Fact<Document> {
  // As written: a version `1.10` in a document is not the number 1.1.
  const source = parseYaml(text, path, { strings: true, maxBytes });
  if (!source.ok) return invalidFile(source.problems);
  const keys = documentKeys(source.value);
  if (!keys.ok) return invalidFile(keys.problems);
  const { sections, placeholders } = keys.value;
  const references = referencesIn(sections.map((section) => section.text).join("\n"));
  return known({ path, sections, references, placeholders });
}
