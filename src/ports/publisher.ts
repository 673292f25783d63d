import type { ButtonName } from "../core/model/button.ts";
import type { CheckRun } from "../core/model/change.ts";
import type { Conclusion } from "../core/model/conclusion.ts";

/** A check run as it is to be shown. */
export interface CheckReport {
  readonly name: string;
  readonly headSha: string;
  readonly conclusion: Conclusion;
  readonly title: string;
  readonly summary: string;
  readonly text: string;
  readonly annotations: readonly Annotation[];
  /** What it offers to press. */
  readonly buttons: readonly ButtonName[];
  /** Digest of everything above: equal digests say the same. */
  readonly digest: string;
}

/** A remark on lines of a file. */
export interface Annotation {
  readonly path: string;
  readonly line: number;
  readonly level: "notice" | "warning" | "failure";
  readonly title: string;
  readonly message: string;
}

/** What can be shown to people. */
export interface Publisher {
  /** Shows a check run; `previous` is our run of the same name on the same head, if there is one. */
  check(report: CheckReport, previous: CheckRun | undefined): Promise<void>;
}
