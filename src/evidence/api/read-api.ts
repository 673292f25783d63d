import type { Problem } from "../../core/model/problem.ts";

/** What a form's reader counts, or what it expected instead. */
export type ReadApi =
  | { readonly ok: true; readonly operations: number; readonly version?: string }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Specifications of large platforms fit in. */
export const MAX_API_BYTES = 2 * 1024 * 1024;
