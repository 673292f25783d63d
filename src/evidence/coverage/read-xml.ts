import { SaxesParser } from "saxes";
import { markedEncoding, textChunks } from "../text-chunks.ts";
import { atLine, CoverageFault } from "./coverage-fault.ts";

/** Far more than tools write. */
const MAX_DEPTH = 64;
const MAX_ATTRIBUTES = 100;
const MAX_TEXT = 65_536;
/** An XML declaration is shorter than this. */
const HEAD_BYTES = 256;

/** One element with its attributes. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | undefined>>;
  readonly line: number;
}

/** Takes a report's elements one after the other. */
export interface XmlReader {
  open(element: XmlElement, parents: readonly string[]): void;
  /** `text` is what stands directly in an element that has no elements. */
  close?(name: string, text: string): void;
}

/**
 * Reads XML strictly. A document type that points to a definition elsewhere is passed over and never
 * looked up; one that defines entities of its own is refused.
 *
 * @throws CoverageFault with the line, for anything that is not such XML
 */
export function readXml(bytes: Uint8Array, reader: XmlReader): void {
  // With an eighth handler V8 keeps the parser as a dictionary, in which it takes five times as long.
  const parser = new SaxesParser();
  const parents: string[] = [];
  let count = 0;
  let text = "";
  parser.on("error", (error) => {
    throw new CoverageFault(`not valid XML: ${error.message.replace(/^\d+:\d+: /, "")}`);
  });
  parser.on("doctype", (doctype) => {
    if (doctype.includes("[")) {
      throw new CoverageFault("definitions in a `<!DOCTYPE …>` are not read; remove it");
    }
  });
  parser.on("attribute", () => {
    count += 1;
    if (count > MAX_ATTRIBUTES) {
      throw new CoverageFault(`expected at most ${MAX_ATTRIBUTES} attributes of one element`);
    }
  });
  parser.on("opentag", ({ name, attributes }) => {
    if (parents.length >= MAX_DEPTH) {
      throw new CoverageFault(`expected elements nested at most ${MAX_DEPTH} deep`);
    }
    text = "";
    count = 0;
    reader.open({ name, attributes, line: parser.line }, parents);
    parents.push(name);
  });
  parser.on("text", (more) => {
    if (text.length < MAX_TEXT) text += more;
  });
  parser.on("closetag", ({ name }) => {
    parents.pop();
    reader.close?.(name, text.trim());
    text = "";
  });
  try {
    for (const chunk of textChunks(bytes, declaredEncoding(bytes))) parser.write(chunk);
    parser.close();
  } catch (error) {
    throw atLine(error, parser.line);
  }
}

/** The encoding of an XML declaration (XML 1.0, 4.3.3); a byte order mark goes before it. */
function declaredEncoding(bytes: Uint8Array): string {
  if (markedEncoding(bytes) !== undefined) return "utf-8";
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, HEAD_BYTES));
  const declared = /^<\?xml\s[^>]*?\bencoding\s*=\s*["']([A-Za-z][\w.-]*)["']/.exec(head);
  return declared?.[1] ?? "utf-8";
}
