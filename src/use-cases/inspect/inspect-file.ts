import type { CoverageFormat } from "../../core/model/coverage.ts";
import type { Inspection } from "../../core/model/inspection.ts";
import type { JsonValue } from "../../core/model/structured-report.ts";
import { isList, isMapping } from "../../core/selector/node.ts";
import { detectCoverage } from "../../evidence/coverage/detect-coverage.ts";
import { CoverageFault } from "../../evidence/coverage/coverage-fault.ts";
import { PercentageAlone } from "../../evidence/coverage/detect-json.ts";
import { type LfsPointer, parseLfsPointer } from "../../evidence/content/lfs-pointer.ts";
import { detectTests } from "../../evidence/tests/detect-tests.ts";
import { structuredParser } from "../../evidence/structured.ts";
import { inspectCoverage } from "./inspect-coverage.ts";
import { inspectChecklist, inspectDocument, inspectMarkdown } from "./inspect-markdown.ts";
import { inspectRecord } from "./inspect-record.ts";
import { inspectStructured } from "./inspect-structured.ts";
import { inspectTags } from "./inspect-tags.ts";
import { inspectTests } from "./inspect-tests.ts";
import type { InspectedFile, Understood } from "./understood.ts";

/** What the gate understands of a file, by its content first and by its name where that tells nothing. */
export function inspectFile(path: string, bytes: Uint8Array): Inspection {
  const text = textOf(bytes);
  const file: InspectedFile = { path, bytes, text: text ?? "" };
  if (text?.trim() === "") return { file: path, ...unrecognised(`${path} is empty`) };
  const pointer = parseLfsPointer(bytes);
  if (pointer !== undefined) return { file: path, ...unrecognised(outsideOfGit(path, pointer)) };
  const said =
    reportIn(file) ??
    (text === undefined
      ? unrecognised(`${path} is neither a report that is known nor UTF-8 text`)
      : textFile(file));
  return { file: path, ...said };
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Reports of tools: recognised by content alone, and in the encodings that they may have. */
function reportIn(file: InspectedFile): Understood | undefined {
  const { bytes, text } = file;
  if (/^\uFEFF?\s*<(?:!doctype\s+)?html/i.test(text)) return undefined;
  const tests = detectTests(bytes);
  if (tests === "go-test-json") return inspectTests(file, tests);
  const coverage = coverageIn(bytes);
  if (coverage !== undefined) return inspectCoverage(file, coverage);
  if (tests === "junit" && !/<coverage|<report|<CoverageSession/.test(text.slice(0, HEAD))) {
    return isChecklistPage(file) ? undefined : inspectTests(file, tests);
  }
  if (tests === "junit") return inspectCoverage(file, null);
  return tests === "ctrf" && /"reportFormat"|"results"\s*:\s*\{/.test(text)
    ? inspectTests(file, tests)
    : undefined;
}

/** Characters in which the root element of a report stands. */
const HEAD = 16_384;

function coverageIn(bytes: Uint8Array): CoverageFormat | undefined {
  try {
    return detectCoverage(bytes).format;
  } catch (error) {
    if (error instanceof PercentageAlone) return "simplecov";
    if (error instanceof CoverageFault) return undefined;
    throw error;
  }
}

function isChecklistPage({ path }: InspectedFile): boolean {
  return /\.html?$/i.test(path);
}

function textFile(file: InspectedFile): Understood {
  const ending = /\.([a-z0-9]+)$/i.exec(file.path)?.[1]?.toLowerCase() ?? "";
  switch (ending) {
    case "md":
    case "markdown":
      return inspectMarkdown(file);
    case "rmd":
    case "rst":
    case "ipynb":
    case "html":
      return inspectChecklist(file);
    case "yml":
    case "yaml":
      return inspectYaml(file);
    case "json":
      return isDescription(file) ? inspectDocument(file) : inspectStructured(file, "json");
    case "jsonl":
    case "ndjson":
      return inspectStructured(file, "jsonl");
    case "":
    case "txt":
    case "tags":
      return isPlainChecklist(file) ? inspectChecklist(file) : inspectTags(file);
    default:
      return unrecognised(
        `${file.path} is no report that is known, and its ending .${ending} says nothing else`,
      );
  }
}

/** Model cards of the Model Card Toolkit and Croissant's datasets are documents written as JSON. */
function isDescription({ text }: InspectedFile): boolean {
  const read = structuredParser("json")(text, "");
  const value = read.state === "known" ? read.value.value : undefined;
  return (
    typeof value === "object" &&
    value !== null &&
    ["@context", "model_details", "model_parameters"].some((key) => Object.hasOwn(value, key))
  );
}

/** deon's plain text, or boxes. */
function isPlainChecklist({ text }: InspectedFile): boolean {
  return /^\s*[-*]\s+(?:\[[ xX]\]|[A-Z]\.\d)/m.test(text);
}

function inspectYaml(file: InspectedFile): Understood {
  const read = structuredParser("yaml")(file.text, file.path);
  const value = read.state === "known" ? read.value.value : null;
  const keys = new Set(isMapping(value) ? Object.keys(value) : []);
  const record = inspectRecord(file, keys);
  if (record !== undefined) return record;
  const checklist = inspectChecklist(file);
  const isMeant = file.path.includes(".mltrl/ethics/") || isFilledIn(value);
  if (isMeant || checklist.problems.length === 0) return checklist;
  return file.path.includes(".mltrl/documents/")
    ? inspectDocument(file)
    : inspectStructured(file, "yaml");
}

/** A form that somebody began to fill in; a bare list of items may be meant for something else. */
function isFilledIn(value: JsonValue): boolean {
  const lines = listAt(value, "sections").flatMap((section) => listAt(section, "lines"));
  return [...listAt(value, "items"), ...lines].some(
    (each) => hasAny(each, "id", "line_id") && hasAny(each, "state", "answer", "reason"),
  );
}

function listAt(value: JsonValue, key: string): readonly JsonValue[] {
  const list = isMapping(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return list !== undefined && isList(list) ? list : [];
}

function hasAny(value: JsonValue, ...keys: string[]): boolean {
  return isMapping(value) && keys.some((key) => Object.hasOwn(value, key));
}

function outsideOfGit(path: string, { size }: LfsPointer): string {
  return `${path} is a pointer of Git LFS to ${size} bytes that are not here; fetch them with \`git lfs pull\`, and keep evidence out of LFS: the gate reads it from git`;
}

function unrecognised(message: string): Understood {
  return { kind: null, format: null, summary: {}, items: [], problems: [{ message }] };
}
