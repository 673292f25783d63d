import type { HotfixRecord, ReviewRecord } from "../core/model/records.ts";
import type { ComponentPolicy } from "../core/model/policy.ts";
import { gatherRecords } from "./records.ts";
import type { View } from "./view.ts";

/** The hotfixes of a component, and the reviews that may have made up for them. */
export interface CalledHotfixes {
  readonly hotfixes: readonly HotfixRecord[];
  readonly reviews: readonly ReviewRecord[];
}

/** Hotfixes of every component that has had one, in a view. */
export async function gatherHotfixes(
  view: View,
  components: readonly ComponentPolicy[],
): Promise<readonly CalledHotfixes[]> {
  const paths = [...view.records.keys()].filter((path) => path.startsWith(".mltrl/hotfixes/"));
  const called = components.filter(({ id }) =>
    paths.some((path) => path.startsWith(`.mltrl/hotfixes/${id}/`)),
  );
  return Promise.all(
    called.map(async (component) => {
      const records = await gatherRecords({ component, view });
      if (records.state === "unavailable") return { hotfixes: [], reviews: [] };
      const { hotfixes, reviews } = records.value;
      return {
        hotfixes: hotfixes.flatMap((each) => (each.state === "known" ? [each.value] : [])),
        reviews: reviews.flatMap((each) => (each.state === "known" ? [each.value] : [])),
      };
    }),
  );
}
