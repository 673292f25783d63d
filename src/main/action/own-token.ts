import type { InstallationClient } from "../../github/installation-client.ts";

/** As whom a job's own token acts. */
export const ACTIONS_BOT = "github-actions";

/** Who asks GitHub, as far as `viewer` says. */
export interface ViewerAnswer {
  readonly viewer?: { readonly login: string } | null;
}

/** Whether the token is the job's own. */
export async function isJobsOwn(client: InstallationClient): Promise<boolean> {
  const { data } = await client.graphql<ViewerAnswer>("query { viewer { login } }", {});
  return isJobsOwnIn(data);
}

/** Whether an answer to `viewer` is that of the job's own token. */
export function isJobsOwnIn({ viewer }: ViewerAnswer): boolean {
  // GraphQL calls bots by their App's name alone in some places (as in the author of a comment).
  const login = viewer?.login.replace(/\[bot\]$/, "");
  return login === undefined || login === ACTIONS_BOT;
}
