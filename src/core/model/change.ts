import type { Fact } from "./fact.ts";
import type { OrganizationFile } from "./organization.ts";
import type { Priority } from "./priority.ts";
import type { ChangedFile, TreeEntry } from "./tree.ts";

/** A repository, keyed by its numeric id because names change. */
export interface RepositoryRef {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  readonly installation: number;
}

/** What a gate is asked to judge: a pull request by number. */
export interface GateRequest {
  readonly repository: RepositoryRef;
  readonly pullRequest: number;
  /** Its head as the latest webhook told it that told one; another may have become of it since. */
  readonly headSha?: string;
  /** Set where somebody pressed re-run: the verdict is written again though nothing changed. */
  readonly rewrite?: { readonly headSha: string };
  /** How urgent it is; `usual` where that is not said. */
  readonly priority?: Priority;
}

/** A pull request, or a work tree against a base, as it stands when it is judged. */
export interface Change {
  readonly title: string;
  readonly defaultBranch: string;
  readonly baseRef: string;
  readonly headRef: string;
  /** Tips as commit ids; the head of a work tree is a tree id. */
  readonly defaultTip: string;
  readonly baseTip: string;
  readonly head: string;
  /**
   * What people reviewed, where another commit is judged: of a pull request in a merge queue its own head.
   */
  readonly reviewedHead?: string;
  /** When the head was committed, ISO 8601, as its author's clock said; a work tree has no date. */
  readonly headDate?: string;
  readonly state: "open" | "closed" | "merged";
  readonly draft: boolean;
  /** From another repository: its branch cannot be written to by us. */
  readonly fromFork: boolean;
  readonly archived: boolean;
  readonly author: Person;
  /** Compared with the merge base (the three-dot difference). */
  readonly changedFiles: Fact<readonly ChangedFile[]>;
  /** Whether base has commits that head lacks: then a file may have changed on both sides. */
  readonly behindBase: Fact<boolean>;
  readonly contributors: Fact<Contributors>;
  readonly reviews: Fact<readonly Review[]>;
  /** The latest hundred, as far as they speak to the App or are its own; the oldest first. */
  readonly comments: Fact<readonly Comment[]>;
  /**
   * Heads that a forced push took away. What was committed there is not in the pull request any more, and
   * has happened all the same.
   */
  readonly replacedHeads: Fact<readonly string[]>;
  /** People who were ever asked to review it, each with when they were last. */
  readonly askedReviewers: Fact<readonly AskedReviewer[]>;
  /** The CODEOWNERS file of the default branch that GitHub heeds; undefined where there is none. */
  readonly codeOwners: Fact<TreeEntry | undefined>;
  readonly checkRuns: Fact<readonly CheckRun[]>;
  /** Check names that the base branch's rules require, with the App they are pinned to. */
  readonly requiredChecks: Fact<readonly RequiredCheck[]>;
  /** The policy file of the organisation; known to be undefined where it has none, absent where nobody looked. */
  readonly organization?: Fact<OrganizationFile | undefined>;
  /** Set where somebody asks about every component, whether or not the change touches it. */
  readonly wholeTree?: true;
  /** Other open pull requests with the same head: the strictest verdict counts for their common SHA. */
  readonly siblings: readonly { readonly number: number; readonly fromFork: boolean }[];
  /** Server time, ISO 8601. */
  readonly now: string;
}

export interface Person {
  readonly login: string;
  readonly bot: boolean;
}

/** Who wrote what is in the pull request: its author, and authors, co-authors and committers of its commits. */
export interface Contributors {
  readonly logins: readonly string[];
  /** E-mail addresses of commits that no account stands behind. */
  readonly unlinked: readonly string[];
}

/** Somebody who was asked for a review. */
export interface AskedReviewer {
  readonly login: string;
  /** ISO 8601. */
  readonly at: string;
}

/** A submitted review. */
export interface Review {
  readonly author: Person;
  /**
   * `dismissed` by a person. A dismissal that GitHub makes by itself on a push is not one: approvals are
   * bound to content here, so the review keeps the state it was given.
   */
  readonly state: "approved" | "changes-requested" | "commented" | "dismissed";
  /** The head it was given on. */
  readonly commit: string;
  readonly submittedAt: string;
  readonly body: string;
  /** The text was changed after it was submitted, by its author or somebody else. */
  readonly edited: boolean;
}

/** A comment on the pull request. */
export interface Comment {
  readonly id: number;
  readonly author: Person;
  readonly body: string;
  /** It does not say what it said when it was made, and its words may be somebody else's. */
  readonly edited: boolean;
  /** Written by the App that asks. */
  readonly own: boolean;
}

/** A check run of any App on the head. */
export interface CheckRun {
  readonly id: number;
  readonly name: string;
  readonly app: { readonly id: number; readonly slug: string };
  readonly status: "queued" | "in_progress" | "completed";
  readonly conclusion?: string;
  readonly externalId?: string;
  /** Written by the App that asks. */
  readonly own: boolean;
}

export interface RequiredCheck {
  readonly name: string;
  readonly app?: number;
}
