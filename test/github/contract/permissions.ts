type Permission =
  | "actions"
  | "administration"
  | "attestations"
  | "checks"
  | "contents"
  | "deployments"
  | "issues"
  | "members"
  | "metadata"
  | "pull_requests"
  | "statuses";

/** The permissions that together let an App call an operation; `write` includes `read`. */
export type Needs = Readonly<Partial<Record<Permission, "read" | "write">>>;

// Called with the App's own JWT, or open to every token.
const nothing = {} as const;

// GitHub also takes the same level of `pull_requests` for these when the issue is a pull request.
// `issues` is named because it serves both, and because reactions take nothing else.
const readIssues = { issues: "read" } as const;
const writeIssues = { issues: "write" } as const;

/**
 * The operations that the contract covers, each with the permissions it needs in a private
 * repository. OpenAPI does not carry them; they are those of GitHub's page "Permissions required
 * for GitHub Apps". Writing below `.github/workflows` takes `workflows: write` on top, which the
 * method and path do not show.
 */
export const permissions = {
  "actions/create-workflow-dispatch": { actions: "write" },
  "actions/delete-artifact": { actions: "write" },
  "actions/download-artifact": { actions: "read" },
  "actions/get-artifact": { actions: "read" },
  "actions/get-job-for-workflow-run": { actions: "read" },
  "actions/get-workflow": { actions: "read" },
  "actions/get-workflow-run": { actions: "read" },
  "actions/get-workflow-run-attempt": { actions: "read" },
  "actions/list-artifacts-for-repo": { actions: "read" },
  "actions/list-jobs-for-workflow-run": { actions: "read" },
  "actions/list-jobs-for-workflow-run-attempt": { actions: "read" },
  "actions/list-repo-workflows": { actions: "read" },
  "actions/list-workflow-run-artifacts": { actions: "read" },
  "actions/list-workflow-runs": { actions: "read" },
  "actions/list-workflow-runs-for-repo": { actions: "read" },
  "actions/re-run-workflow": { actions: "write" },
  "actions/re-run-workflow-failed-jobs": { actions: "write" },
  "actions/review-custom-gates-for-run": { deployments: "write" },
  "apps/create-installation-access-token": nothing,
  "apps/get-authenticated": nothing,
  "apps/get-installation": nothing,
  "apps/get-repo-installation": nothing,
  "apps/get-webhook-delivery": nothing,
  "apps/list-installations": nothing,
  "apps/list-repos-accessible-to-installation": nothing,
  "apps/list-webhook-deliveries": nothing,
  "apps/redeliver-webhook-delivery": nothing,
  "checks/create": { checks: "write" },
  "checks/get": { checks: "read" },
  "checks/list-annotations": { checks: "read" },
  "checks/list-for-ref": { checks: "read" },
  "checks/list-for-suite": { checks: "read" },
  "checks/list-suites-for-ref": { checks: "read" },
  "checks/rerequest-run": { checks: "write" },
  "checks/rerequest-suite": { checks: "write" },
  "checks/update": { checks: "write" },
  "git/create-blob": { contents: "write" },
  "git/create-commit": { contents: "write" },
  "git/create-ref": { contents: "write" },
  "git/create-tag": { contents: "write" },
  "git/create-tree": { contents: "write" },
  "git/delete-ref": { contents: "write" },
  "git/get-blob": { contents: "read" },
  "git/get-commit": { contents: "read" },
  "git/get-ref": { contents: "read" },
  "git/get-tag": { contents: "read" },
  "git/get-tree": { contents: "read" },
  "git/list-matching-refs": { contents: "read" },
  "git/update-ref": { contents: "write" },
  "issues/add-labels": writeIssues,
  "issues/create": writeIssues,
  "issues/create-comment": writeIssues,
  "issues/delete-comment": writeIssues,
  "issues/get": readIssues,
  "issues/get-comment": readIssues,
  "issues/list-comments": readIssues,
  "issues/list-for-repo": readIssues,
  "issues/remove-label": writeIssues,
  "issues/update": writeIssues,
  "issues/update-comment": writeIssues,
  "pulls/create": { pull_requests: "write" },
  "pulls/create-review": { pull_requests: "write" },
  "pulls/dismiss-review": { pull_requests: "write" },
  "pulls/get": { pull_requests: "read" },
  "pulls/list": { pull_requests: "read" },
  "pulls/list-commits": { pull_requests: "read" },
  "pulls/list-files": { pull_requests: "read" },
  "pulls/list-requested-reviewers": { pull_requests: "read" },
  "pulls/list-reviews": { pull_requests: "read" },
  "pulls/merge": { contents: "write" },
  "pulls/request-reviewers": { pull_requests: "write" },
  "pulls/update": { pull_requests: "write" },
  "pulls/update-branch": { pull_requests: "write" },
  "rate-limit/get": nothing,
  "reactions/create-for-issue-comment": writeIssues,
  "reactions/delete-for-issue-comment": writeIssues,
  "reactions/list-for-issue-comment": readIssues,
  "repos/add-collaborator": { administration: "write" },
  "repos/compare-commits-with-basehead": { contents: "read" },
  "repos/create-attestation": { attestations: "write" },
  "repos/create-commit-status": { statuses: "write" },
  "repos/create-deployment-protection-rule": { administration: "write" },
  "repos/create-fork": { administration: "write", contents: "read" },
  "repos/create-or-update-environment": { administration: "write" },
  "repos/create-or-update-file-contents": { contents: "write" },
  "repos/create-repo-ruleset": { administration: "write" },
  "repos/delete-repo-ruleset": { administration: "write" },
  "repos/custom-properties-for-repos-get-repository-values": { metadata: "read" },
  "repos/get": { metadata: "read" },
  "repos/get-branch": { contents: "read" },
  "repos/get-branch-protection": { administration: "read" },
  "repos/get-branch-rules": { metadata: "read" },
  "repos/get-collaborator-permission-level": { metadata: "read" },
  "repos/get-commit": { contents: "read" },
  "repos/get-content": { contents: "read" },
  "repos/get-repo-ruleset": { metadata: "read" },
  "repos/get-repo-rulesets": { metadata: "read" },
  "repos/list-attestations": { attestations: "read" },
  "repos/list-branches": { contents: "read" },
  "repos/list-pull-requests-associated-with-commit": { pull_requests: "read" },
  "repos/merge": { contents: "write" },
  "repos/update-branch-protection": { administration: "write" },
  "repos/update-repo-ruleset": { administration: "write" },
  "teams/get-membership-for-user-in-org": { members: "read" },
  "teams/list-members-in-org": { members: "read" },
} as const satisfies Readonly<Record<string, Needs>>;

/** An operation that the contract covers, by GitHub's name for it. */
export type OperationId = keyof typeof permissions;
