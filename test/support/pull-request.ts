import { type Place, type Thread, threadIn } from "./thread.ts";
import { APP_ID, type Person } from "./people.ts";
import type { ShownCheck } from "./github-user.ts";

/** A verdict as GitHub shows it. */
export interface Verdict extends ShownCheck {
  readonly title: string;
  /** Rules in the table of what blocks. */
  readonly blockedBy: readonly string[];
}

/** What became of a merge that was tried. */
export interface Attempt {
  readonly conclusion: string | null;
  readonly blockedBy: readonly string[];
  /** HTTP status of the answer: 200 merged, 405 refused. */
  readonly merge: number;
}

/** Of a merge that nothing stands against. */
export const MERGED: Attempt = { conclusion: "success", blockedBy: [], merge: 200 };

/** Of a merge that rules stand against. */
export function refusedBy(...blocking: readonly string[]): Attempt {
  return { conclusion: "failure", blockedBy: blocking, merge: 405 };
}

/** A pull request, with what people do to it. The App has finished whenever something is read. */
export interface PullRequest extends Thread {
  head(): Promise<string>;
  verdict(check?: string): Promise<Verdict>;
  /** Names of all checks of the App on the head. */
  checks(): Promise<readonly string[]>;
  /** Waits for the verdict and then presses the button. */
  tryMerge(check?: string, method?: "merge" | "squash" | "rebase"): Promise<Attempt>;
  /** Approves, with a text that may sign. */
  approve(person: Person, body?: string): Promise<number>;
  requestChanges(person: Person): Promise<number>;
  dismiss(review: number): Promise<void>;
}

export function pullRequestIn({ as, quiet }: Place, number: number, author: Person): PullRequest {
  const me = as(author);
  const runs = async (): Promise<readonly ShownCheck[]> => {
    await quiet();
    return me.checkRuns(await me.head(number), APP_ID);
  };
  const verdict: PullRequest["verdict"] = async (check = "mltrl/main") => {
    const found = (await runs()).find(({ name }) => name === check);
    if (found === undefined) throw new Error(`there is no check ${check} on #${number}`);
    return { ...found, title: found.output.title, blockedBy: blockedBy(found) };
  };
  return {
    ...threadIn({ as, quiet }, number, author),
    verdict,
    head: () => me.head(number),
    checks: async () => (await runs()).map(({ name }) => name).toSorted(),
    async tryMerge(check, method) {
      const { conclusion, blockedBy: rules } = await verdict(check);
      const { status } = await as("platform-admin").merge(number, method);
      await quiet();
      return { conclusion, blockedBy: rules, merge: status };
    },
    approve: (person, body) => as(person).review(number, "APPROVE", body),
    requestChanges: (person) => as(person).review(number, "REQUEST_CHANGES"),
    async dismiss(review) {
      await as("platform-admin").wanted("PUT", `/pulls/${number}/reviews/${review}/dismissals`, {
        message: "Given by mistake",
      });
    },
  };
}

/** The first column of the tables that say what blocks; seats have tables of their own. */
function blockedBy({ output: { summary } }: ShownCheck): string[] {
  const [upToSeats = ""] = summary.split("\n### Panel ");
  const rows = upToSeats.matchAll(/^\| `([a-z0-9-]+)` \|/gm);
  return [...rows].map(([, rule = ""]) => rule).toSorted();
}
