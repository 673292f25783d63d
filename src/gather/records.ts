import type { Card } from "../core/model/card.ts";
import { type Fact, known } from "../core/model/fact.ts";
import type { Records } from "../core/model/records.ts";
import { parseHotfixRecord } from "../evidence/hotfix-record.ts";
import {
  parseDecisionRecord,
  parseReviewRecord,
  parseSwitchbackRecord,
} from "../evidence/records.ts";
import { gatherCard } from "./card.ts";
import type { GatherContext } from "./context.ts";
import { pathsIn } from "./paths-in.ts";
import type { View } from "./view.ts";

/** Reviews, key decisions, switchbacks and hotfixes of a component, under every id that it has had. */
export async function gatherRecords({
  component,
  view,
}: Pick<GatherContext, "component" | "view">): Promise<Fact<Records>> {
  const card = await gatherCard(view, component.id);
  const ids = [component.id, ...(card.state === "known" ? formerIds(card.value) : [])];
  const [reviews, decisions, switchbacks, hotfixes] = await Promise.all([
    folders(view, "reviews", ids, parseReviewRecord),
    folders(view, "decisions", ids, parseDecisionRecord),
    folders(view, "switchbacks", ids, parseSwitchbackRecord),
    folders(view, "hotfixes", ids, parseHotfixRecord),
  ]);
  return known({ reviews, decisions, switchbacks, hotfixes });
}

/** Ids whose records speak of the component as well: it had them, or it was a part of what had. */
export function formerIds(card: Card | undefined): readonly string[] {
  return [...(card?.renamedFrom ?? []), ...(card?.splitFrom === undefined ? [] : [card.splitFrom])];
}

async function folders<T>(
  view: View,
  kind: "reviews" | "decisions" | "switchbacks" | "hotfixes",
  ids: readonly string[],
  parse: (text: string, path: string) => Fact<T>,
): Promise<Fact<T>[]> {
  const paths = ids
    .flatMap((id) => pathsIn(view.records, `.mltrl/${kind}/${id}`))
    // What people signed on paper stands beside the record that lists it.
    .filter((path) => kind !== "reviews" || /\.ya?ml$/.test(path));
  return Promise.all(paths.map((path) => view.parsed(path, parse)));
}
