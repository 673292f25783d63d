import type { ComponentPolicy } from "../core/model/policy.ts";
import type { ReviewRecord, SwitchbackRecord } from "../core/model/records.ts";
import { parseReviewRecord, parseSwitchbackRecord } from "../evidence/records.ts";
import { contentDigest, contentOf } from "./files.ts";
import { pathsIn } from "./paths-in.ts";
import type { View } from "./view.ts";

/** Where the proof of a step may come from. */
export interface ProofSources {
  readonly component: ComponentPolicy;
  /** The component's id, and those that it had. */
  readonly ids: readonly string[];
  /** What is judged. */
  readonly view: View;
  /** Tips of branches whose merged reviews count. */
  readonly merged: readonly View[];
}

/** Content as judged, with the records that may prove a step of it. */
export interface Proofs {
  readonly content: string;
  readonly reviews: readonly ReviewRecord[];
  readonly switchbacks: readonly SwitchbackRecord[];
}

/** What may prove that the content has been where it goes; undefined where nothing can. */
export async function gatherProofs({
  component,
  ids,
  view,
  merged,
}: ProofSources): Promise<Proofs | undefined> {
  const [files, content, reviews, switchbacks] = await Promise.all([
    contentOf(component, view),
    contentDigest(component, view),
    Promise.all(merged.map((each) => recordsIn(each, "reviews", ids, parseReviewRecord))),
    Promise.all(
      [view, ...merged].map((each) => recordsIn(each, "switchbacks", ids, parseSwitchbackRecord)),
    ),
  ]);
  // Nothing is equal to nothing, and proves nothing: a system has no files of its own.
  if (files.state === "unavailable" || files.value.length === 0) return undefined;
  if (content.state === "unavailable") return undefined;
  return { content: content.value, reviews: reviews.flat(), switchbacks: switchbacks.flat() };
}

async function recordsIn<T>(
  view: View,
  kind: "reviews" | "switchbacks",
  ids: readonly string[],
  parse: Parameters<typeof view.parsed<T>>[1],
): Promise<T[]> {
  const paths = ids.flatMap((id) => pathsIn(view.records, `.mltrl/${kind}/${id}`));
  const records = await Promise.all(paths.map((path) => view.parsed(path, parse)));
  return records.flatMap((record) => (record.state === "known" ? [record.value] : []));
}
