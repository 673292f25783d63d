import type * as z from "zod";
import type { signOff } from "./shared-schemas.ts";

type Written = z.output<typeof signOff>;

/** Above every level: approvals never have to say what they sign. */
const NEVER = 10;

/** The level from which on approvals say what they sign, as a file says it. */
export function explicitFromOf(written: Written): number {
  if (typeof written === "object") return written["explicit-from"];
  return written === "explicit" ? 0 : NEVER;
}

/** The same as a file would say it. */
export function signOffOf(explicitFrom: number): Written {
  if (explicitFrom >= NEVER) return "approval";
  return explicitFrom === 0 ? "explicit" : { "explicit-from": explicitFrom };
}

/** The same in words. */
export function signOffText(explicitFrom: number): string {
  const written = signOffOf(explicitFrom);
  return typeof written === "object" ? `explicit from level ${explicitFrom} on` : written;
}
