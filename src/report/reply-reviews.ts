import type { ComponentDecision } from "../core/model/decision.ts";
import { answer, type Answer } from "./answer.ts";
import { paragraph } from "./cut.ts";
import { code, prose } from "./escape.ts";
import { openSeats, seatsAsked } from "./seats.ts";
import { seatSections } from "./seat-table.ts";
import { isUnmet } from "./standing.ts";

/** What came of asking people for open seats. */
export interface ReviewsAsked {
  readonly components: readonly ComponentDecision[];
  /** Who was asked just now. */
  readonly asked: readonly string[];
  /** Why nobody could be asked, where that is so. */
  readonly notices: readonly string[];
}

/** Who was asked, or why nobody was; then the seats. */
export function reviewsAskedReply({ components, asked, notices }: ReviewsAsked): Answer {
  const panels = components
    .map((component) => ({
      component,
      seats: seatsAsked(
        component.findings.map((finding) => ({ ...finding, component: component.id })),
      ),
    }))
    .filter(({ seats }) => openSeats(seats).length > 0);
  return answer(headline(asked, notices, panels), [
    ...notices.map((notice) => paragraph("", prose(notice))),
    ...panels.flatMap(({ component, seats }) => seatSections(component, seats)),
  ]);
}

function headline(
  asked: readonly string[],
  notices: readonly string[],
  panels: readonly { readonly component: ComponentDecision }[],
): string {
  if (asked.length > 0) {
    return `Asked for a review: ${asked.map((login) => code(login)).join(", ")}.`;
  }
  if (notices.length > 0) return "Nobody was asked.";
  if (panels.length === 0) return "Nobody was asked: no seat is open here.";
  const unready = panels.some(({ component: { findings } }) =>
    findings.some((finding) => finding.severity === "blocking" && isUnmet(finding)),
  );
  return unready
    ? "Nobody was asked: what the check names comes first, so that nobody reviews it twice."
    : "Nobody new was asked: whoever can take an open seat was asked already, or nobody can.";
}
