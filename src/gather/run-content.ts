import type { WorkflowRun } from "../core/model/ci-report.ts";
import { type Fact, known, unavailable, type Unavailable } from "../core/model/fact.ts";
import { isMadeOf } from "../core/model/trust-of-run.ts";
import { compileGlobs } from "../core/source/glob.ts";
import type { GatherContext } from "./context.ts";
import { contentDigest } from "./files.ts";
import { type View, viewAt } from "./view.ts";

/** Whether a run speaks of the content that is judged. */
export interface ContentOfRun {
  readonly same: boolean;
  /** What the run saw, where it was on another commit than the head. */
  readonly elsewhere?: View;
  /** Why a run on the very head does not speak of what will be merged. */
  readonly outdated?: Unavailable;
}

const SAME: ContentOfRun = { same: true };
const OTHER: ContentOfRun = { same: false };

/**
 * Compares what a run saw with what is judged, by the digests of both: nothing that the run says of
 * itself is believed. A head that lacks what base has changed of the component since is other content.
 */
export async function contentOfRun(
  run: WorkflowRun,
  { change, component, repository, view }: GatherContext,
): Promise<ContentOfRun> {
  const { behindBase } = change;
  const onHead = run.headSha === change.head;
  if (onHead && behindBase.state === "known" && !behindBase.value) return SAME;
  const then = await viewAt(repository, run.headSha);
  if (then.state === "unavailable") return OTHER;
  const [seen, judged] = await Promise.all([
    contentDigest(component, then.value),
    contentDigest(component, view),
  ]);
  if (seen.state === "known" && judged.state === "known" && seen.value === judged.value) {
    return onHead ? SAME : { same: true, elsewhere: then.value };
  }
  if (!onHead) return OTHER;
  return {
    same: false,
    outdated: unavailable(
      "stale",
      `run ${run.id} of ${run.workflow} does not speak of what base has changed of ${component.id} since: update the branch, so that it runs again`,
    ),
  };
}

/**
 * A file that makes or sets up the tests and was another one when the run saw it: reverting an edited
 * workflow does not mend what it delivered before.
 */
export async function changedSince(
  { elsewhere }: ContentOfRun,
  madeOf: Fact<readonly string[]>,
  settings: readonly string[],
  view: View,
): Promise<Fact<string | undefined>> {
  if (elsewhere === undefined || madeOf.state === "unavailable") return known(undefined);
  const [then, now] = await Promise.all([elsewhere.files(["**"]), view.files(["**"])]);
  if (then.state === "unavailable") return then;
  if (now.state === "unavailable") return now;
  const isSetting = compileGlobs(settings);
  const weighs = (path: string): boolean => isMadeOf(madeOf.value, path) || isSetting(path);
  const [before, after] = [then.value, now.value].map(
    (entries) => new Map(entries.map(({ path, id }) => [path, id])),
  );
  return known(
    [...then.value, ...now.value].find(
      ({ path }) => weighs(path) && before?.get(path) !== after?.get(path),
    )?.path,
  );
}
