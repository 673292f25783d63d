import type { SemVer } from "semver";
import { type Bump, BUMPS, type ContentChange } from "../model/artifact-content.ts";

/**
 * Why a version does not rise enough for what changed, or undefined. Below 1.0.0 a minor version may
 * break (SemVer 2.0.0, 4), so that one step less is asked there; what follows a pre-release is free (9).
 *
 * @param minimum what new content raises at least
 */
export function bumpFault(
  before: SemVer,
  after: SemVer,
  { asks }: ContentChange,
  minimum: Bump,
): string | undefined {
  if (before.prerelease.length > 0) return undefined;
  const made = bumpBetween(before, after);
  const asked = greatest(minimum, asks?.bump ?? "patch");
  const enough = before.major === 0 && made !== "major" ? stepBelow(asked) : asked;
  if (BUMPS.indexOf(made) >= BUMPS.indexOf(enough)) return undefined;
  const because =
    asks !== undefined && asks.bump === asked ? asks.because : "new content asks for it";
  return `${before.version} to ${after.version} raises the ${made} version, at least the ${enough} version is expected: ${because}`;
}

function bumpBetween(before: SemVer, after: SemVer): Bump {
  if (before.major !== after.major) return "major";
  return before.minor === after.minor ? "patch" : "minor";
}

function greatest(one: Bump, other: Bump): Bump {
  return BUMPS.indexOf(one) > BUMPS.indexOf(other) ? one : other;
}

function stepBelow(bump: Bump): Bump {
  return BUMPS[Math.max(BUMPS.indexOf(bump) - 1, 0)] ?? "patch";
}
