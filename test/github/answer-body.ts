type Oid = { readonly oid: string };

/** The parts of answers that tests go on with; all others are only compared. */
type Fields = {
  readonly id: number;
  readonly node_id: string;
  readonly number: number;
  readonly token: string;
  readonly sha: string;
  readonly path: string;
  readonly message: string;
  readonly status: string;
  readonly state: string;
  readonly conclusion: string | null;
  readonly completed_at: string | null;
  readonly draft: boolean;
  readonly total_count: number;
  readonly head: { readonly sha: string; readonly repo: { readonly full_name: string } };
  readonly object: { readonly sha: string };
  readonly commit: { readonly sha: string };
  readonly parents: unknown;
  readonly pull_requests: unknown;
  readonly check_runs: readonly unknown[];
  readonly tree: readonly { readonly path: string }[];
  readonly output: { readonly annotations_count: number };
  readonly errors: unknown;
  readonly data: {
    readonly rateLimit: { readonly remaining: number };
    readonly convertPullRequestToDraft: { readonly pullRequest: { readonly isDraft: boolean } };
    readonly createCommitOnBranch: { readonly commit: Oid };
    readonly organization: { readonly team: { readonly members: unknown } };
    readonly repository: {
      readonly object: {
        readonly entries: readonly { readonly object: { readonly text: string } }[];
      };
      readonly ref: { readonly target: Oid };
      readonly parent: unknown;
      readonly main: unknown;
      readonly none: unknown;
      readonly branch: unknown;
      readonly pullRequest: {
        readonly timelineItems: { readonly nodes: unknown };
        readonly files: { readonly pageInfo: { readonly endCursor: string } };
      };
    };
  };
};

/** An answer's body, or a list of them. */
export type Body = Fields & readonly Fields[];
