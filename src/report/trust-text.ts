import { type Finding, isHeldBack } from "../core/model/finding.ts";
import { tierName } from "../core/model/trust.ts";
import { prose } from "./escape.ts";
import { placeLink } from "./link.ts";

/**
 * Of which tier of trust the reports are that something rests on, and why of no higher one; Markdown. What is
 * committed is nothing to tell, and what is held back for it says so itself.
 */
export function trustText(finding: Pick<Finding, "outcome" | "trust">): string {
  const { trust } = finding;
  if (trust === undefined || trust.tier === 0 || isHeldBack(finding)) return "";
  const { path, from, url, tier, because } = trust;
  const report = placeLink({ path, ...(url !== undefined && { run: url }) }, { commit: "" });
  const why = because === undefined ? "" : `; ${prose(because)}`;
  return `Of tier ${tierName(tier)}: ${report} ${prose(from)}${why}.`;
}
