import { countOf, lineNumberOf } from "./count.ts";
import { CoverageFault } from "./coverage-fault.ts";
import type { CoverageFiles } from "./coverage-files.ts";
import type { OpenFile } from "./open-file.ts";
import { branchesOf } from "./line-branches.ts";
import { readXml, type XmlElement } from "./read-xml.ts";

/** Who wrote the report, as far as it changes what attributes mean. */
type Dialect = "clover" | "istanbul" | "other";

/** A file that is being read. */
interface OpenSource {
  readonly file: OpenFile;
  readonly statements: Set<number>;
  /** Lines with a method's name, and its calls. */
  readonly methods: Map<number, number>;
  /** What the sums of the file say. */
  stated: number | undefined;
}

/**
 * Reads a Clover report (clover.xsd of OpenClover, and what other tools make of it).
 *
 * `truecount` and `falsecount` are how often a condition was true and false; Istanbul, which calls itself
 * Clover 3.2.0, writes how many branches were taken and how many were not. A line of the type `method` names a
 * method. PHPUnit also gives it to a method's only line: such lines count where the sums of the file have
 * more statements than lines of the type `stmt`.
 */
export function readClover(bytes: Uint8Array, files: CoverageFiles): void {
  let version: string | undefined;
  let dialect: Dialect = "other";
  let source: OpenSource | undefined;

  readXml(bytes, {
    open(element, parents) {
      const { name, attributes } = element;
      if (parents.length === 0) {
        version = attributes["clover"];
        dialect = version === undefined ? "other" : "clover";
      } else if (name === "project" && version === "3.2.0" && attributes["name"] === "All files") {
        dialect = "istanbul";
      } else if (name === "file") {
        const file = fileOf(element, files);
        source = { file, statements: new Set(), methods: new Map(), stated: undefined };
      } else if (source === undefined || parents.at(-1) !== "file") return;
      else if (name === "line") takeLine(element, source, dialect);
      else if (name === "metrics") takeMetrics(element, source);
    },
    close(name) {
      if (name !== "file" || source === undefined) return;
      if (dialect === "other") takeMethodLines(source);
      source = undefined;
    },
  });
}

function fileOf({ attributes }: XmlElement, files: CoverageFiles): OpenFile {
  const path = attributes["path"] ?? attributes["name"];
  if (path === undefined || path.trim() === "") {
    throw new CoverageFault("expected `<file>` with its `path` or `name`");
  }
  return files.file(path);
}

function takeLine(element: XmlElement, source: OpenSource, dialect: Dialect): void {
  const { attributes } = element;
  const { file, statements, methods } = source;
  const number = lineNumberOf(attributes["num"], "`num` of `<line>`");
  const count = (name: string): number => countOf(attributes[name], `\`${name}\` of \`<line>\``);
  const type = attributes["type"];
  if (type === "method") {
    const name = attributes["name"] ?? attributes["signature"] ?? "";
    file.function(`${name}@${number}`, count("count"));
    methods.set(number, count("count"));
    return;
  }
  statements.add(number);
  if (type !== "cond") {
    file.line(number, count("count"));
    return;
  }
  const yes = attributes["truecount"] === undefined ? undefined : count("truecount");
  const no = attributes["falsecount"] === undefined ? undefined : count("falsecount");
  // A condition without a count of its own ran as often as it was true or false.
  const ran = attributes["count"] === undefined ? (yes ?? 0) + (no ?? 0) : count("count");
  file.line(number, ran);
  if (yes === undefined || no === undefined) return;
  file.branches(
    number,
    dialect === "istanbul" ? { taken: yes, total: yes + no } : branchesOf([yes > 0, no > 0]),
  );
}

/** Istanbul lists no methods; the sums of a file count where nothing is listed. */
function takeMetrics({ attributes }: XmlElement, source: OpenSource): void {
  const { methods, coveredmethods, statements } = attributes;
  if (statements !== undefined) source.stated = countOf(statements, "`statements`");
  if (methods === undefined || coveredmethods === undefined) return;
  const total = countOf(methods, "`methods` of `<metrics>`");
  const covered = countOf(coveredmethods, "`coveredmethods` of `<metrics>`");
  if (covered > total) {
    throw new CoverageFault(`expected at most ${total} covered methods, got ${covered}`);
  }
  if (total > 0) source.file.totals({ functions: { covered, total } });
}

function takeMethodLines({ file, statements, methods, stated }: OpenSource): void {
  if (stated === undefined || stated <= statements.size) return;
  for (const [number, calls] of methods) file.line(number, calls);
}
