import type { ComponentPolicy } from "../core/model/policy.ts";
import { known } from "../core/model/fact.ts";
import type { GatherContext } from "./context.ts";

/** The same component as base has it, with what runs delivered there: what was accepted last is what counts. */
export function onBase(context: GatherContext, component: ComponentPolicy): GatherContext {
  const { change, baseView } = context;
  return {
    ...context,
    component,
    view: baseView,
    onBase: true,
    change: { ...change, head: change.baseTip, behindBase: known(false), changedFiles: known([]) },
    wantsChangedLines: false,
  };
}
