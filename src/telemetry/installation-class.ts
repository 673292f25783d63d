import type { InstallationClass } from "../ports/telemetry.ts";

/** Documented: 5,000 an hour, up to 12,500 with people and repositories, more in GitHub Enterprise Cloud. */
export function classOfLimit(limit: number, isGraphql: boolean): InstallationClass {
  if (!(limit > 0)) return "unknown";
  // Of points of GraphQL the Enterprise Cloud gives 10,000, of requests 15,000.
  if (limit >= (isGraphql ? 10_000 : 15_000)) return "enterprise";
  return limit > 5000 ? "scaled" : "base";
}
