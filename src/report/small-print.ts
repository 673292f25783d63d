import type { Decision } from "../core/model/decision.ts";
import { paragraph, type Section } from "./cut.ts";
import { markdown } from "./escape.ts";
import { shortDigest } from "./seat-table.ts";
import type { Standing } from "./standing.ts";

/** Components whose digests are printed. */
const MOST_DIGESTS = 5;

/** What the verdict rests on. The base and head stand elsewhere: with them every push would be news. */
export function smallPrint(
  { provenance, validUntil }: Decision,
  { components }: Standing,
): Section {
  const { policy, ladder, version } = provenance;
  const digests = components
    .filter(({ digest }) => digest !== undefined)
    .slice(0, MOST_DIGESTS)
    .map(({ id, digest = "" }) => `${id} ${shortDigest(digest)}`);
  const parts = [
    `policy ${shortCommits(policy)}`,
    `ladder ${ladder}`,
    `mltrl-gate ${version}`,
    ...(digests.length > 0 ? [`content ${digests.join(", ")}`] : []),
    ...(validUntil === undefined ? [] : [`judged again at ${validUntil}`]),
  ];
  return {
    ...paragraph(
      "What this rests on",
      `<sub>${parts.map((part) => markdown(part)).join(" · ")}</sub>`,
    ),
    essential: true,
  };
}

/** Commits as people write them. */
export function shortCommits(text: string): string {
  return text.replaceAll(/\b([0-9a-f]{7})[0-9a-f]{33}(?:[0-9a-f]{24})?\b/g, "$1");
}
