import { countOf, lineNumberOf } from "./count.ts";
import { CoverageFault } from "./coverage-fault.ts";
import type { CoverageFiles } from "./coverage-files.ts";
import type { OpenFile } from "./open-file.ts";
import { readXml, type XmlElement } from "./read-xml.ts";

/** `50% (1/2)`; the percentage may have any number of digits. */
const CONDITIONS = /\((\d{1,9})\/(\d{1,9})\)\s*$/;

/**
 * Reads a Cobertura report in the dialects of the tools that write it (coverage-04.dtd and what it does
 * not say).
 *
 * A file may be spread over several classes, whose lines are united. Methods repeat lines, some tools with
 * other counts: only the lines that stand directly in a class count. The printed rates and sums are not
 * read.
 */
export function readCobertura(bytes: Uint8Array, files: CoverageFiles): void {
  let file: OpenFile | undefined;
  let className = "";
  let method: { readonly name: string; hits: number | undefined } | undefined;

  readXml(bytes, {
    open(element, parents) {
      const { name, attributes } = element;
      if (name === "class") {
        file = fileOf(element, files);
        className = attributes["name"] ?? "";
      } else if (name === "method") {
        const { name: own = "", signature = "" } = attributes;
        method = { name: `${className}.${own}${signature}`, hits: undefined };
      } else if (name === "line" && parents.at(-1) === "lines") {
        if (method !== undefined) {
          method.hits = Math.max(method.hits ?? 0, hitsOf(element));
        } else if (parents.at(-2) === "class" && file !== undefined) takeLine(element, file);
      }
    },
    close(name, text) {
      if (name === "class") file = undefined;
      else if (name === "source" && text !== "") files.roots.add(text);
      else if (name === "method") {
        if (method?.hits !== undefined) file?.function(method.name, method.hits);
        method = undefined;
      }
    },
  });
}

function fileOf({ attributes }: XmlElement, files: CoverageFiles): OpenFile {
  const path = attributes["filename"];
  if (path === undefined || path.trim() === "") {
    throw new CoverageFault("expected `<class>` with the `filename` of its source");
  }
  return files.file(path);
}

function hitsOf({ attributes }: XmlElement): number {
  return countOf(attributes["hits"], "`hits` of `<line>`");
}

function takeLine(element: XmlElement, file: OpenFile): void {
  const { attributes } = element;
  const number = lineNumberOf(attributes["number"], "`number` of `<line>`");
  file.line(number, hitsOf(element));
  if (attributes["branch"]?.toLowerCase() !== "true") return;
  const [, taken, total] = CONDITIONS.exec(attributes["condition-coverage"] ?? "") ?? [];
  if (taken === undefined || total === undefined) return;
  if (Number(taken) > Number(total)) {
    throw new CoverageFault(`expected at most ${total} branches that are taken, got ${taken}`);
  }
  file.branches(number, { taken: Number(taken), total: Number(total) });
}
