import type { Card } from "../core/model/card.ts";
import { hotfixInForce } from "../core/model/hotfix.ts";
import type { Level } from "../core/model/level.ts";
import type { ComponentPlan } from "../core/model/obligation.ts";
import type { ComponentPolicy } from "../core/model/policy.ts";
import { provenBy } from "../core/proof.ts";
import { gatherProofs } from "../gather/proofs.ts";
import { formerIds, gatherRecords } from "../gather/records.ts";
import type { View } from "../gather/view.ts";

/** Where records that speak of a step stand. */
interface Branches {
  readonly merged: View;
  /** Tips of branches whose merged reviews prove a step. */
  readonly proving: readonly View[];
}

/** Merged reviews that show the content as merged at a level already. */
export async function proofsOf(
  level: Level,
  component: ComponentPolicy,
  card: Card | undefined,
  { merged: view, proving: merged }: Branches,
): Promise<readonly string[]> {
  const ids = [component.id, ...formerIds(card)];
  const found = await gatherProofs({ component, ids, view, merged });
  return found === undefined
    ? []
    : provenBy(level, found.content, found.reviews, found.switchbacks);
}

/** A record of a renewal that no branch has taken in yet; a copy of a merged one says nothing new. */
export function renews(
  id: string,
  changedPaths: readonly string[],
  { merged, proving }: Branches,
): boolean {
  return changedPaths.some((path) => {
    const record = merged.records.get(path)?.id;
    return (
      record !== undefined &&
      path.startsWith(`.mltrl/reviews/${id}/`) &&
      path.endsWith("-9-to-9.yml") &&
      !proving.some(({ records }) => records.get(path)?.id === record)
    );
  });
}

/** The hotfix that stands in for the panel in this pull request. */
export async function hotfixIn(
  inView: Parameters<typeof gatherRecords>[0],
  changedPaths: readonly string[],
  now: string,
): Promise<ComponentPlan["hotfix"]> {
  const records = await gatherRecords(inView);
  const hotfixes = records.state === "known" ? records.value.hotfixes : [];
  const readable = hotfixes.flatMap((each) => (each.state === "known" ? [each.value] : []));
  return hotfixInForce(readable, changedPaths, now);
}
