import type { Approval, Approvals } from "../model/approval.ts";
import type { Seat } from "../model/finding.ts";
import type { Level } from "../model/level.ts";

/**
 * Fills the seats of a panel from the approvals that count: given to the same step and content, by
 * somebody who is not barred. One person holds one seat; a maximum matching leaves no seat open that
 * another assignment would fill. A promoter is the whole panel and has approved by asking for the step.
 */
export function fillSeats(
  roles: readonly string[],
  to: Level,
  approvals: Approvals,
  promoter?: string,
): Seat[] {
  const counting = countingApprovals(to, approvals);
  const able = roles.map((role) =>
    counting.filter((each) => holds(each, role, approvals)).map(({ login }) => login),
  );
  const holders =
    approvals.panels === "small-team" ? able.map(([first]) => first) : matchSeats(able);
  const seated = new Set(holders.filter((login) => login !== undefined));
  return roles.map((role, seat) => {
    const holder = holders[seat] ?? promoter;
    const free = (approvals.members.get(role) ?? ["any repository admin"]).filter(
      (login) => !approvals.barred.has(login) && !seated.has(login),
    );
    return {
      role,
      ...(holder !== undefined && { holder }),
      candidates: holder === undefined ? free : [],
      lapsed: approvals.given
        .filter((each) => each.state === "approved" && holds(each, role, approvals))
        .flatMap((each) => {
          const because = whyLapsed(each, to, approvals);
          return because === undefined ? [] : [{ login: each.login, because }];
        }),
    };
  });
}

function holds(approval: Approval, role: string, approvals: Approvals): boolean {
  return approvals.members.has(role) ? approval.roles.includes(role) : approval.admin;
}

/** The approvals of this step and this content by people who may give one. */
export function countingApprovals(to: Level, approvals: Approvals): Approval[] {
  return approvals.given.filter((approval) => counts(approval, to, approvals));
}

/** Whether the author alone holds a role, and so is a panel of one. */
export function isOwnPanel(role: string, { members, author }: Approvals): boolean {
  const holders = members.get(role) ?? [];
  return holders.length === 1 && holders[0] === author;
}

function counts(approval: Approval, to: Level, approvals: Approvals): boolean {
  return (
    approval.state === "approved" &&
    !approval.bot &&
    !approvals.barred.has(approval.login) &&
    whyLapsed(approval, to, approvals) === undefined
  );
}

function whyLapsed({ login, saw }: Approval, to: Level, approvals: Approvals): string | undefined {
  const barred = approvals.barred.get(login);
  if (barred !== undefined) return barred;
  if (saw.claimedLevel !== to) {
    return `approved ${saw.commit.slice(0, 7)}, which did not claim level ${to} yet`;
  }
  if (saw.digest !== approvals.current.digest) {
    return `approved ${saw.commit.slice(0, 7)}; the content changed since`;
  }
  return undefined;
}

/** Kuhn's augmenting paths: panels have a handful of seats. */
export function matchSeats(candidates: readonly (readonly string[])[]): (string | undefined)[] {
  const seatOf = new Map<string, number>();
  const place = (seat: number, tried: Set<string>): boolean => {
    for (const login of candidates[seat] ?? []) {
      if (tried.has(login)) continue;
      tried.add(login);
      const taken = seatOf.get(login);
      if (taken === undefined || place(taken, tried)) {
        seatOf.set(login, seat);
        return true;
      }
    }
    return false;
  };
  candidates.forEach((_, seat) => place(seat, new Set()));
  return candidates.map((_, seat) => [...seatOf].find(([, held]) => held === seat)?.[0]);
}
