import { type Finding, isHeldBack } from "./model/finding.ts";
import type { StandIn } from "./model/stand-in.ts";

/**
 * A finding with what stands in for its rule. It covers what is not met or still waited for, never what
 * could not be looked at through a fault of ours or GitHub's: nobody knows what there is to waive then.
 */
export function covered<T extends Finding>(found: T, standIn: StandIn | undefined): T {
  const open = ["fail", "unknown", "pending"].includes(found.outcome);
  if (standIn === undefined || !open || found.unseen === true) return found;
  const { endsAt, warnsAt } = standIn;
  const reason = standIn.reason.replace(/\.$/, "");
  const beside = whyBeside(found, standIn);
  if (beside !== undefined) return { ...found, reason: `${found.reason}; ${reason}, ${beside}` };
  const { turn: _, seats: __, ...rest } = found;
  const [validUntil] = [found.validUntil, standIn.endsSoon ? endsAt : (warnsAt ?? endsAt)]
    .filter((each) => each !== undefined)
    .toSorted();
  return {
    ...(rest as T),
    outcome: "waived",
    reason: `${reason}; without it: ${found.reason}`,
    standIn,
    ...(validUntil !== undefined && { validUntil }),
  };
}

/** Why it was given for something else than what is found now, in words; undefined where it was for this. */
function whyBeside(found: Finding, { otherHead, originOnly }: StandIn): string | undefined {
  if (isHeldBack(found)) return otherHead && "before this head was pushed";
  return originOnly && "when nothing was wrong but where its report came from";
}
