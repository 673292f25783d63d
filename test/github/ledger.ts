/** One request to the API or to git, as it was answered. */
export type LedgerEntry = {
  readonly time: string;
  readonly method: string;
  readonly path: string;
  readonly kind: "rest-read" | "rest-write" | "graphql-query" | "graphql-mutation" | "git";
  /** Login of the person, or slug of the App. */
  readonly actor: string | null;
  readonly app: number | null;
  readonly installation: number | null;
  readonly status: number;
  readonly operationName: string | null;
  /** GraphQL's node count, by the formula of "Rate limits and query limits for the GraphQL API". */
  readonly nodes: number | null;
  /** GraphQL's points, by the same page. */
  readonly points: number | null;
  readonly bytes: number;
  readonly milliseconds: number;
  /** Body of a write; the query and variables of GraphQL. */
  readonly body: unknown;
};

export type LedgerFilter = {
  readonly kind?: string;
  readonly method?: string;
  /** Regular expression. */
  readonly path?: string;
  readonly app?: number;
  readonly installation?: number;
  readonly actor?: string;
  readonly status?: number;
  readonly operationName?: string;
};

export type Ledger = {
  readonly record: (entry: LedgerEntry) => void;
  readonly entries: (filter: LedgerFilter) => LedgerEntry[];
  readonly clear: () => void;
};

/** An account of every request answered. */
export function createLedger(): Ledger {
  let all: LedgerEntry[] = [];
  return {
    record: (entry) => {
      all.push(entry);
    },
    entries: ({ path, ...exact }) => {
      const pattern = path === undefined ? undefined : new RegExp(path);
      const wanted = Object.entries(exact);
      return all.filter(
        (entry) =>
          (pattern?.test(entry.path) ?? true) &&
          wanted.every(([key, value]) => entry[key as keyof LedgerEntry] === value),
      );
    },
    clear: () => {
      all = [];
    },
  };
}
