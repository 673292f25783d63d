import { type Fact, known } from "../../core/model/fact.ts";
import { digestOf } from "../../core/source/digest.ts";
import { parseYaml } from "../../core/source/yaml.ts";
import { invalidFile } from "../read-yaml.ts";
import { fieldOf } from "./field-of.ts";

/** A signature of thousands of columns is the longest part. */
const MAX_BYTES = 1_048_576;

/** What MLflow writes anew at every save: it proves that a model was saved again, not that it is another. */
const PER_SAVE: ReadonlySet<string> = new Set([
  "artifact_path",
  "model_id",
  "model_uuid",
  "run_id",
  "utc_time_created",
]);

/** What an `MLmodel` file says of the model beside it. */
export interface Mlmodel {
  /** A digest of everything in the file that does not change by saving again. */
  readonly digest: string;
  /** Digests of `inputs`, `outputs` and `params` of the signature, as far as there is one. */
  readonly signature: ReadonlyMap<string, string>;
}

/** Reads MLflow's `MLmodel`, which is YAML. */
export function parseMlmodel(text: string, path: string): Fact<Mlmodel> {
  const yaml = parseYaml(text, path, { strings: true, maxBytes: MAX_BYTES });
  if (!yaml.ok) return invalidFile(yaml.problems);
  const { value } = yaml.value;
  if (typeof value !== "object" || value === null || !("flavors" in value)) {
    return invalidFile([
      { place: { path, line: 1 }, message: "expected an MLmodel file, which has `flavors`" },
    ]);
  }
  const kept = Object.entries(value).filter(([key]) => !PER_SAVE.has(key));
  const signature = fieldOf(value, "signature");
  const parts = ["inputs", "outputs", "params"].flatMap((key): [string, string][] => {
    const part = fieldOf(signature, key);
    return typeof part === "string" && part !== "null" && part !== ""
      ? [[key, normalised(part)]]
      : [];
  });
  return known({
    digest: digestOf(kept.map(([key, item]) => [key, sortedJson(item)])),
    signature: new Map(parts),
  });
}

/** MLflow writes each part of a signature as JSON in a string. */
function normalised(part: string): string {
  try {
    return sortedJson(JSON.parse(part));
  } catch {
    return part;
  }
}

function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
