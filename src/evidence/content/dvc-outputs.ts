import type { ContentPart } from "../../core/model/artifact-content.ts";
import { type Fact, known, unavailable } from "../../core/model/fact.ts";
import { type LocatedYaml, parseYaml, type Pointer } from "../../core/source/yaml.ts";
import { digestOf } from "../../core/source/digest.ts";
import { invalidFile } from "../read-yaml.ts";
import { fieldOf, textAt } from "./field-of.ts";
import { joined } from "./joined-path.ts";

/** Directories that are versioned in a cloud are listed file by file. */
const MAX_BYTES = 4_194_304;

/** One output as DVC records it. */
export interface DvcOutput extends ContentPart {
  /** As written: relative to the file, or to the working directory of its stage. */
  readonly path: string;
}

/**
 * The outputs that a `.dvc` file records, with their checksums. Everything is read as text: a checksum
 * of digits alone would lose its last ones as a number. What describes and does not identify (`desc`,
 * `meta`, `remote`, `size`) is passed over.
 */
export function parseDvcFile(text: string, path: string): Fact<readonly DvcOutput[]> {
  const yaml = parseYaml(text, path, { strings: true, maxBytes: MAX_BYTES });
  if (!yaml.ok) return invalidFile(yaml.problems);
  const folder = textAt(yaml.value.value, "wdir") ?? ".";
  const outputs = outputsAt(yaml.value, ["outs"]);
  if (outputs.state === "unavailable") return outputs;
  return known(outputs.value.map((each) => ({ ...each, path: joined(folder, each.path) })));
}

/** The outputs of every stage that a `dvc.lock` records; their paths are relative to the stage's folder. */
export function parseDvcLock(
  text: string,
  path: string,
): Fact<ReadonlyMap<string, readonly DvcOutput[]>> {
  const yaml = parseYaml(text, path, { strings: true, maxBytes: MAX_BYTES });
  if (!yaml.ok) return invalidFile(yaml.problems);
  const stages = fieldOf(yaml.value.value, "stages") ?? {};
  if (typeof stages !== "object") {
    return unavailable("invalid", `${path} has no stages`, yaml.value.placeOf(["stages"]));
  }
  const read = new Map<string, readonly DvcOutput[]>();
  for (const [name, stage] of Object.entries(stages ?? {})) {
    if (fieldOf(stage, "outs") === undefined) continue;
    const outputs = outputsAt(yaml.value, ["stages", name, "outs"]);
    if (outputs.state === "unavailable") return outputs;
    read.set(name, outputs.value);
  }
  return known(read);
}

function outputsAt(source: LocatedYaml, pointer: Pointer): Fact<readonly DvcOutput[]> {
  const list = pointer.reduce<unknown>((value, key) => fieldOf(value, String(key)), source.value);
  if (!Array.isArray(list) || list.length === 0) {
    return unavailable(
      "invalid",
      `${source.path} records no output: expected \`outs\` with a path and a checksum each`,
      source.placeOf(pointer),
    );
  }
  const outputs: DvcOutput[] = [];
  for (const [i, item] of list.entries()) {
    const path = textAt(item, "path");
    const checksum = checksumOf(item);
    if (path === undefined || checksum === undefined) {
      return unavailable(
        "invalid",
        `${source.path} has an output without ${path === undefined ? "a path" : "a checksum: expected md5, etag or checksum; run dvc commit"}`,
        source.placeOf([...pointer, i]),
      );
    }
    outputs.push({ path, ...checksum });
  }
  return known(outputs);
}

/** A directory that is versioned in a cloud has no checksum of its own, only those of its files. */
function checksumOf(output: unknown): Checksum | undefined {
  const own = ownChecksum(output);
  if (own !== undefined) return own;
  const files = fieldOf(output, "files");
  if (!Array.isArray(files) || files.length === 0) return undefined;
  const listed: [string, string][] = [];
  for (const file of files) {
    const [path, checksum] = [textAt(file, "relpath"), ownChecksum(file)];
    if (path === undefined || checksum === undefined) return undefined;
    listed.push([path, checksum.checksum]);
  }
  return { checksum: digestOf(listed), hashing: "a list of files" };
}

type Checksum = Required<Pick<ContentPart, "checksum" | "hashing">>;

/** DVC 3 writes `hash: md5`; without it the checksum is of the text with its line ends rewritten. */
function ownChecksum(item: unknown): Checksum | undefined {
  for (const key of ["md5", "etag", "checksum", "version_id"]) {
    const checksum = textAt(item, key);
    const rule = key === "md5" ? ` of DVC ${textAt(item, "hash") === undefined ? 2 : 3}` : "";
    if (checksum !== undefined) return { checksum, hashing: key + rule };
  }
  return undefined;
}
