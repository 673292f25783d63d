import type { Fraction } from "../../core/model/coverage.ts";
import { countOf, lineNumberOf } from "./count.ts";
import { CoverageFault } from "./coverage-fault.ts";
import type { CoverageFiles } from "./coverage-files.ts";
import type { OpenFile } from "./open-file.ts";
import { readXml, type XmlElement } from "./read-xml.ts";

/** A source file that is being read. */
interface OpenSource {
  readonly file: OpenFile;
  readonly line: number;
  /** Lines whose state the report states. */
  readonly lines: Map<number, boolean>;
  /** Whether a line states neither what was run nor what was missed. */
  unclear: boolean;
  counters: Partial<Record<string, Fraction>>;
}

/**
 * Reads a JaCoCo report (report.dtd of JaCoCo 0.8).
 *
 * A line is covered if any of its instructions ran (`ci`). gcovr leaves `mi` and `ci` out: then nothing
 * is known of single lines, and the sums of the file count. Where both are there they must agree.
 */
export function readJacoco(bytes: Uint8Array, files: CoverageFiles): void {
  let folder = "";
  let source: OpenSource | undefined;

  readXml(bytes, {
    open(element, parents) {
      const { name, attributes, line } = element;
      if (name === "package") folder = attributes["name"] ?? "";
      else if (name === "sourcefile") {
        const own = attributes["name"];
        if (own === undefined || own === "") {
          throw new CoverageFault("expected `<sourcefile>` with its `name`");
        }
        const file = files.file(folder === "" ? own : `${folder}/${own}`);
        source = { file, line, lines: new Map(), unclear: false, counters: {} };
      } else if (source !== undefined && parents.at(-1) === "sourcefile") {
        if (name === "line") takeLine(element, source);
        else if (name === "counter") takeCounter(element, source);
      }
    },
    close(name) {
      if (name !== "sourcefile" || source === undefined) return;
      closeSource(source);
      source = undefined;
    },
  });
}

function takeLine(element: XmlElement, source: OpenSource): void {
  const { attributes } = element;
  const number = lineNumberOf(attributes["nr"], "`nr` of `<line>`");
  const { mi, ci, mb, cb } = attributes;
  if (mi === undefined && ci === undefined) source.unclear = true;
  else source.lines.set(number, ci !== undefined && countOf(ci, "`ci` of `<line>`") > 0);
  const missed = mb === undefined ? 0 : countOf(mb, "`mb` of `<line>`");
  const taken = cb === undefined ? 0 : countOf(cb, "`cb` of `<line>`");
  source.file.branches(number, { taken, total: missed + taken });
}

function takeCounter({ attributes }: XmlElement, { counters }: OpenSource): void {
  const missed = countOf(attributes["missed"], "`missed` of `<counter>`");
  const covered = countOf(attributes["covered"], "`covered` of `<counter>`");
  const type = attributes["type"];
  if (type === "LINE" || type === "METHOD") counters[type] = { covered, total: missed + covered };
}

function closeSource({ file, line, lines, unclear, counters }: OpenSource): void {
  const { LINE: stated, METHOD: functions } = counters;
  if (functions !== undefined && functions.total > 0) file.totals({ functions });
  if (unclear) {
    if (stated === undefined) {
      throw new CoverageFault(
        `expected the lines of ${file.path} with \`ci\`, or a \`<counter type="LINE">\`; got neither`,
        line,
      );
    }
    file.totals({ lines: stated });
    return;
  }
  const covered = [...lines.values()].filter(Boolean).length;
  if (stated !== undefined && (stated.covered !== covered || stated.total !== lines.size)) {
    throw new CoverageFault(
      `${file.path} lists ${covered} of ${lines.size} lines as covered but its sum says ${stated.covered} of ${stated.total}`,
      line,
    );
  }
  for (const [number, hit] of lines) file.line(number, hit ? 1 : 0);
}
