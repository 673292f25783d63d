import type { Level } from "./level.ts";

/** `held`, `broken`, or `unknown` where it cannot be told from what is at hand. */
export type AuditVerdict = "held" | "broken" | "unknown";

/** What an audit of a branch found. */
export interface AuditReport {
  readonly branch: string;
  readonly tip: string;
  /** Only merges from this day (ISO 8601) on were judged. */
  readonly since?: string;
  /** When it was looked at, ISO 8601. */
  readonly now: string;
  /** Commits of the branch that were looked at. */
  readonly commits: number;
  /** In the order in which they were merged. */
  readonly items: readonly AuditItem[];
  readonly records: AuditedRecords;
  readonly verdict: AuditVerdict;
}

/** Something that happened on the branch and had to be earned, granted or left alone. */
export interface AuditItem {
  readonly kind: AuditKind;
  /** A component, or a path. */
  readonly about?: string;
  readonly from?: Level;
  readonly to?: Level;
  readonly commit: string;
  /** ISO 8601, when it was merged. */
  readonly date: string;
  /** What the commit says of itself, and who git says wrote it. */
  readonly subject: string;
  readonly author: string;
  readonly pullRequest?: AuditedPullRequest;
  /** The record that the App made of it. */
  readonly record?: { readonly name: string; readonly digest: string };
  readonly verdict: AuditVerdict;
  readonly reasons: readonly AuditReason[];
  readonly signatures: readonly AuditSignature[];
  /** What stood in for rules that did not hold, as the record tells. */
  readonly exceptions: readonly { readonly rule: string; readonly reason: string }[];
}

export type AuditKind =
  | "graduation"
  | "switchback"
  | "entry"
  | "departure"
  | "hotfix"
  | "policy-change"
  | "waiver"
  | "review-record"
  | "altered-record"
  | "unjudged";

/** A pull request as its record tells of it. */
export interface AuditedPullRequest {
  readonly number: number;
  readonly author: string;
  readonly mergedBy?: string;
}

/** Why something did not hold, or why that cannot be told. */
export interface AuditReason {
  readonly verdict: Exclude<AuditVerdict, "held">;
  readonly message: string;
  readonly rule?: string;
}

/** Who signed, as what, on which content. */
export interface AuditSignature {
  readonly login: string;
  /** The seat that the signature filled. */
  readonly seat?: string;
  readonly roles: readonly string[];
  /** Roles as which the review's text signed, where it did. */
  readonly as?: readonly string[];
  readonly says: "approved" | "changes-requested" | "asked";
  /** The head that was signed, and the digest of the content it had. */
  readonly commit: string;
  readonly digest?: string;
  /** Why it filled no seat. */
  readonly void?: string;
}

/** The chain of records. */
export interface AuditedRecords {
  readonly count: number;
  readonly last?: { readonly name: string; readonly digest: string };
  readonly problems: readonly { readonly record: string; readonly message: string }[];
  /** Why the records, or their past, could not be read. */
  readonly unread?: string;
}
