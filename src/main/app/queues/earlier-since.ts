interface Since {
  readonly since?: string;
}

/** What was asked for first counts: it has not been looked at since. */
export function earlierSince(waiting: Since, next: Since): Since {
  if (waiting.since === undefined || next.since === undefined) {
    const since = waiting.since ?? next.since;
    return since === undefined ? {} : { since };
  }
  return { since: earlier(waiting.since, next.since) };
}

/** The earlier of two instants, ISO 8601. */
export function earlier(a: string, b: string): string {
  return Date.parse(a) < Date.parse(b) ? a : b;
}
