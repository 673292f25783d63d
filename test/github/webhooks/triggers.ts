import { actionsAppId } from "../state/actions.ts";
import type { Happening } from "../state/nouns.ts";
import { fullName } from "../state/repository.ts";
import type { World } from "../state/world.ts";
import { eventOf } from "./payload.ts";

/** Events that a job's token may cause and that still start workflows. */
const dispatches = new Set(["workflow_dispatch", "repository_dispatch"]);

/**
 * Keeps what may start workflows for a runner to take. "Events triggered by the GITHUB_TOKEN will not create
 * a new workflow run" (page "GITHUB_TOKEN"), apart from those that ask for one.
 */
export function noteTrigger(world: World, happening: Happening): void {
  const { event, action, repository, sender } = happening;
  if (world.triggers === undefined || repository === undefined) return;
  if (sender.app?.id === actionsAppId && !dispatches.has(event)) return;
  world.triggers.push({
    event,
    action,
    repository: fullName(repository),
    actor: sender.login,
    payload: eventOf(world, happening),
  });
}
