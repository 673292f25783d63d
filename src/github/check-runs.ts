import type { CheckRun } from "../core/model/change.ts";
import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { RunsAnswer } from "./evaluation-answer.ts";

/** The check runs of a commit. Only runs of suites of this very repository count: a fork may hold runs of the same commit. */
export function checkRunsOf(
  { own, checkSuites }: RunsAnswer,
  repository: number,
  app: number,
): Fact<readonly CheckRun[]> {
  const suites = [...(own?.nodes ?? []), ...(checkSuites?.nodes ?? [])];
  const here = suites.filter((suite) => suite.repository.databaseId === repository);
  const cut =
    (checkSuites?.totalCount ?? 0) > (checkSuites?.nodes.length ?? 0) ||
    here.some(({ checkRuns }) => (checkRuns?.totalCount ?? 0) > (checkRuns?.nodes.length ?? 0));
  const runs = here.flatMap(({ app: owner, checkRuns }) =>
    (checkRuns?.nodes ?? []).map((run): [number, CheckRun] => [
      run.databaseId,
      {
        id: run.databaseId,
        name: run.name,
        app: { id: owner?.databaseId ?? 0, slug: owner?.slug ?? "" },
        status:
          run.status === "COMPLETED"
            ? "completed"
            : run.status === "IN_PROGRESS"
              ? "in_progress"
              : "queued",
        ...(run.conclusion !== null && { conclusion: run.conclusion.toLowerCase() }),
        ...(run.externalId !== null && { externalId: run.externalId }),
        own: owner?.databaseId === app,
      },
    ]),
  );
  return cut
    ? unavailable("upstream", "there are more check runs on this commit than one request shows")
    : known([...new Map(runs).values()]);
}
