import { createPropertyCache } from "../../github/custom-properties.ts";
import { NOTHING_EXPECTED } from "../../github/expected-reads.ts";
import { CACHE_BYTES, createObjectCache } from "../../github/object-cache.ts";
import { createPeopleCache } from "../../github/people-cache.ts";
import type { Clock } from "../../ports/clock.ts";
import { createNoteMemory } from "../../queue/note-memory.ts";
import { seenOrganizations } from "../../queue/seen-organizations.ts";
import type { GithubMemory } from "./github-ports-options.ts";

/** The memory of a process that has just begun, and keeps nothing for another. */
export function freshMemory(clock: Clock): GithubMemory {
  const notes = createNoteMemory(clock);
  return {
    organization: {
      seen: seenOrganizations(notes),
      properties: createPropertyCache(notes, clock),
    },
    people: createPeopleCache(notes, clock),
    objects: createObjectCache(CACHE_BYTES),
    expected: NOTHING_EXPECTED,
  };
}
