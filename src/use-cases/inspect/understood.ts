import type { Fact } from "../../core/model/fact.ts";
import type { Inspection } from "../../core/model/inspection.ts";

/** What an inspector says of a file that it recognises. */
export type Understood = Omit<Inspection, "file">;

/** A file as it is inspected. */
export interface InspectedFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Empty where the bytes are not UTF-8. */
  readonly text: string;
}

/** Shows a fact's value, or why it is not to be had; of what can be read there is nothing to complain. */
export function understood<T>(
  kind: string,
  format: string | null,
  fact: Fact<T>,
  show: (value: T) => Partial<Pick<Understood, "format" | "summary" | "items" | "problems">>,
): Understood {
  if (fact.state === "known") {
    return { kind, format, summary: {}, items: [], problems: [], ...show(fact.value) };
  }
  const [place] = fact.places ?? [];
  const problem = {
    ...(place?.line !== undefined && { line: place.line }),
    ...(place?.column !== undefined && { column: place.column }),
    message: fact.reason,
  };
  return { kind, format, summary: {}, items: [], problems: [problem] };
}
