import type { Diagnosis } from "../model/doctor.ts";
import type { Fact } from "../model/fact.ts";
import type { BranchProtection } from "../model/ruleset.ts";

/** Whether classic protections that require checks of ours hold administrators up. */
export function diagnoseProtections(read: Fact<readonly BranchProtection[]>): readonly Diagnosis[] {
  if (read.state === "unavailable") return [];
  return read.value
    .filter(({ checks }) => checks.some(({ name }) => name.startsWith("mltrl/")))
    .map(({ branch, holdsAdmins }) => heldUp(`the branch protection of ${branch}`, holdsAdmins));
}

function heldUp(protection: string, holdsAdmins: boolean | undefined): Diagnosis {
  const point = "bypass";
  const mend = 'switch on "Do not allow bypassing the above settings" in it';
  if (holdsAdmins === undefined) {
    const says = `Whether administrators may pass by ${protection} is not shown.`;
    return { point, outcome: "unknown", says, mend };
  }
  return holdsAdmins
    ? { point, outcome: "good", says: `Administrators may not pass by ${protection} either.` }
    : { point, outcome: "advice", says: `Administrators may pass by ${protection}.`, mend };
}
