import type { Level } from "./model/level.ts";
import type { ReviewRecord, SwitchbackRecord } from "./model/records.ts";

/**
 * The merged reviews that show this very content at a level, by path. Who graduated to a level has
 * walked every step below it. A switchback since that found something or was decided by a gate takes the
 * proof back; one that the process asked for only opened the next version.
 */
export function provenBy(
  level: Level,
  content: string,
  reviews: readonly ReviewRecord[],
  switchbacks: readonly SwitchbackRecord[],
): string[] {
  const paths = reviews
    .filter(
      (review) =>
        review.content === content &&
        review.to >= level &&
        (review.decision === "graduate" || review.decision === "go") &&
        !switchbacks.some(
          ({ type, to, date }) => type !== "embedded" && to < level && date >= review.date,
        ),
    )
    .map(({ place }) => place.path);
  return [...new Set(paths)];
}
