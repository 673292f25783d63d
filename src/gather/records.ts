import { type Fact, known } from "../core/model/fact.ts";
import type { Records } from "../core/model/records.ts";
import {
  parseDecisionRecord,
  parseReviewRecord,
  parseSwitchbackRecord,
} from "../evidence/records.ts";
import type { GatherContext } from "./context.ts";
import { pathsIn } from "./paths-in.ts";
import type { View } from "./view.ts";

/** Reviews, key decisions and switchbacks of a component. */
export async function gatherRecords({ component, view }: GatherContext): Promise<Fact<Records>> {
  const [reviews, decisions, switchbacks] = await Promise.all([
    folder(view, `.mltrl/reviews/${component.id}`, parseReviewRecord),
    folder(view, `.mltrl/decisions/${component.id}`, parseDecisionRecord),
    folder(view, `.mltrl/switchbacks/${component.id}`, parseSwitchbackRecord),
  ]);
  return known({ reviews, decisions, switchbacks });
}

function folder<T>(
  view: View,
  path: string,
  parse: (text: string, path: string) => Fact<T>,
): Promise<Fact<T>[]> {
  return Promise.all(pathsIn(view.records, path).map((path) => view.parsed(path, parse)));
}
