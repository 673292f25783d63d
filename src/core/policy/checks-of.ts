import type * as z from "zod";
import type { CheckPolicy } from "../model/policy.ts";
import type { check } from "./shared-schemas.ts";

type Written = Readonly<Record<string, z.output<typeof check>>>;

/** The checks as a file defines them. */
export function checksOf(checks: Written): CheckPolicy[] {
  return Object.entries(checks).map(([name, written]) => ({
    name,
    branches: written.branches,
    enforcement: written.enforcement,
    ...(written["block-from"] !== undefined && { blockFrom: written["block-from"] }),
    ...(written["minimum-level"] !== undefined && {
      minimumLevel: written["minimum-level"] as NonNullable<CheckPolicy["minimumLevel"]>,
    }),
    scope: written.scope,
    perBranch: written["per-branch"],
  }));
}
