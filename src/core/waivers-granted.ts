import { editApproved, seatOf } from "./edit-approved.ts";
import type { Approvals } from "./model/approval.ts";
import type { Fact } from "./model/fact.ts";
import { type Finding, type Judgement, pending, type Seat } from "./model/finding.ts";
import type { Waiver } from "./model/waiver.ts";

/** Waivers that say more than those before: new ones, and ones that last longer or cover more. */
export function waiversToGrant(before: readonly Waiver[], after: readonly Waiver[]): Waiver[] {
  return after.filter((waiver) => !before.some((each) => covers(each, waiver)));
}

function covers(old: Waiver, waiver: Waiver): boolean {
  return (
    old.rule === waiver.rule &&
    waiver.components.every((each) => old.components.includes(each)) &&
    old.granted.date <= waiver.granted.date &&
    old.until >= waiver.until &&
    old.granted.by === waiver.granted.by
  );
}

/** Somebody independent who holds the waiver role of each has approved the waivers that a pull request adds. */
export function waiversGranted(asked: readonly Waiver[], approvals: Fact<Approvals>): Finding {
  return {
    rule: "waivers-granted",
    gate: "every",
    severity: "blocking",
    since: "new",
    ...judgement(asked, approvals),
  };
}

function judgement(asked: readonly Waiver[], approvals: Fact<Approvals>): Judgement {
  const evidence = asked.map(({ place, rule, components, until }) => ({
    ...place,
    seen: `${rule} for ${components.join(", ")} until ${until}`,
  }));
  const because = `this pull request waives ${evidence.map(({ seen }) => seen).join("; ")}`;
  const roles = [...new Set(asked.map(({ approver }) => approver))];
  const judged = editApproved({ because, evidence, roles }, approvals);
  if (judged.outcome !== "pass" || approvals.state === "unavailable") return judged;
  const given = approvals.value;
  const absent = asked.find(({ granted: { by }, approver }) => !hasGranted(by, approver, given));
  if (absent === undefined) return judged;
  const { approver, granted } = absent;
  const { by = "" } = granted;
  return {
    ...pending(
      "reviewers",
      `${because}, and names ${by} as who granted that, who has not approved it as ${approver}`,
      ...evidence,
    ),
    seats: (judged.seats ?? []).map((seat): Seat =>
      seat.role === approver ? { role: approver, candidates: [by], lapsed: seat.lapsed } : seat,
    ),
  };
}

/** Whoever an entry names holds the role and has approved it; nobody has to be named. */
function hasGranted(by: string | undefined, role: string, approvals: Approvals): boolean {
  if (by === undefined) return true;
  const given = approvals.given.filter(({ login }) => login.toLowerCase() === by.toLowerCase());
  return seatOf(role, { ...approvals, given }).every(({ holder }) => holder !== undefined);
}
