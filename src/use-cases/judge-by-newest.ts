import type { JudgedByNewest } from "../core/ladder-notice.ts";
import type { Engine } from "./engine.ts";
import { judgeComponent, type JudgingPorts } from "./judge-component.ts";
import type { PlannedComponent } from "./plan-component.ts";

/**
 * What the newest ladder makes of components where it asks otherwise than the pinned one. A rule of it may
 * not be able to judge by what the policy says for the pinned one; that is no fault of the verdict.
 */
export async function judgeByNewest(
  components: readonly PlannedComponent[],
  ports: JudgingPorts,
  engine: Engine,
): Promise<ReadonlyMap<string, JudgedByNewest>> {
  const judged = await Promise.all(
    components.map(async ({ newer }) => {
      if (newer === undefined) return [];
      const { plan, otherwise } = newer;
      const { findings } = await judgeComponent(otherwise, ports, engine);
      return [[plan.id, { plan, findings }] as const];
    }),
  );
  return new Map(judged.flat());
}
