/** One thing that is not as GitHub publishes it. */
export interface Finding {
  /**
   * `wrong`: present but not as described. `missing`: required but absent. `unknown`: nowhere
   * described. GitHub adds required keys to payloads over time, so `missing` in a webhook that was
   * recorded long ago is no more than a hint.
   */
  readonly kind: "wrong" | "missing" | "unknown";
  /** The place inside the subject, as `body.output.annotations[50].path` or `query.per_page`. */
  readonly where: string;
  /** What is the matter there, as the rest of a sentence that begins with the place. */
  readonly what: string;
}

/** A finding and the request, response, webhook or query that it was made in. */
export interface Problem extends Finding {
  /** As `request checks/create`, `response 201 of checks/create` or `webhook push`. */
  readonly subject: string;
}

/** Findings of one subject, as problems. */
export function problemsOf(subject: string, findings: readonly Finding[]): Problem[] {
  return findings.map((finding) => ({ subject, ...finding }));
}

/** A problem as one line of text. */
export function asLine({ subject, where, what }: Problem): string {
  return `${subject}: ${where} ${what}`;
}

/** A value cut short enough to stand in a sentence. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
