import { cardSections } from "./card-sections.ts";
import type { Kind } from "./define-kind.ts";
import { document } from "./document.ts";
import { ladderStep } from "./ladder-step.ts";
import { reviewPanel } from "./review-panel.ts";

/** The only list of kinds. A rule names one of these; a test holds rules and kinds together both ways. */
export const KINDS: ReadonlyMap<string, Kind> = new Map(
  [cardSections, document, ladderStep, reviewPanel].map((kind) => [kind.kind, kind]),
);
