import { REPOSITORY } from "./fake-github-api.ts";

/** A connection with all that there is. */
export function page<Node extends object>(...nodes: Node[]) {
  return { totalCount: nodes.length, nodes };
}

/** A commit as the evaluation query tells it, with nothing in it. */
export function aSide(oid: string): object {
  return { oid, tree: { oid: `${oid}-tree`, entries: [] }, config: null, records: null };
}

/** What a test changes about the pull request; `runs` goes to the head's commit. */
export type PullChanges = Readonly<Record<string, unknown>> & { readonly runs?: object };

/** The `repository` of an answer to the evaluation query of one pull request. */
export function anEvaluation({ runs, ...pull }: PullChanges = {}, repository: object = {}): object {
  const nothing = { checkSuites: page(), associatedPullRequests: page() };
  return {
    databaseId: REPOSITORY.id,
    isArchived: false,
    defaultBranchRef: { name: "main", target: aSide("main-tip") },
    refs: { ...page(), pageInfo: { hasNextPage: false, endCursor: null } },
    p0: {
      title: "A change",
      state: "OPEN",
      isDraft: false,
      baseRefName: "main",
      headRefName: "topic",
      headRefOid: "head-tip",
      isCrossRepository: false,
      author: { login: "ml-engineer", __typename: "User" },
      baseRef: { target: aSide("base-tip"), rules: page() },
      files: {
        ...page({ path: "src/a.py", changeType: "MODIFIED" }),
        pageInfo: { hasNextPage: false, endCursor: null },
      },
      reviews: page(),
      comments: page(),
      asked: page(),
      replaced: { ...page(), pageInfo: { hasPreviousPage: false } },
      timelineItems: page(),
      commits: page({
        commit: {
          parents: page({ oid: "base-tip" }),
          authors: page({ email: "ml-engineer@acme.example", user: { login: "ml-engineer" } }),
          committer: null,
          signature: null,
        },
      }),
      head: { nodes: [{ commit: { ...aSide("head-tip"), ...nothing, ...runs } }] },
      ...pull,
    },
    ...repository,
  };
}

export interface SuiteChanges {
  readonly app?: number | null;
  readonly repository?: number;
  readonly runs?: readonly object[];
  readonly total?: number;
}

export function aSuite({ app = 1, repository = REPOSITORY.id, runs = [], total }: SuiteChanges) {
  return {
    app: app === null ? null : { databaseId: app, slug: "app" },
    repository: { databaseId: repository },
    checkRuns: { totalCount: total ?? runs.length, nodes: runs },
  };
}
