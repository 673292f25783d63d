import type { ArtifactContent, ContentPart } from "../../core/model/artifact-content.ts";
import { type Fact, known, unavailable } from "../../core/model/fact.ts";
import { fieldOf, textAt } from "./field-of.ts";

/** A description of a dataset with thousands of fields is smaller. */
export const MAX_CROISSANT_BYTES = 5_242_880;

const MAX_ITEMS = 20_000;

/**
 * What a Croissant file (1.0 and 1.1, JSON-LD) says that a dataset consists of: the checksum of every
 * file object, record sets and fields. Undefined for JSON that is no Croissant file.
 */
export function parseCroissantContent(
  text: string,
  path: string,
): Fact<ArtifactContent | undefined> {
  const dataset = jsonOf(text);
  if (!isCroissant(dataset)) return known(undefined);
  const live = fieldOf(dataset, "isLiveDataset") === true;
  const parts = new Map<string, ContentPart>();
  const structure = new Map<string, string>();
  for (const item of listAt(dataset, "distribution")) {
    const name = nameOf(item);
    if (typeOf(item) === "FileSet") structure.set(`file set ${name}`, "");
    if (typeOf(item) !== "FileObject") continue;
    const part = checksumOf(item);
    if (part !== undefined) parts.set(name, part);
    else if (!live && fieldOf(item, "containedIn") === undefined) {
      return unavailable(
        "invalid",
        `the file object "${name}" of ${path} has no sha256 of 64 hexadecimal digits, so that its content is not pinned`,
        { path },
      );
    }
  }
  if (parts.size === 0 && !live) {
    return unavailable("invalid", `${path} lists no file object with a checksum`, { path });
  }
  for (const records of listAt(dataset, "recordSet")) {
    structure.set(`record set ${nameOf(records)}`, "");
    for (const field of listAt(records, "field")) {
      const type = JSON.stringify(fieldOf(field, "dataType") ?? null);
      structure.set(`field ${nameOf(records)}: ${nameOf(field)}`, type);
    }
  }
  if (parts.size + structure.size > MAX_ITEMS) {
    return unavailable("invalid", `${path} has more than ${MAX_ITEMS} files and fields`, { path });
  }
  const version = fieldOf(dataset, "version");
  return known({
    source: "croissant",
    parts,
    structure,
    live,
    ...((typeof version === "string" || typeof version === "number") && {
      version: { text: String(version), place: { path } },
    }),
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Files from before `conformsTo` was asked for give themselves away by their context. */
function isCroissant(dataset: unknown): boolean {
  const signs = [fieldOf(dataset, "conformsTo"), fieldOf(dataset, "@context")];
  return (
    fieldOf(dataset, "distribution") !== undefined &&
    signs.some((sign) => JSON.stringify(sign ?? null).includes("mlcommons.org/croissant"))
  );
}

function listAt(value: unknown, key: string): readonly unknown[] {
  const list = fieldOf(value, key);
  return Array.isArray(list) ? list : list === undefined ? [] : [list];
}

/** `cr:FileObject`, `sc:FileObject` or a whole address. */
function typeOf(item: unknown): string | undefined {
  return textAt(item, "@type")?.split(/[:/#]/).at(-1);
}

function nameOf(item: unknown): string {
  return (textAt(item, "@id") ?? textAt(item, "name") ?? "without a name").slice(0, 200);
}

/** Exports of some hubs put an address there, which pins nothing. */
function checksumOf(item: unknown): ContentPart | undefined {
  const [sha256, md5] = [textAt(item, "sha256"), textAt(item, "md5")];
  if (sha256 !== undefined && /^[0-9a-f]{64}$/i.test(sha256)) {
    return { checksum: sha256.toLowerCase(), hashing: "sha256" };
  }
  return md5 !== undefined && /^[0-9a-f]{32}$/i.test(md5)
    ? { checksum: md5.toLowerCase(), hashing: "md5" }
    : undefined;
}
