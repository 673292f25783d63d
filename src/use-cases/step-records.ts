import type { Card } from "../core/model/card.ts";
import { type Hotfix, hotfixInForce } from "../core/model/hotfix.ts";
import type { Level } from "../core/model/level.ts";
import type { ComponentPolicy } from "../core/model/policy.ts";
import { provenBy } from "../core/proof.ts";
import { gatherProofs } from "../gather/proofs.ts";
import { formerIds, gatherRecords } from "../gather/records.ts";
import type { GatherContext } from "../gather/context.ts";
import type { View } from "../gather/view.ts";
import { type CallSurroundings, hotfixCall } from "./hotfix-calls.ts";

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

/** What a pull request brings of hotfixes. */
export interface BroughtHotfix {
  /** The one that stands in for the panel. */
  readonly hotfix?: Hotfix;
  readonly calls: GatherContext["hotfixCalls"];
}

/**
 * The hotfix that stands in for the panel in this pull request. One that nobody on call has called does
 * not; where people cannot be seen at all, as in a work tree, its own rule is left open.
 */
export async function hotfixIn(
  inView: Parameters<typeof gatherRecords>[0],
  changedPaths: readonly string[],
  around: CallSurroundings,
): Promise<BroughtHotfix> {
  const records = await gatherRecords(inView);
  const hotfixes = records.state === "known" ? records.value.hotfixes : [];
  const brought = hotfixes
    .flatMap((each) => (each.state === "known" ? [each.value] : []))
    .filter(({ place }) => changedPaths.includes(place.path));
  const calls = new Map(
    await Promise.all(
      brought.map(async (record) => [record.place.path, await hotfixCall(record, around)] as const),
    ),
  );
  const called = brought.filter(({ place }) => {
    const call = calls.get(place.path);
    return call?.state === "known" ? call.value.fault === undefined : call?.cause === "not-visible";
  });
  const hotfix = hotfixInForce(called, changedPaths, around.change.now);
  return { calls, ...(hotfix && { hotfix }) };
}
