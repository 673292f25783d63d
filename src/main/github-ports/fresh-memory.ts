import { createAnswerCache } from "../../github/caches/answer-cache.ts";
import { createPropertyCache } from "../../github/custom-properties.ts";
import { NOTHING_EXPECTED } from "../../github/expected-reads.ts";
import { CACHE_BYTES, createObjectCache } from "../../github/caches/object-cache.ts";
import { createPeopleCache } from "../../github/caches/people-cache.ts";
import type { Clock } from "../../ports/clock.ts";
import { noCacheStore } from "../../queue/no-cache-store.ts";
import { createNoteMemory } from "../../queue/note-memory.ts";
import { seenOrganizations } from "../../queue/seen-organizations.ts";
import type { GithubMemory } from "./github-ports-options.ts";

/** The memory of a process that has just begun, and keeps nothing for another. */
export function freshMemory(clock: Clock): GithubMemory {
  const notes = createNoteMemory(clock);
  const answers = createAnswerCache({
    store: noCacheStore,
    form: "",
    report: () => undefined, // that store has no faults
    clock,
  });
  return {
    organization: {
      seen: seenOrganizations(notes),
      properties: createPropertyCache(notes, answers),
    },
    people: createPeopleCache(notes, answers),
    objects: createObjectCache(CACHE_BYTES),
    expected: NOTHING_EXPECTED,
  };
}
