import type { Fact } from "../core/model/fact.ts";

/** A file in a store of records: its name, and an id that changes with its content. */
export interface KeptRecord {
  readonly name: string;
  readonly id: string;
}

/** Everything a store holds at one moment. */
export interface RecordListing {
  /** What the next record has to be appended to; undefined while there is none. */
  readonly tip: string | undefined;
  /** By name, in order. */
  readonly records: readonly KeptRecord[];
}

/** Records of what was merged, as they are kept. */
export interface RecordReader {
  list(): Promise<Fact<RecordListing>>;
  text(record: KeptRecord): Promise<Fact<string>>;
}

/** A record to be kept for good. */
export interface NewRecord {
  readonly name: string;
  readonly text: string;
  /** What happened, in a line, for people who look at the store itself. */
  readonly message: string;
}

/** Records that can be added to, and by which nothing is changed or taken away. */
export interface RecordStore extends RecordReader {
  /**
   * Keeps one more record if the store is still as it was listed. `moved` where somebody was faster:
   * list again. Unavailable as `not-visible` where we may not write.
   */
  append(record: NewRecord, after: string | undefined): Promise<Fact<"appended" | "moved">>;
}

/** What a clone of a repository remembers of how its store came about. */
export interface RecordHistory extends RecordReader {
  /** The listing after each change that was made to the store, the oldest first. */
  versions(): Promise<Fact<readonly RecordListing[]>>;
}
