/** What not every repository has. */
export type Feature = "merge queue" | "environments" | "reports of workflows" | "signed reports";

/** A permission of the App, and what it serves. */
interface Wanted {
  readonly level: "read" | "write";
  readonly serves: string;
  /** What it is needed for alone; absent where every repository needs it. */
  readonly only?: readonly Feature[];
}

/** Events that only some repositories have. */
export const EVENTS_OF: ReadonlyMap<string, readonly Feature[]> = new Map([
  ["merge_group", ["merge queue"]],
  ["deployment_protection_rule", ["environments"]],
  ["workflow_run", ["reports of workflows"]],
]);

/** What the App needs where it is installed. A test holds `app.yml` to this. */
export const PERMISSIONS: Readonly<Record<string, Wanted>> = {
  actions: {
    level: "read",
    serves: "hears of deployments that wait for it, and reads what workflows deliver",
    only: ["environments", "reports of workflows"],
  },
  attestations: {
    level: "read",
    serves: "reads who signed what workflows deliver",
    only: ["signed reports"],
  },
  checks: { level: "write", serves: "shows the verdict" },
  contents: { level: "read", serves: "reads .mltrl and what it speaks of" },
  deployments: {
    level: "write",
    serves: "answers deployments that wait for it",
    only: ["environments"],
  },
  issues: { level: "write", serves: "answers commands and tells what runs and is not in order" },
  members: { level: "read", serves: "sees who is in a team that a role names" },
  merge_queues: {
    level: "read",
    serves: "sees what a merge queue is made of",
    only: ["merge queue"],
  },
  metadata: { level: "read", serves: "sees the repository" },
  organization_custom_properties: {
    level: "read",
    serves: "hears of other custom properties, by which an organisation's policy may apply",
  },
  pull_requests: { level: "read", serves: "sees changed files, commits and reviews" },
};

/** What it can do beyond that, where it is let. */
export const MORE_PERMISSIONS: Readonly<Record<string, Wanted>> = {
  pull_requests: {
    level: "write",
    serves: "asks people who can take an open seat; else the check says whom to ask",
  },
  contents: {
    level: "write",
    serves: "commits what commands ask for; else they answer with a patch",
  },
};
