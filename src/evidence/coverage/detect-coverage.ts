import type { CoverageFormat } from "../../core/model/coverage.ts";
import { markedEncoding } from "../text-chunks.ts";
import { CoverageFault } from "./coverage-fault.ts";
import { detectJson, type JsonFormat } from "./detect-json.ts";
import { type JsonText, jsonText } from "./json-text.ts";
import { readXml, type XmlElement } from "./read-xml.ts";

/** What a report turned out to be; the text of those that are JSON is decoded by then. */
export type DetectedCoverage =
  | { readonly format: JsonFormat; readonly json: JsonText }
  | { readonly format: Exclude<CoverageFormat, JsonFormat>; readonly json?: undefined };

type XmlFormat = "cobertura" | "clover" | "jacoco" | "opencover";

/** Enough to see the first lines of a report, whatever comments stand before them. */
const HEAD_BYTES = 16_384;

/** Ends the reading of a report whose format is clear. */
class Found extends Error {
  override readonly name = "Found";
  readonly format: XmlFormat;

  constructor(format: XmlFormat) {
    super(format);
    this.format = format;
  }
}

/**
 * The format of a report, by its content and never by its name.
 *
 * @throws CoverageFault that says what was expected, where it is none that is read
 */
export function detectCoverage(bytes: Uint8Array): DetectedCoverage {
  const head = new TextDecoder(markedEncoding(bytes) ?? "utf-8").decode(
    bytes.subarray(0, HEAD_BYTES),
  );
  const start = head.trimStart();
  if (start.startsWith("<")) return { format: detectXml(bytes) };
  if (start.startsWith("{") || start.startsWith("[")) {
    const json = jsonText(bytes);
    return { format: detectJson(json), json };
  }
  const first = start
    .split("\n")
    .map((line) => line.trim())
    .find((line) => line !== "" && !line.startsWith("#"));
  if (first !== undefined && /^(?:TN|SF):/.test(first)) return { format: "lcov" };
  if (first !== undefined && first.startsWith("mode: ")) return { format: "go-cover" };
  throw new CoverageFault(
    `expected a coverage report: lcov (\`SF:\`), XML, JSON or a Go profile (\`mode:\`); got ${first === undefined ? "nothing" : JSON.stringify(first.slice(0, 60))}`,
    1,
  );
}

function detectXml(bytes: Uint8Array): XmlFormat {
  let root: XmlElement | undefined;
  try {
    readXml(bytes, {
      open(element, parents) {
        const format = root === undefined ? formatOfRoot(element) : formatOfChild(element, parents);
        if (format !== undefined) throw new Found(format);
        root ??= element;
      },
    });
  } catch (error) {
    if (error instanceof Found) return error.format;
    throw error;
  }
  throw new CoverageFault(
    "expected `<coverage>` with `line-rate` and `<packages>` (Cobertura) or with `<project>` (Clover), got neither",
    root?.line,
  );
}

function formatOfRoot({ name, attributes, line }: XmlElement): XmlFormat | undefined {
  if (name === "report") return "jacoco";
  if (name === "CoverageSession") return "opencover";
  if (name !== "coverage") {
    throw new CoverageFault(
      `expected \`<coverage>\` (Cobertura, Clover), \`<report>\` (JaCoCo) or \`<CoverageSession>\` (OpenCover), got \`<${name.slice(0, 60)}>\`; this is no coverage report`,
      line,
    );
  }
  return attributes["line-rate"] === undefined ? undefined : "cobertura";
}

/** Some tools leave out the attributes that tell Cobertura from Clover; what stands in it does. */
function formatOfChild({ name }: XmlElement, parents: readonly string[]): XmlFormat | undefined {
  if (parents.length !== 1) return undefined;
  if (name === "packages" || name === "sources") return "cobertura";
  return name === "project" ? "clover" : undefined;
}
