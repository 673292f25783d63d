import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { PullRequestAnswer } from "./evaluation-answer.ts";

/** Heads that forced pushes took away: nobody can take these events out of the timeline. */
export function replacedHeadsOf({ replaced }: PullRequestAnswer): Fact<readonly string[]> {
  const { pageInfo, nodes } = replaced;
  if (pageInfo.hasPreviousPage) {
    return unavailable(
      "upstream",
      `its branch was pushed to by force more than ${nodes.length} times; open another pull request from it`,
    );
  }
  const heads = nodes.flatMap(({ beforeCommit }) => beforeCommit?.oid ?? []);
  return heads.length < nodes.length
    ? unavailable("upstream", "GitHub does not keep a head that a forced push took away")
    : known([...new Set(heads)]);
}
