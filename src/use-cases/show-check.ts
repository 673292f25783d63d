import type { Change, CheckRun } from "../core/model/change.ts";
import { digestOf } from "../core/source/digest.ts";
import type { Publisher } from "../ports/publisher.ts";
import type { CheckRunText } from "../report/check-run.ts";

/**
 * Shows a check run on the head of a change, unless the latest one of its name says the same already.
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
  const previous = shownRun(change, text.name);
  if (previous?.externalId === digest && !rewrite) return;
  await publisher.check({ ...text, digest }, previous);
}

/** The latest run of ours of a name on the head of a change: the one that counts. */
export function shownRun(
  { checkRuns }: Pick<Change, "checkRuns">,
  check: string,
): CheckRun | undefined {
  const runs = checkRuns.state === "known" ? checkRuns.value : [];
  return runs.filter(({ own, name }) => own && name === check).toSorted((a, b) => b.id - a.id)[0];
}
