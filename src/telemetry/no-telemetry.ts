import type { Telemetry } from "../ports/telemetry.ts";

/** For when nobody looks. */
export const NO_TELEMETRY: Telemetry = {
  received: ignore,
  worked: ignore,
  waits: ignore,
  heldUp: ignore,
  took: ignore,
  judged: ignore,
  answered: ignore,
  requested: ignore,
  lookedUp: ignore,
};

function ignore(): void {
  // Nobody looks.
}
