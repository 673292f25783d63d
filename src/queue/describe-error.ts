const longest = 4_000;

/** An error and its causes as one text for the operator. */
export function describeError(error: unknown): string {
  const lines: string[] = [];
  let at = error;
  while (Error.isError(at) && lines.length < 5) {
    lines.push(at.message === "" ? at.name : at.message);
    at = at.cause;
  }
  if (lines.length === 0) lines.push(String(error));
  return lines.join("\ncaused by: ").slice(0, longest);
}
