import { countOf, lineNumberOf } from "./count.ts";
import { CoverageFault } from "./coverage-fault.ts";
import type { CoverageFiles } from "./coverage-files.ts";
import type { OpenFile } from "./open-file.ts";
import { branchesOf } from "./line-branches.ts";
import { readXml, type XmlElement } from "./read-xml.ts";

/** Lines from here on are marks of the compiler for code that has no source (0xFEEFEE). */
const HIDDEN_LINE = 0xfe_ef_ee;

/** A method that is being read. */
interface OpenMethod {
  name: string;
  file: OpenFile | undefined;
  hits: number | undefined;
  /** Of one condition, all its branches come in one method. */
  readonly branches: Map<OpenFile, Map<number, boolean[]>>;
}

/**
 * Reads an OpenCover report, which coverlet writes too. A sequence point that spans lines covers each of
 * them; files are told by the numbers that the module gives them.
 */
export function readOpencover(bytes: Uint8Array, files: CoverageFiles): void {
  const byId = new Map<string, string>();
  let method: OpenMethod | undefined;

  const fileOf = ({ attributes }: XmlElement): OpenFile | undefined => {
    const id = attributes["fileid"];
    if (id === undefined) return method?.file;
    const path = byId.get(id);
    if (path === undefined) {
      throw new CoverageFault(`expected a \`<File>\` with the uid ${id.slice(0, 20)}, found none`);
    }
    return files.file(path);
  };

  readXml(bytes, {
    open(element) {
      const { name, attributes } = element;
      if (name === "File") byId.set(attributes["uid"] ?? "", attributes["fullPath"] ?? "");
      else if (name === "Method") {
        method = { name: "", file: undefined, hits: undefined, branches: new Map() };
      } else if (method === undefined) return;
      else if (name === "FileRef") {
        const path = byId.get(attributes["uid"] ?? "");
        method.file = path === undefined ? undefined : files.file(path);
      } else if (name === "SequencePoint") takePoint(element, method, fileOf(element));
      else if (name === "BranchPoint") takeBranch(element, method, fileOf(element));
    },
    close(name, text) {
      if (name === "Name" && method?.name === "") method.name = text;
      if (name !== "Method" || method === undefined) return;
      closeMethod(method);
      method = undefined;
    },
  });
}

function takePoint(
  { attributes }: XmlElement,
  method: OpenMethod,
  file: OpenFile | undefined,
): void {
  const from = lineNumberOf(attributes["sl"], "`sl` of `<SequencePoint>`");
  const to = lineNumberOf(attributes["el"] ?? attributes["sl"], "`el` of `<SequencePoint>`");
  const hits = countOf(attributes["vc"], "`vc` of `<SequencePoint>`");
  if (file === undefined || from >= HIDDEN_LINE) return;
  file.range(from, to, hits);
  method.file ??= file;
  method.hits = Math.max(method.hits ?? 0, hits);
}

function takeBranch(
  { attributes }: XmlElement,
  { branches }: OpenMethod,
  file: OpenFile | undefined,
): void {
  const at = lineNumberOf(attributes["sl"], "`sl` of `<BranchPoint>`");
  const hits = countOf(attributes["vc"], "`vc` of `<BranchPoint>`");
  if (file === undefined || at >= HIDDEN_LINE) return;
  const ofFile = branches.get(file) ?? new Map<number, boolean[]>();
  branches.set(file, ofFile);
  const arms = ofFile.get(at) ?? [];
  ofFile.set(at, arms);
  arms.push(hits > 0);
}

function closeMethod({ name, file, hits, branches }: OpenMethod): void {
  if (hits !== undefined) file?.function(name, hits);
  for (const [own, ofFile] of branches) {
    for (const [line, arms] of ofFile) own.branches(line, branchesOf(arms));
  }
}
