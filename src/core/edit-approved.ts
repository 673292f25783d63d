import { fillSeats } from "./kinds/panel-seats.ts";
import type { Approvals } from "./model/approval.ts";
import type { Fact } from "./model/fact.ts";
import { type Evidence, type Judgement, pending, type Seat } from "./model/finding.ts";
import { NO_STEP } from "./model/policy-edit.ts";

/** What an edit of what is asked for needs. */
export interface EditAsked {
  /** What it does, in words that a sentence can begin with. */
  readonly because: string;
  readonly evidence: readonly Evidence[];
  /** One independent person of each has to approve it. */
  readonly roles: readonly string[];
}

/** Whether somebody independent of each role has approved an edit as it stands now. */
export function editApproved(
  { because, evidence, roles }: EditAsked,
  approvals: Fact<Approvals>,
): Judgement {
  if (approvals.state === "unavailable") {
    const { cause, reason } = approvals;
    const turn = cause === "not-visible" ? "elsewhere" : "reviewers";
    return { outcome: cause === "not-visible" ? "pending" : "unknown", turn, reason: `${because}, and who has approved that is not known: ${reason}`, evidence }; // prettier-ignore
  }
  const { given, unlinked } = approvals.value;
  const objections = given.filter(
    ({ state, roles: held, admin }) => state === "changes-requested" && (held.length > 0 || admin),
  );
  if (objections.length > 0) {
    const names = objections.map(({ login }) => login).join(", ");
    return { outcome: "fail", turn: "author", reason: `${because}, and changes are requested by ${names}`, evidence }; // prettier-ignore
  }
  const seats = roles.flatMap((role) => seatOf(role, approvals.value));
  if (unlinked.length > 0) {
    return {
      ...pending(
        "reviewers",
        `${because}, and who wrote the commits of ${unlinked.join(", ")} cannot be told, so that nobody's independence can be shown: link these e-mail addresses to accounts`,
        ...evidence,
      ),
      seats,
    };
  }
  const open = seats.filter(({ holder }) => holder === undefined).map(({ role }) => role);
  return open.length > 0
    ? {
        ...pending("reviewers", `${because}: somebody with the role ${open.join(" and ")} has to approve that`, ...evidence), // prettier-ignore
        seats,
      }
    : { outcome: "pass", reason: `${because}; ${approvedBy(seats)} approved that`, evidence, seats }; // prettier-ignore
}

/** Of several roles one person may answer for each: these are no seats of one panel. */
export function seatOf(role: string, approvals: Approvals): Seat[] {
  return fillSeats({ roles: [role], from: NO_STEP, to: NO_STEP, vouchedBy: role }, approvals);
}

function approvedBy(seats: readonly Seat[]): string {
  const names = seats.map(({ holder = "", role }) => `${holder} (${role})`);
  return `${names.join(" and ")} ${names.length === 1 ? "has" : "have"}`;
}
