import type { Change } from "../core/model/change.ts";
import { known } from "../core/model/fact.ts";

/** The head by itself: a branch that nothing has been changed on yet. */
export function settled(change: Change): Change {
  return {
    ...change,
    defaultTip: change.head,
    baseTip: change.head,
    changedFiles: known([]),
    behindBase: known(false),
  };
}
