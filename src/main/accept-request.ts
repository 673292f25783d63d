import type { RepositoryRef } from "../core/model/change.ts";
import type { AppRequest } from "../core/model/request.ts";
import type { Clock } from "../ports/clock.ts";
import type { JobStore } from "../ports/job-store.ts";
import { COMMANDS, COMMITS, GATES, REPOSITORIES, SWEEPS } from "./job-queues.ts";
import type { RepositoryMemory } from "./repository-memory.ts";

/** Events of one push come in a burst; a verdict waits this long, in milliseconds, so that they share it. */
const FOLD_FOR = 200;

/** Turns what a webhook asks for into jobs. Whatever cannot change a verdict ends here and costs nothing. */
export function acceptRequest(
  store: JobStore,
  memory: RepositoryMemory,
  clock: Clock,
): (request: AppRequest) => Promise<void> {
  const soon = (): number => clock.now() + FOLD_FOR;
  const group = ({ installation }: RepositoryRef): string => String(installation);
  return async (request) => {
    switch (request.type) {
      case "gate": {
        const { type: _, baseRef, ...data } = request;
        if (memory.isUngated(data.repository.id, baseRef)) return;
        await store.put(GATES, {
          key: gateKey(data.repository, data.pullRequest),
          group: group(data.repository),
          data,
          notBefore: soon(),
        });
        return;
      }
      case "gate-commit": {
        const { type: _, finished, left, ...data } = request;
        if (finished !== undefined && !memory.watches(data.repository.id, finished)) return;
        if (left !== undefined && memory.isUngated(data.repository.id, left)) return;
        await store.put(COMMITS, {
          key: `${data.repository.id}@${data.sha}`,
          group: group(data.repository),
          data,
          notBefore: soon(),
        });
        return;
      }
      case "gate-open": {
        const { type: _, ...data } = request;
        memory.forgetUngated(data.repository.id);
        await store.put(REPOSITORIES, {
          key: `${data.repository.id}:${data.baseRef ?? ""}`,
          group: group(data.repository),
          data: { ...data, which: "all" },
          notBefore: soon(),
        });
        return;
      }
      case "sweep-installation":
        await store.put(SWEEPS, {
          key: String(request.installation),
          data: { installation: request.installation },
        });
        return;
      case "forget":
        memory.forgetUngated(request.repository);
        return;
      case "command": {
        const { type: _, ...data } = request;
        await store.add(COMMANDS, {
          id: `${data.repository.id}:${data.comment}`,
          group: group(data.repository),
          data,
        });
        return;
      }
    }
  };
}

/** What pull requests are folded by: ids, because names change. */
export function gateKey({ id }: RepositoryRef, pullRequest: number): string {
  return `${id}#${pullRequest}`;
}
