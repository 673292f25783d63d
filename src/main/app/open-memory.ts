import type { Logger } from "pino";
import { createAnswerCache } from "../../github/caches/answer-cache.ts";
import { countedObjects } from "../../github/caches/counted-objects.ts";
import { createPropertyCache, type PropertyCache } from "../../github/custom-properties.ts";
import { createExpectedReads, type ExpectedReads } from "../../github/expected-reads.ts";
import { CACHE_BYTES, createObjectCache } from "../../github/caches/object-cache.ts";
import { createPeopleCache } from "../../github/caches/people-cache.ts";
import { sharedObjects } from "../../github/caches/shared-objects.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Telemetry } from "../../ports/telemetry.ts";
import { seenOrganizations } from "../../queue/seen-organizations.ts";
import type { GithubMemory } from "../github-ports/github-ports-options.ts";
import { VERSION } from "../version.ts";
import { createQueueMemory, type QueueMemory } from "./memory/queue-memory.ts";
import { createRepositoryMemory, type RepositoryMemory } from "./memory/repository-memory.ts";
import type { Stores } from "./open-stores.ts";

/** What the App remembers of GitHub: most of it outlives the process and is shared by replicas. */
export interface AppMemory extends GithubMemory {
  readonly repositories: RepositoryMemory;
  readonly queues: QueueMemory;
  readonly properties: PropertyCache;
  readonly expected: ExpectedReads;
}

/** Opens what is remembered over what outlives the process. */
export function openMemory(
  { notes, cache }: Pick<Stores, "notes" | "cache">,
  clock: Clock,
  telemetry: Telemetry,
  log: Pick<Logger, "warn">,
): AppMemory {
  const shared = {
    store: cache,
    form: VERSION,
    report: (error: unknown) => log.warn({ err: error }, "the cache failed, and was done without"),
  };
  const told = (what: string) => (found: boolean) => telemetry.lookedUp(what, found);
  const answers = createAnswerCache({ ...shared, clock });
  const properties = createPropertyCache(notes, answers, told("properties"));
  const objects = sharedObjects(createObjectCache(CACHE_BYTES), shared);
  return {
    repositories: createRepositoryMemory(notes, clock),
    queues: createQueueMemory(notes, clock),
    properties,
    organization: { seen: seenOrganizations(notes), properties },
    people: createPeopleCache(notes, answers, told("people")),
    objects: countedObjects(objects, telemetry),
    expected: createExpectedReads(clock),
  };
}
