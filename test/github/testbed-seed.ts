export const appId = 4242;
export const actionsId = 15_368;

/** An organisation with two repositories, an owner, two writers, a stranger and two Apps. */
export function seedOf(key: string, webhookUrl: string) {
  const permissions = {
    checks: "write",
    contents: "read",
    pull_requests: "read",
    issues: "write",
    members: "read",
    administration: "read",
    actions: "read",
  } as const;
  const events = [
    "pull_request",
    "pull_request_review",
    "issue_comment",
    "push",
    "create",
    "delete",
    "repository",
    "membership",
    "member",
    "workflow_run",
    "workflow_job",
  ];
  return {
    users: ["alice", "bob", "carol", "mallory"].map((login) => ({
      login,
      token: `${login}-token`,
    })),
    organizations: [
      {
        login: "acme",
        members: { alice: "admin", bob: "member", carol: "member" },
        publicMembers: ["alice"],
        teams: [
          { slug: "product", members: ["bob"] },
          { slug: "labelling", parent: "product", members: ["carol"] },
          { slug: "red-team", members: ["carol"], privacy: "secret" },
        ],
      },
    ],
    repositories: [
      {
        owner: "acme",
        name: "zoo",
        files: { "README.md": "# zoo\n", "models/lion.py": "roar = 1\n" },
        collaborators: { bob: "write", carol: "write" },
      },
      {
        owner: "acme",
        name: "vault",
        private: true,
        files: { "secret.txt": "42\n" },
        teams: { product: "maintain" },
      },
    ],
    apps: [
      {
        id: appId,
        slug: "mltrl",
        privateKey: key,
        permissions,
        events,
        webhookUrl,
        webhookSecret: "It's a Secret to Everybody",
        installations: [{ id: 777, account: "acme" }],
      },
      {
        id: actionsId,
        slug: "github-actions",
        privateKey: key,
        permissions: {
          checks: "write",
          contents: "write",
          pull_requests: "write",
          statuses: "write",
        },
        installations: [{ id: 888, account: "acme" }],
      },
    ],
  } as const;
}
