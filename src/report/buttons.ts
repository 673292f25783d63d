import type { ButtonName } from "../core/model/button.ts";
import type { Decision } from "../core/model/decision.ts";
import { openSeats, seatsAsked } from "./seats.ts";
import type { Standing } from "./standing.ts";

/** The buttons that make sense beside a verdict; a check that passed has nothing to press. */
export function buttonsFor(
  { problems, unavailable }: Pick<Decision, "problems" | "unavailable">,
  { fixes, waiting }: Pick<Standing, "fixes" | "waiting">,
): readonly ButtonName[] {
  if (problems.length > 0 || unavailable !== undefined) return ["check"];
  if (fixes.length > 0) return ["check", "explain"];
  if (waiting.length === 0) return [];
  const seats = openSeats(seatsAsked(waiting));
  return seats.length > 0 ? ["check", "request-reviews", "explain"] : ["check", "explain"];
}
