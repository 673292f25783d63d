import type { Change } from "../core/model/change.ts";
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
  { checkRuns }: Pick<Change, "checkRuns">,
  publisher: Publisher,
  rewrite: boolean,
): Promise<void> {
  const digest = digestOf([["text", JSON.stringify(text)]]);
  const runs = checkRuns.state === "known" ? checkRuns.value : [];
  const previous = runs
    .filter(({ own, name }) => own && name === text.name)
    .toSorted((a, b) => b.id - a.id)[0];
  if (previous?.externalId === digest && !rewrite) return;
  await publisher.check({ ...text, digest }, previous);
}
