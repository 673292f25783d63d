/** How long the pages of one request are. */
export interface Pages {
  /** Commits of each pull request. */
  readonly commits: readonly number[];
  /** Suites of check runs on each head. */
  readonly suites: number;
}

/** How much there was of some connections when last seen: pages that are longer than that cost for nothing. */
export interface SeenCounts {
  pages(repository: number, pullRequests: readonly string[]): Pages;
  sawCommits(pullRequest: string, count: number): void;
  sawSuites(repository: number, count: number): void;
}

/** GitHub shows so many of anything at once. */
export const LONGEST_PAGE = 100;

/** Of what was never seen so many are likely. */
const UNSEEN = 4;

/** What hangs on a pull request besides, in connections, and on a commit with its parents and authors. */
const CONNECTIONS = 12;
const PER_COMMIT = 2;

/** A point stands for so many connections; the sum is rounded. */
const PER_POINT = 100;

/** Pull requests beyond these are forgotten, first the one that was seen least lately. */
const MOST_KEPT = 10_000;

export function createSeenCounts(): SeenCounts {
  const commits = new Map<string, number>();
  const suites = new Map<number, Recent>();
  return {
    /** As long as what was seen, and longer by what the points that this takes anyway pay for. */
    pages(repository, pullRequests) {
      const count = pullRequests.length;
      const seenSuites = mostOf(suites.get(repository)) ?? UNSEEN;
      const seen = pullRequests.map((each) => commits.get(each) ?? UNSEEN);
      const allCommits = seen.reduce((sum, each) => sum + each, 0);
      const least = 1 + count * (CONNECTIONS + seenSuites) + PER_COMMIT * allCommits;
      const points = Math.max(1, Math.round(least / PER_POINT));
      const spare = points * PER_POINT + PER_POINT / 2 - 1 - least;
      const longer = Math.max(0, Math.floor(spare / (count * (PER_COMMIT + 1))));
      const pageOf = (of: number): number => Math.min(LONGEST_PAGE, Math.max(1, of + longer));
      return { commits: seen.map(pageOf), suites: pageOf(seenSuites) };
    },
    sawCommits(pullRequest, count) {
      commits.delete(pullRequest);
      commits.set(pullRequest, count);
      const [oldest] = commits.keys();
      if (commits.size > MOST_KEPT && oldest !== undefined) commits.delete(oldest);
    },
    // A head has few suites at first and more later; one that had very many is forgotten after a while.
    sawSuites(repository, count) {
      const { most, before, times } = suites.get(repository) ?? { most: 0, before: 0, times: 0 };
      suites.set(
        repository,
        times < REMEMBERED
          ? { most: Math.max(most, count), before, times: times + 1 }
          : { most: count, before: most, times: 1 },
      );
    },
  };
}

/** The most of the last readings, and of those before them. */
interface Recent {
  readonly most: number;
  readonly before: number;
  readonly times: number;
}

/** So many readings are remembered at least. */
const REMEMBERED = 100;

function mostOf(recent: Recent | undefined): number | undefined {
  return recent && Math.max(recent.most, recent.before);
}
