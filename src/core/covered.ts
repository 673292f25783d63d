import { type Finding, isHeldBack } from "./model/finding.ts";
import type { StandIn } from "./model/stand-in.ts";

/**
 * A finding with what stands in for its rule. It covers what is not met or still waited for, never what
 * could not be looked at through a fault of ours or GitHub's: nobody knows what there is to waive then.
 */
export function covered<T extends Finding>(found: T, standIn: StandIn | undefined): T {
  const open = ["fail", "unknown", "pending"].includes(found.outcome);
  if (standIn === undefined || !open || found.unseen === true) return found;
  if (standIn.otherHead === true && isHeldBack(found)) {
    const before = `${standIn.reason.replace(/\.$/, "")}, before this head was pushed`;
    return { ...found, reason: `${found.reason}; ${before}` };
  }
  const { turn: _, seats: __, ...rest } = found;
  const { reason, endsAt, warnsAt } = standIn;
  const [validUntil] = [found.validUntil, standIn.endsSoon ? endsAt : (warnsAt ?? endsAt)]
    .filter((each) => each !== undefined)
    .toSorted();
  return {
    ...(rest as T),
    outcome: "waived",
    reason: `${reason.replace(/\.$/, "")}; without it: ${found.reason}`,
    standIn,
    ...(validUntil !== undefined && { validUntil }),
  };
}
