import type { GateRequest, RepositoryRef } from "../core/model/change.ts";
import type { MergeGroupRequest } from "../core/model/merge-group.ts";
import type { AppRequest } from "../core/model/request.ts";
import { parseArtifactTag } from "../evidence/version-tags/parse-artifact-tag.ts";
import type { PeopleCache } from "../github/people-cache.ts";
import type { Clock } from "../ports/clock.ts";
import type { JobStore } from "../ports/job-store.ts";
import {
  COMMANDS,
  COMMITS,
  DEPLOYMENTS,
  GATES,
  GROUPS,
  ORGANIZATIONS,
  PRESSES,
  PROTECTIONS,
  PUSHES,
  RECORDS,
  REPOSITORIES,
  SETUPS,
  SWEEPS,
  TAGS,
} from "./job-queues.ts";
import type { RepositoryMemory } from "./repository-memory.ts";

/** Events of one push come in a burst; a verdict waits this long, in milliseconds, so that they share it. */
const FOLD_FOR = 200;

/** A tag is pushed after the card that names it: what runs is looked at so much later, in milliseconds. */
const SETTLE_FOR = 60_000;

/** Repositories that come at once are greeted so far apart, in milliseconds. */
const GREETED_EVERY = 3000;

/** What requests are received with. */
export interface Reception {
  readonly store: JobStore;
  readonly memory: RepositoryMemory;
  readonly clock: Clock;
  readonly properties: { forget(repository: number): void };
  readonly people: Pick<PeopleCache, "forget">;
  /** How many repositories may come at once and still be greeted. */
  readonly greetUpTo: number;
}

