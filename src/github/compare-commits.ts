import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { ChangedLines } from "../core/model/tree.ts";
import type { InstallationClient } from "./installation-client.ts";
import { linesAdded } from "./patch-lines.ts";

/** How two commits differ, as GitHub's comparison tells. */
export interface Comparison {
  readonly mergeBase: string;
  /** Lines that the head adds, of every file whose patch GitHub shows (at most 300 files). */
  readonly lines: ReadonlyMap<string, ChangedLines>;
}

interface CompareAnswer {
  readonly merge_base_commit: { readonly sha: string };
  readonly files?: readonly {
    readonly filename: string;
    readonly status: string;
    readonly changes: number;
    readonly patch?: string;
  }[];
}

/** Compares two commits of a repository or its forks (three dots: from where their histories meet). */
export async function compareCommits(
  client: InstallationClient,
  { owner, name }: { readonly owner: string; readonly name: string },
  base: string,
  head: string,
): Promise<Fact<Comparison>> {
  try {
    const { merge_base_commit: origin, files = [] } = await client.rest<CompareAnswer>(
      "GET /repos/{owner}/{repo}/compare/{basehead}",
      { owner, repo: name, basehead: `${base}...${head}`, per_page: 100 },
    );
    return known({
      mergeBase: origin.sha,
      lines: new Map(
        files.flatMap(({ filename: path, status, changes, patch }) =>
          // A file that was only moved, or is empty, has no patch and no changed lines.
          patch === undefined && (changes > 0 || status === "modified")
            ? []
            : [[path, { path, lines: linesAdded(patch ?? "") }]],
        ),
      ),
    });
  } catch (error) {
    if ((error as { status?: number }).status !== 404) throw error;
    return unavailable(
      "upstream",
      `${base.slice(0, 7)} and ${head.slice(0, 7)} have no common history`,
    );
  }
}
