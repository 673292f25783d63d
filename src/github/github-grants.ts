import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { Grant } from "../core/model/doctor.ts";
import type { Grants } from "../ports/grant.ts";
import type { InstallationClient, Octokit } from "./installation-client.ts";

interface InstallationAnswer {
  readonly app_id: number;
  readonly permissions: Readonly<Record<string, string>>;
  readonly events: readonly string[];
  readonly suspended_at: string | null;
}

/** What the App was granted, as the App itself sees it. */
export function grantsOfApp(self: Octokit, installation: number): Grants {
  return {
    read: () =>
      seen(async () => {
        const { data } = await self.request("GET /app/installations/{installation_id}", {
          installation_id: installation,
        });
        return known(grantOf(data as InstallationAnswer));
      }),
  };
}

/** What an App was granted, as an owner of the organisation sees it (docs: list-app-installations-for-an-organization). */
export function grantsInOrganization(
  client: InstallationClient,
  organization: string,
  app: number,
): Grants {
  return {
    read: () =>
      seen(async () => {
        const answer = await client.rest<{ installations: readonly InstallationAnswer[] }>(
          "GET /orgs/{org}/installations",
          { org: organization, per_page: 100 },
        );
        const found = answer.installations.find((each) => each.app_id === app);
        return found === undefined
          ? unavailable("missing", `App ${app} is not installed on ${organization}`)
          : known(grantOf(found));
      }),
  };
}

function grantOf({ permissions, events, suspended_at: since }: InstallationAnswer): Grant {
  return { permissions, events, suspended: since !== null };
}

/** Those who may not see it get 403 or 404. */
async function seen(ask: () => Promise<Fact<Grant>>): Promise<Fact<Grant>> {
  try {
    return await ask();
  } catch (error) {
    const { status, message = "" } = error as { status?: number; message?: string };
    if (status !== 403 && status !== 404) throw error;
    return unavailable("not-visible", `GitHub answered ${status}: ${message}`);
  }
}
