import type { Change, CheckRun } from "../core/model/change.ts";
import { digestOf } from "../core/source/digest.ts";
import type { Publisher } from "../ports/publisher.ts";
import type { CheckRunText } from "../report/check-run.ts";

/**
 * Shows a check run on the head of a change, unless the latest one of its name says the same already. Where
 * two processes have made one each, the older one is brought to the same end.
 *
 * @param rewrite show it though it says the same
 */
export async function showCheck(
  text: CheckRunText,
  change: Pick<Change, "checkRuns">,
  publisher: Publisher,
  rewrite: boolean,
): Promise<void> {
  const digest = digestOf([["text", JSON.stringify(text)]]);
  const [previous, ...older] = ownRuns(change, text.name);
  const isShown = (run: CheckRun | undefined): boolean => run?.externalId === digest;
  if (!isShown(previous) || rewrite) await publisher.check({ ...text, digest }, previous);
  for (const run of older) {
    if (isGoingOn(run) && !isShown(run)) await publisher.check({ ...text, digest }, run);
  }
}

/** Whether our latest run of a check shows no end yet. */
export function isGoingOnAt(change: Pick<Change, "checkRuns">, check: string): boolean {
  return ownRuns(change, check).slice(0, 1).some(isGoingOn);
}

function isGoingOn({ status }: CheckRun): boolean {
  return status !== "completed";
}

/** Our runs of a name on the head of a change, as far as GitHub counts them as current; the latest first. */
function ownRuns({ checkRuns }: Pick<Change, "checkRuns">, check: string): readonly CheckRun[] {
  const runs = checkRuns.state === "known" ? checkRuns.value : [];
  return runs.filter(({ own, name }) => own && name === check).toSorted((a, b) => b.id - a.id);
}
