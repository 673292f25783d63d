import { known, unavailable } from "../core/model/fact.ts";
import type { Newcomer } from "../ports/newcomer.ts";
import type { InstallationClient } from "./installation-client.ts";

/** A repository that the App has just come to. */
export function githubNewcomer(
  client: InstallationClient,
  { owner, name: repo }: { readonly owner: string; readonly name: string },
): Newcomer {
  return {
    async isFork() {
      const { fork } = await client.rest<{ fork: boolean }>("GET /repos/{owner}/{repo}", {
        owner,
        repo,
      });
      return fork;
    },
    async everProposed(branch) {
      try {
        const found = await client.rest<readonly unknown[]>("GET /repos/{owner}/{repo}/pulls", {
          owner,
          repo,
          head: `${owner}:${branch}`,
          state: "all",
          per_page: 1,
        });
        return known(found.length > 0);
      } catch (error) {
        const { status, message = "" } = error as { status?: number; message?: string };
        if (status !== 403 && status !== 404) throw error;
        return unavailable("not-visible", `GitHub answered ${status}: ${message}`);
      }
    },
  };
}
