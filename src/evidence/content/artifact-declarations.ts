import type { Cell } from "../../core/model/card.ts";
import { type Fact, known } from "../../core/model/fact.ts";
import { type LocatedYaml, parseYaml, type Pointer } from "../../core/source/yaml.ts";
import { invalidFile } from "../read-yaml.ts";
import { fieldOf, textAt } from "./field-of.ts";
import { joined } from "./joined-path.ts";

const MAX_BYTES = 1_048_576;

/** What another tool's file says of an artifact that a card names. */
export interface ArtifactDeclaration {
  readonly path?: string;
  readonly version?: Cell;
}

/** What a `dvc.yaml` declares. */
export interface DvcYaml {
  /** By name. Versions stand in `meta.version`: DVC itself has no field for them. */
  readonly artifacts: ReadonlyMap<string, ArtifactDeclaration>;
  /** Working directories of stages, from the root of the repository. */
  readonly workingDirectories: ReadonlyMap<string, string>;
}

/** Reads a `dvc.yaml`. Whatever in it is not asked for may be as it likes. */
export function parseDvcYaml(text: string, path: string): Fact<DvcYaml> {
  const yaml = parseYaml(text, path, { strings: true, maxBytes: MAX_BYTES });
  if (!yaml.ok) return invalidFile(yaml.problems);
  const folder = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
  const artifacts = entriesAt(yaml.value.value, "artifacts").map(
    ([name, item]) =>
      [
        name,
        declaration(yaml.value, item, folder, ["artifacts", name, "meta", "version"]),
      ] as const,
  );
  const directories = entriesAt(yaml.value.value, "stages").map(([name, stage]) => {
    const own = textAt(stage, "wdir") ?? textAt(fieldOf(stage, "do"), "wdir");
    return [name, joined(folder, own ?? ".")] as const;
  });
  return known({ artifacts: new Map(artifacts), workingDirectories: new Map(directories) });
}

/** Reads GTO's `artifacts.yaml`: names, their paths, and versions in `custom.version`. */
export function parseArtifactsYaml(
  text: string,
  path: string,
): Fact<ReadonlyMap<string, ArtifactDeclaration>> {
  const yaml = parseYaml(text, path, { strings: true, maxBytes: MAX_BYTES });
  if (!yaml.ok) return invalidFile(yaml.problems);
  const { value } = yaml.value;
  if (typeof value !== "object" || value === null) return known(new Map());
  return known(
    new Map(
      Object.entries(value).map(([name, item]) => [
        name,
        declaration(yaml.value, item, "", [name, "custom", "version"]),
      ]),
    ),
  );
}

function declaration(
  source: LocatedYaml,
  item: unknown,
  folder: string,
  pointer: Pointer,
): ArtifactDeclaration {
  const path = textAt(item, "path");
  const version = pointer.reduce<unknown>(
    (value, key) => fieldOf(value, String(key)),
    source.value,
  );
  return {
    ...(path !== undefined && { path: joined(folder, path) }),
    ...(typeof version === "string" &&
      version !== "" && { version: { text: version, place: source.placeOf(pointer) } }),
  };
}

function entriesAt(value: unknown, key: string): [string, unknown][] {
  const field = fieldOf(value, key);
  return typeof field === "object" && field !== null ? Object.entries(field) : [];
}
