import type { ReviewedState } from "../core/model/approval.ts";
import { type Fact, known } from "../core/model/fact.ts";
import type { Listing, TreeEntry } from "../core/model/tree.ts";
import { digestOf } from "../core/source/digest.ts";
import { gatherCard } from "./card.ts";
import type { GatherContext } from "./context.ts";
import { contentIds } from "./files.ts";
import { viewAt } from "./view.ts";

/** What stands under a reviewed commit, and each part of it by its path. */
export interface ReviewedContent extends ReviewedState {
  readonly ids: ReadonlyMap<string, string>;
}

/**
 * What somebody saw who reviewed a commit: the level its card claims, and a digest of the component's
 * content and records. Review records are left out, because approving must not change what is approved.
 */
export async function reviewedContent(
  { component, repository }: Pick<GatherContext, "component" | "repository">,
  commit: string,
): Promise<Fact<ReviewedContent>> {
  const view = await viewAt(repository, commit);
  if (view.state === "unavailable") return view;
  const [content, card] = await Promise.all([
    contentIds(component, view.value),
    gatherCard(view.value, component.id),
  ]);
  if (content.state === "unavailable") return content;
  const records = recordsOf(view.value.records, component.id);
  const ids = [...content.value, ...records.map(({ path, id }) => [path, id] as const)];
  return known({
    commit,
    claimedLevel: card.state === "known" ? card.value?.level : undefined,
    digest: digestOf(ids),
    ids: new Map(ids),
  });
}

/** Paths at which two reviewed states differ, in order. */
export function changedBetween(before: ReviewedContent, after: ReviewedContent): string[] {
  if (before.digest === after.digest) return [];
  return [...new Set([...before.ids.keys(), ...after.ids.keys()])]
    .filter((path) => before.ids.get(path) !== after.ids.get(path))
    .toSorted();
}

/** Records by the component that their folder or file is named for. A listing never changes. */
const recordsByOwner = new WeakMap<Listing, ReadonlyMap<string | undefined, TreeEntry[]>>();

function recordsOf(listing: Listing, component: string): readonly TreeEntry[] {
  const records =
    recordsByOwner.get(listing) ??
    Map.groupBy(
      [...listing.values()].filter(({ type }) => type === "blob"),
      ({ path }) => {
        const [, folder, name] = path.split("/");
        return folder === "reviews" ? undefined : name?.replace(/\.[a-z]+$/, "");
      },
    );
  recordsByOwner.set(listing, records);
  return records.get(component) ?? [];
}
