import { deserialize, serialize } from "node:v8";
import type { Clock } from "../../ports/clock.ts";
import { createBoundedMemory } from "./bounded-memory.ts";
import { createCacheWriter, type SharedCache } from "./cache-writer.ts";

/** What GitHub answered about a subject, believed for a while: in memory, and shared with other processes. */
export interface AnswerCache {
  /** Brings in what other processes have kept of a subject. Never fails: what does not come is asked for. */
  load(subject: string): Promise<void>;
  get(subject: string, key: string): unknown;
  /** Keeps an answer, a plain value, for so many milliseconds. */
  keep(subject: string, key: string, answer: unknown, lasts: number): void;
}

export interface AnswerCacheOptions extends SharedCache {
  readonly clock: Clock;
}

/** Answers of all subjects together may take so much memory. */
const MOST_BYTES = 32 * 1024 * 1024;

/** Of one subject no more than so many bytes come back from the store at once. */
const READ_AT_MOST = 8 * 1024 * 1024;

/** Roughly what an entry takes in memory beside its value. */
const BYTES_PER_ENTRY = 200;

/**
 * Answers are found by their subject alone: whoever cannot believe those from before an event takes its
 * turn into the subject, so that nothing that was kept before is asked for again, by no process.
 */
export function createAnswerCache({ clock, ...shared }: AnswerCacheOptions): AnswerCache {
  const { store, form, report } = shared;
  const memory = createBoundedMemory(MOST_BYTES);
  const write = createCacheWriter(shared);
  const remember = (subject: string, key: string, bytes: Uint8Array, lasts: number): void =>
    memory.keep(
      `${subject}\n${key}`,
      { answer: deserialize(bytes) as unknown, until: clock.now() + lasts } satisfies Kept,
      bytes.length + BYTES_PER_ENTRY,
    );
  return {
    async load(subject) {
      try {
        const mark = (memory.get(subject) ?? 0) as number;
        const page = await store.read(`${form} ${subject}`, mark, READ_AT_MOST);
        memory.keep(subject, page.mark, BYTES_PER_ENTRY);
        for (const { key, bytes, lasts = 0 } of page.entries) remember(subject, key, bytes, lasts);
      } catch (error) {
        report(error);
      }
    },
    get(subject, key) {
      const kept = memory.get(`${subject}\n${key}`) as Kept | undefined;
      return kept !== undefined && kept.until > clock.now() ? kept.answer : undefined;
    },
    keep(subject, key, answer, lasts) {
      const bytes = serialize(answer);
      remember(subject, key, bytes, lasts);
      write(`${form} ${subject}`, { key, bytes, lasts });
    },
  };
}

interface Kept {
  readonly answer: unknown;
  readonly until: number;
}
