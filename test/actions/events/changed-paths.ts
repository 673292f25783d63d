import type { GitHub } from "../../github/start-github.ts";
import type { Trigger } from "../../github/state/actions.ts";

type Pushed = {
  readonly added: readonly string[];
  readonly modified: readonly string[];
  readonly removed: readonly string[];
};

/** The files that `paths` filters look at: of the push, or of the whole pull request. */
export async function changedPaths(
  github: GitHub,
  { event, repository, payload }: Trigger,
): Promise<string[]> {
  const pull = payload["pull_request"] as { number: number } | undefined;
  if (event.startsWith("pull_request") && pull !== undefined)
    return github.pullFiles({ repository, pull: pull.number });
  const commits = (payload["commits"] ?? []) as readonly Pushed[];
  return commits.flatMap(({ added, modified, removed }) => [...added, ...modified, ...removed]);
}
