import type { HotfixRecord, ReviewRecord } from "../core/model/records.ts";
import type { ComponentPolicy } from "../core/model/policy.ts";
import { pathsIn } from "./paths-in.ts";
import { gatherRecords } from "./records.ts";
import type { View } from "./view.ts";

/** The hotfixes of a component, and the reviews that may have made up for them. */
export interface CalledHotfixes {
  readonly hotfixes: readonly HotfixRecord[];
  readonly reviews: readonly ReviewRecord[];
}

/**
 * Hotfixes of every component that has had one, in a view.
 *
 * @param proving the views whose reviews count: a panel that met on the default branch has met
 */
export async function gatherHotfixes(
  view: View,
  components: readonly ComponentPolicy[],
  proving: readonly View[],
): Promise<readonly CalledHotfixes[]> {
  const called = components.filter(
    ({ id }) => pathsIn(view.records, `.mltrl/hotfixes/${id}`).length > 0,
  );
  return Promise.all(
    called.map(async (component) => {
      const records = await gatherRecords({ component, view });
      if (records.state === "unavailable") return { hotfixes: [], reviews: [] };
      const { hotfixes } = records.value;
      const reviews = await Promise.all(proving.map((each) => reviewsIn(each, component)));
      return {
        hotfixes: hotfixes.flatMap((each) => (each.state === "known" ? [each.value] : [])),
        reviews: reviews.flat(),
      };
    }),
  );
}

async function reviewsIn(view: View, component: ComponentPolicy): Promise<ReviewRecord[]> {
  const records = await gatherRecords({ component, view });
  if (records.state === "unavailable") return [];
  return records.value.reviews.flatMap((each) => (each.state === "known" ? [each.value] : []));
}
