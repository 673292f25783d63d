import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { Place } from "../core/model/place.ts";
import type {
  JsonPointer,
  JsonValue,
  StructuredFormat,
  StructuredReport,
} from "../core/model/structured-report.ts";
import { isLongerThan } from "../core/source/is-longer-than.ts";
import { lineIndex } from "../core/source/line-index.ts";
import { parseYaml } from "../core/source/yaml.ts";
import { JsonFault, readJson } from "./json.ts";
import { jsonOffset } from "./json-place.ts";
import { invalidFile } from "./read-yaml.ts";

/** Room for the largest reports that data tools write; read in well under two seconds. */
export const MAX_JSON_BYTES = 20 * 1024 * 1024;
/** YAML is read some twenty times slower than JSON, and what is large is written by machines as JSON. */
export const MAX_YAML_BYTES = 2 * 1024 * 1024;
/** As many values as a selector looks at; a longer log is summed up where it is kept. */
const MAX_LINES = 200_000;

type Parser = (text: string, path: string) => Fact<StructuredReport>;

/** Reads a report of JSON; NaN and Infinity are numbers in it, because Python's writers print them. */
export function parseJsonReport(text: string, path: string): Fact<StructuredReport> {
  const source = withoutMark(text);
  if (isLongerThan(source, MAX_JSON_BYTES)) return tooLong(path);
  return caught(source, path, 0, () =>
    report(path, "json", readJson(source), source, (pointer) => jsonOffset(source, pointer)),
  );
}

/** Reads a report of JSON lines: one value a line, empty lines left out. */
export function parseJsonLinesReport(text: string, path: string): Fact<StructuredReport> {
  const source = withoutMark(text);
  if (isLongerThan(source, MAX_JSON_BYTES)) return tooLong(path);
  const lines: { readonly start: number; readonly text: string }[] = [];
  let start = 0;
  for (const line of source.split("\n")) {
    if (line.trim() !== "") lines.push({ start, text: line });
    start += line.length + 1;
  }
  if (lines.length === 0) return unavailable("invalid", `${path} holds no value`, { path });
  if (lines.length > MAX_LINES) {
    return unavailable("invalid", `expected at most ${MAX_LINES} lines, got ${lines.length}`, {
      path,
    });
  }
  const values: JsonValue[] = [];
  for (const line of lines) {
    const read = caught(source, path, line.start, () => readJson(line.text));
    if (read.state === "unavailable") return read;
    values.push(read.value);
  }
  return known(
    report(path, "jsonl", values, source, ([index, ...rest]) => {
      const line = typeof index === "number" ? lines[index] : undefined;
      return line === undefined ? 0 : line.start + jsonOffset(line.text, rest);
    }),
  );
}

/** Reads a report of YAML, which may hold what our own files may. */
export function parseYamlReport(text: string, path: string): Fact<StructuredReport> {
  const yaml = parseYaml(text, path, { maxBytes: MAX_YAML_BYTES });
  if (!yaml.ok) return invalidFile(yaml.problems);
  return known({
    path,
    format: "yaml",
    value: yaml.value.value as JsonValue,
    placeOf: (pointer) => yaml.value.placeOf(pointer),
  });
}

const PARSERS: Readonly<Record<StructuredFormat, Parser>> = {
  json: parseJsonReport,
  yaml: parseYamlReport,
  jsonl: parseJsonLinesReport,
};

/** What reads a format; the same each time, so that a file is read once. */
export function structuredParser(format: StructuredFormat): Parser {
  return PARSERS[format];
}

function report(
  path: string,
  format: StructuredFormat,
  value: JsonValue,
  source: string,
  offsetOf: (pointer: JsonPointer) => number,
): StructuredReport {
  let positionOf: ReturnType<typeof lineIndex> | undefined;
  return {
    path,
    format,
    value,
    placeOf(pointer): Place {
      positionOf ??= lineIndex(source);
      return { path, ...positionOf(offsetOf(pointer)) };
    },
  };
}

function caught<T>(source: string, path: string, start: number, read: () => T): Fact<T> {
  try {
    return known(read());
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    const place: Place = { path, ...lineIndex(source)(start + error.offset) };
    return unavailable("invalid", `not valid JSON, line ${place.line}: ${error.message}`, place);
  }
}

function withoutMark(text: string): string {
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}

function tooLong(path: string): Fact<never> {
  return unavailable(
    "invalid",
    `expected at most ${MAX_JSON_BYTES} bytes of JSON; ${path} is longer: commit a summary of it`,
    { path },
  );
}
