import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Change } from "../../src/core/model/change.ts";
import { known } from "../../src/core/model/fact.ts";
import { recordMerge } from "../../src/use-cases/record-merge.ts";
import { VERSION } from "../../src/main/version.ts";
import { ENGINE } from "../support/fake-engine.ts";
import { fakeCiReports, type FakeRun } from "../support/fake-ci-reports.ts";
import { fakePeople } from "../support/fake-people.ts";
import { gitRecords } from "../support/git-records.ts";
import { withWorkTree } from "../worktree/work-tree.ts";
import type { Example } from "./read-example.ts";
import { gitOf } from "./recorded-copy.ts";

/** A merge that is put on top of a copy of an example. */
export interface Planted {
  readonly number: number;
  /** The day, ISO 8601. */
  readonly at: string;
  readonly author: string;
  /** What it writes; null takes a file away. */
  readonly files: Readonly<Record<string, string | null>>;
  /** Who approves, and what the review says. */
  readonly approvedBy?: Readonly<Record<string, string>>;
  /** What CI ran on it, whatever commit it becomes. */
  readonly runs?: readonly FakeRun[];
  /** Pushed past the App: it saw no pull request. */
  readonly unseen?: boolean;
}

/** Puts a merge on top of a copy, as one commit, and the App's record of it. */
export async function plant(
  folder: string,
  { teams, admins, checks }: Example,
  { number, at, author, files, approvedBy = {}, runs = [], unseen = false }: Planted,
): Promise<void> {
  const now = `${at}T12:00:00.000Z`;
  for (const [path, text] of Object.entries(files)) {
    if (text === null) rmSync(join(folder, path));
    else {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  }
  const git = gitOf(folder, { GIT_COMMITTER_DATE: now, GIT_AUTHOR_NAME: author });
  const parent = git(["rev-parse", "HEAD"]);
  git(["add", "--all"]);
  git(["commit", "--quiet", "--message", `Planted by ${author}`]);
  const commit = git(["rev-parse", "HEAD"]);
  if (unseen) return;
  await withWorkTree(folder, async ({ repository, log }) => {
    const change: Change = {
      title: `Planted by ${author}`,
      defaultBranch: "main",
      baseRef: "main",
      headRef: "planted",
      defaultTip: parent,
      baseTip: parent,
      head: commit,
      state: "merged",
      draft: false,
      fromFork: false,
      archived: false,
      author: { login: author, bot: false },
      changedFiles: await log.changes({ commit, parent, date: now, author, subject: "" }),
      behindBase: known(false),
      contributors: known({ logins: [author], unlinked: [] }),
      reviews: known(
        Object.entries(approvedBy).map(([login, body]) => ({
          author: { login, bot: false },
          state: "approved" as const,
          commit,
          submittedAt: `${at}T10:00:00Z`,
          body,
          edited: false,
        })),
      ),
      comments: known([]),
      replacedHeads: known([]),
      askedReviewers: known([]),
      codeOwners: known(undefined),
      checkRuns: known(
        Object.entries(checks).map(([name, conclusion], id) => ({
          id,
          name,
          app: { id: 15_368, slug: "github-actions" },
          own: false,
          status: "completed" as const,
          conclusion,
        })),
      ),
      requiredChecks: known([]),
      siblings: [],
      now,
    };
    await recordMerge(
      { number, mergeCommit: commit, mergedAt: now, mergedBy: "platform-admin" },
      {
        source: { read: () => Promise.resolve(known(change)) },
        repository,
        ci: fakeCiReports(runs.map((each) => ({ ...each, run: { ...each.run, headSha: commit } }))),
        people: fakePeople({
          teams,
          permissions: Object.fromEntries(admins.map((login) => [login, "admin" as const])),
        }),
        baseBefore: () => Promise.resolve(known(parent)),
        stores: [gitRecords(git)],
      },
      { ...ENGINE, version: VERSION },
    );
  });
}
