import type { Installations } from "../ports/installations.ts";
import type { ClientOf, Octokit } from "./installation-client.ts";

interface RepositoryAnswer {
  readonly id: number;
  readonly node_id: string;
  readonly open_issues_count: number;
  readonly pushed_at: string | null;
  readonly name: string;
  readonly archived: boolean;
  readonly owner: { readonly login: string };
}

interface RepositoriesAnswer {
  readonly total_count: number;
  readonly repositories: readonly RepositoryAnswer[];
}

const PER_PAGE = 100;
const AT_ONCE = 8;

/** Of a repository that nothing was pushed to. */
const NEVER = new Date(0).toISOString();

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
      const page = (number: number) =>
        client.rest<RepositoriesAnswer>("GET /installation/repositories", {
          per_page: PER_PAGE,
          page: number,
        });
      const first = await page(1);
      const last = Math.ceil(first.total_count / PER_PAGE);
      const found = [...first.repositories];
      // Some at a time: one after the other, ten thousand repositories would take a minute.
      for (let next = 2; next <= last; next += AT_ONCE) {
        const numbers = Array.from(
          { length: Math.min(AT_ONCE, last - next + 1) },
          (_, i) => next + i,
        );
        for (const { repositories } of await Promise.all(numbers.map(page))) {
          found.push(...repositories);
        }
      }
      return found
        .filter(({ archived }) => !archived)
        .map(({ id, name, owner, ...rest }) => ({
          repository: { id, name, owner: owner.login, installation },
          node: rest.node_id,
          openIssues: rest.open_issues_count,
          pushedAt: rest.pushed_at ?? NEVER,
        }));
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
