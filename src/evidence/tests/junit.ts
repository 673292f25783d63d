import { SaxesParser } from "saxes";
import { known, unavailable } from "../../core/model/fact.ts";
import type { Fact, Unavailable } from "../../core/model/fact.ts";
import type { TestReport } from "../../core/model/test-report.ts";
import { JunitFault, junitReader } from "./junit-reader.ts";
import type { JunitLimits } from "./junit-reader.ts";
import { EncodingError, markedEncoding, textChunks } from "../text-chunks.ts";

/** Far above what tools write. */
const LIMITS: JunitLimits = { bytes: 50 * 1024 * 1024, suites: 100_000, cases: 500_000 };
const MAX_ATTRIBUTES = 100;
/** An XML declaration is shorter than this. */
const HEAD_BYTES = 256;

/** Characters that XML forbids and tools write all the same, such as the colours of a terminal. */
const CONTROL = /(?![\t\n\r])\p{Cc}/gu;

/**
 * Reads a JUnit XML report in the dialects of the tools that write it; there is no specification.
 *
 * Results are counted from the cases, never taken from printed totals, and a header that claims more
 * than its body shows is invalid. A report without cases is empty: Surefire writes one for a class
 * that holds only others, so whoever joins reports says that nothing was run. Document type
 * declarations are refused, and with them every entity of a file's own.
 */
export function parseJunit(
  bytes: Uint8Array,
  path: string,
  limits: JunitLimits = LIMITS,
): Fact<TestReport> {
  const invalid = (reason: string, line?: number): Unavailable =>
    unavailable("invalid", reason, { path, ...(line !== undefined && { line }) });
  if (bytes.length > limits.bytes) {
    return invalid(`expected a test report of at most ${limits.bytes} bytes, got ${bytes.length}`);
  }
  if (bytes.length === 0) return invalid("expected a JUnit report, got an empty file");

  const reader = junitReader(limits);
  const parser = new SaxesParser();
  let attributes = 0;
  parser.on("error", (error) => {
    throw new JunitFault(`not valid XML: ${error.message.replace(/^\d+:\d+: /, "")}`, parser.line);
  });
  parser.on("doctype", () => {
    throw new JunitFault(
      "document type declarations are not read; remove `<!DOCTYPE …>`",
      parser.line,
    );
  });
  parser.on("opentagstart", () => {
    attributes = 0;
  });
  parser.on("attribute", () => {
    attributes += 1;
    if (attributes > MAX_ATTRIBUTES) {
      throw new JunitFault(
        `expected at most ${MAX_ATTRIBUTES} attributes of one element`,
        parser.line,
      );
    }
  });
  parser.on("opentag", (tag) => {
    reader.open(tag.name, tag.attributes, parser.line);
  });
  parser.on("text", (text) => {
    reader.text(text);
  });
  parser.on("cdata", (text) => {
    reader.text(text);
  });
  parser.on("closetag", () => {
    reader.close();
  });

  try {
    for (const chunk of textChunks(bytes, declaredEncoding(bytes))) {
      parser.write(chunk.replace(CONTROL, "\uFFFD"));
    }
    parser.close();
  } catch (error) {
    if (error instanceof JunitFault) return invalid(error.message, error.line);
    if (error instanceof EncodingError) return invalid(error.message, parser.line);
    throw error;
  }
  return known({ path, suites: reader.suites() });
}

/** The encoding of an XML declaration (XML 1.0, 4.3.3); a byte order mark goes before it. */
function declaredEncoding(bytes: Uint8Array): string {
  if (markedEncoding(bytes) !== undefined) return "utf-8";
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, HEAD_BYTES));
  const declared = /^<\?xml\s[^>]*?\bencoding\s*=\s*["']([A-Za-z][\w.-]*)["']/.exec(head);
  return declared?.[1] ?? "utf-8";
}
