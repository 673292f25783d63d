import { failedRun } from "../report/failed-run.ts";
import type { WhyUnjudged } from "./close-unjudged.ts";
import type { Engine } from "./engine.ts";
import type { CommitPorts } from "./rejudge-commit.ts";
import { showCheck } from "./show-check.ts";

/**
 * Closes every check run of ours on a commit that could not be judged by itself, and says why. Where not even the
 * commit can be read there is nothing to show it on.
 */
export async function closeCommit(
  sha: string,
  why: WhyUnjudged,
  { commits, publisher }: Pick<CommitPorts, "commits" | "publisher">,
  { version }: Engine,
  rewrite: boolean,
): Promise<void> {
  const read = await commits.read(sha);
  if (read.state === "unavailable" || read.value.archived) return;
  const { checkRuns } = read.value;
  const runs = checkRuns.state === "known" ? checkRuns.value : [];
  for (const name of new Set(runs.filter(({ own }) => own).map((run) => run.name))) {
    const text = failedRun({ ...why, name, headSha: sha, version });
    await showCheck(text, read.value, publisher, rewrite);
  }
}
