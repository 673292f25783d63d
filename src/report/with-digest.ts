import type { CheckRunText } from "./check-run.ts";

/** Adds a digest of everything that a check run shows: equal digests say the same. */
export function withDigest(
  report: CheckRunText,
  hash: (text: string) => string,
): CheckRunText & { readonly digest: string } {
  const { name, headSha, conclusion, title, summary, text, annotations } = report;
  const lines = annotations.map(({ path, line, level, title, message }) => [
    path,
    line,
    level,
    title,
    message,
  ]);
  return {
    ...report,
    digest: hash(JSON.stringify([name, headSha, conclusion, title, summary, text, lines])),
  };
}
