import type { Installations } from "../ports/pull-requests.ts";
import type { ClientOf, Octokit } from "./installation-client.ts";

interface RepositoryAnswer {
  readonly id: number;
  readonly name: string;
  readonly archived: boolean;
  readonly owner: { readonly login: string };
}

const PER_PAGE = 100;

/** Where the App is installed; archived repositories and suspended installations are left out. */
export function githubInstallations(app: Octokit, clientOf: ClientOf): Installations {
  return {
    ids: async () => {
      const found = await pages<{ id: number; suspended_at: string | null }>(async (page) => {
        const { data } = await app.request("GET /app/installations", { per_page: PER_PAGE, page });
        return data as { id: number; suspended_at: string | null }[];
      });
      return found.filter(({ suspended_at: suspended }) => !suspended).map(({ id }) => id);
    },
    async repositories(installation) {
      const client = await clientOf(installation, "later");
      const found = await pages<RepositoryAnswer>(async (page) => {
        const answer = await client.rest<{ repositories: RepositoryAnswer[] }>(
          "GET /installation/repositories",
          { per_page: PER_PAGE, page },
        );
        return answer.repositories;
      });
      return found
        .filter(({ archived }) => !archived)
        .map(({ id, name, owner }) => ({ id, name, owner: owner.login, installation }));
    },
  };
}

async function pages<T>(read: (page: number) => Promise<T[]>): Promise<T[]> {
  const all: T[] = [];
  for (let page = 1; ; page += 1) {
    const next = await read(page);
    all.push(...next);
    if (next.length < PER_PAGE) return all;
  }
}