/** Turns what a webhook asks for into jobs. Whatever cannot change a verdict ends here and costs nothing. */
export function acceptRequest({
  store,
  memory,
  clock,
  properties,
  people,
  greetUpTo,
}: Reception): (request: AppRequest) => Promise<void> {
  const soon = (): number => clock.now() + FOLD_FOR;
  const judge = (data: GateRequest): Promise<void> =>
    store.put(GATES, {
      key: gateKey(data.repository, data.pullRequest),
      group: groupOf(data.repository),
      data,
      notBefore: soon(),
    });
  return async (request) => {
    switch (request.type) {
      case "gate": {
        const { type: _, baseRef, ...data } = request;
        if (baseRef !== undefined && memory.isUngated(data.repository.id, baseRef)) return;
        await judge(data);
        return;
      }
      case "gate-commit": {
        const { type: _, finished, left, ...data } = request;
        if (finished !== undefined && !memory.watches(data.repository.id, finished)) return;
        if (left !== undefined && memory.isUngated(data.repository.id, left)) return;
        await store.put(COMMITS, {
          key: `${data.repository.id}@${data.sha}`,
          group: groupOf(data.repository),
          data,
          notBefore: soon(),
        });
        return;
      }
      case "gate-group": {
        const { type: _, finished, ...data } = request;
        if (memory.isUngated(data.repository.id, data.baseRef)) return;
        if (finished !== undefined && !memory.watches(data.repository.id, finished)) return;
        // Not folded with anything: the queue waits for it.
        await store.put(GROUPS, { key: groupKey(data), group: groupOf(data.repository), data });
        return;
      }
      case "deploy": {
        const { type: _, ...data } = request;
        await store.put(PROTECTIONS, {
          key: `${data.repository.id}!${data.run} ${data.environment}`,
          group: groupOf(data.repository),
          data,
        });
        return;
      }
      case "merged": {
        const { type: _, headSha, baseRef, ...merged } = request;
        const { repository } = merged;
        if (memory.isUngated(repository.id, baseRef)) return;
        await store.put(RECORDS, {
          key: String(repository.id),
          group: groupOf(repository),
          data: { merged: [merged] },
        });
        await store.put(COMMITS, {
          key: `${repository.id}@${headSha}`,
          group: groupOf(repository),
          data: { repository, sha: headSha, rewrite: false },
          notBefore: soon(),
        });
        return;
      }
      case "gate-open": {
        const { type: _, ...data } = request;
        memory.forgetUngated(data.repository.id);
        await store.put(REPOSITORIES, {
          key: `${data.repository.id}:${data.baseRef ?? ""}`,
          group: groupOf(data.repository),
          data: { ...data, which: "all" },
          notBefore: soon(),
        });
        if (data.baseRef !== undefined) return;
        // The default branch's records may say more of what runs, or of something else.
        await store.put(DEPLOYMENTS, {
          key: String(data.repository.id),
          group: groupOf(data.repository),
          data: { repository: data.repository },
          notBefore: clock.now() + SETTLE_FOR,
        });
        if (memory.isExamined(data.repository.id)) return;
        await store.put(SETUPS, {
          key: String(data.repository.id),
          group: groupOf(data.repository),
          data: { repository: data.repository, isNew: false },
          notBefore: clock.now() + SETTLE_FOR,
        });
        return;
      }
      case "branch-changed": {
        const { repository, branch } = request;
        memory.forgetUngated(repository.id);
        // Most branches are heads: those that nobody merges into are not asked about.
        if (!memory.isGated(repository.id, branch)) return;
        await store.put(REPOSITORIES, {
          key: `${repository.id}:${branch}`,
          group: groupOf(repository),
          data: { repository, baseRef: branch, which: "all" },
          notBefore: soon(),
        });
        return;
      }
      case "organization-changed": {
        const { installation } = request.repository;
        memory.forgetUngated();
        await store.put(ORGANIZATIONS, {
          key: String(installation),
          group: String(installation),
          data: { installation },
          notBefore: soon(),
        });
        return;
      }
      case "properties-changed": {
        const { repository } = request;
        properties.forget(repository.id);
        memory.forgetUngated(repository.id);
        await store.put(REPOSITORIES, {
          key: `${repository.id}:`,
          group: groupOf(repository),
          data: { repository, which: "all" },
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
      case "people-changed":
        people.forget(request.installation);
        for (const data of memory.askingPeople(request.installation)) {
          await judge(data);
        }
        return;
      case "pushed": {
        const { type: _, ofDefault, ...data } = request;
        const { repository, branch } = data;
        const covered = memory.isGated(repository.id, branch);
        if (!covered && (!ofDefault || memory.isUngated(repository.id, branch))) return;
        await store.put(PUSHES, {
          key: `${repository.id}:${branch}`,
          group: groupOf(repository),
          data,
          notBefore: soon(),
        });
        return;
      }
      case "tag-pushed": {
        const { type: _, repository, defaultBranch = "", ...change } = request;
        const named = parseArtifactTag({ name: change.tag, commit: "", annotated: true });
        if (named?.event.action !== "register") return;
        // One that is new can only put back what we told of.
        if (change.before === undefined && memory.isUngated(repository.id, defaultBranch)) return;
        await store.put(TAGS, {
          key: String(repository.id),
          group: groupOf(repository),
          data: { repository, changes: [change] },
          notBefore: soon(),
        });
        return;
      }
      case "installed": {
        const { installation, repositories } = request;
        await store.put(SWEEPS, { key: String(installation), data: { installation } });
        if (repositories.length > greetUpTo) return;
        for (const [index, repository] of repositories.entries()) {
          await store.put(SETUPS, {
            key: String(repository.id),
            group: String(installation),
            data: { repository, isNew: true },
            notBefore: clock.now() + index * GREETED_EVERY,
          });
        }
        return;
      }
      case "forget":
        memory.forgetUngated(request.repository);
        return;
      case "press": {
        const { type: _, ...data } = request;
        await store.put(PRESSES, {
          key: `${data.repository.id}@${data.sha} ${data.actor.id} ${data.body}`,
          group: groupOf(data.repository),
          data,
        });
        return;
      }
      case "command": {
        const { type: _, ...data } = request;
        await store.add(COMMANDS, {
          id: `${data.repository.id}:${data.comment?.id}`,
          group: groupOf(data.repository),
          data,
        });
        return;
      }
    }
  };
}

/** Who shares the workers with the others: the installation. */
function groupOf({ installation }: RepositoryRef): string {
  return String(installation);
}

/** What pull requests are folded by: ids, because names change. */
export function gateKey({ id }: RepositoryRef, pullRequest: number): string {
  return `${id}#${pullRequest}`;
}

/** What events of a merge group are folded by. */
export function groupKey({ repository: { id }, headSha }: MergeGroupRequest): string {
  return `${id}@${headSha}`;
}
