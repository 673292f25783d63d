/** The time of day. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}

/** A clock that can also wake its owner. */
export interface AlarmClock extends Clock {
  /** Calls `ring` once, `delay` milliseconds from now, unless the returned function is called first. */
  after(delay: number, ring: () => void): () => void;
}
