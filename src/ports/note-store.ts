/**
 * Small notes on subjects that outlive the process and are the same for every replica. A subject can be
 * turned over: what was learnt of it before may be wrong from then on, and whoever wrote down the turn
 * with what he learnt can tell.
 */
export interface NoteStore {
  /** Each subject as it stands, in the order in which they are asked for. */
  read(subjects: readonly string[]): Promise<readonly NotedSubject[]>;
  /** Puts notes on a subject by their names, and takes off those that are undefined: all or none. */
  write(subject: string, notes: Notes): Promise<void>;
  /**
   * The same for what does no harm where it is lost: it outlives the process, but maybe not a loss of
   * power, and nobody waits for the disk.
   */
  jot(subject: string, notes: Notes): Promise<void>;
  /** Something has happened to a subject. */
  turn(subject: string): Promise<void>;
  /** Removes notes whose time is over. */
  tidy(): Promise<void>;
}

/** By their names; undefined takes one off. */
export type Notes = Readonly<Record<string, Note | undefined>>;

/** What stands on a subject. */
export interface NotedSubject {
  /** How often it was turned over. */
  readonly turn: number;
  /** By their names; JSON values. */
  readonly notes: ReadonlyMap<string, unknown>;
}

export interface Note {
  /** A JSON value. */
  readonly value: unknown;
  /** It is no more from this instant on; without one it stays. */
  readonly until?: number;
}
