import type { Unavailable } from "../model/fact.ts";
import type { Evidence } from "../model/finding.ts";

/** What one question to a report came to. */
export type Verdict =
  | {
      readonly state: "held";
      readonly says: string;
      readonly evidence: readonly Evidence[];
      /** Milliseconds since 1970 at which the answer turns by itself. */
      readonly turns?: number;
    }
  | {
      readonly state: "failed";
      readonly says: string;
      readonly evidence: readonly Evidence[];
      readonly turns?: number;
    }
  | { readonly state: "unknown"; readonly fact: Unavailable }
  /** Not asked of this report. */
  | { readonly state: "skipped" };

/** As many places as a person looks at. */
export const MAX_PLACES = 10;
