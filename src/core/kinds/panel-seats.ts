import type { Approval, Approvals, OutsideSignOff } from "../model/approval.ts";
import { ANY_ADMIN, type LapsedApproval, type Seat } from "../model/finding.ts";
import type { Level } from "../model/level.ts";
import { whyBarred } from "./independence.ts";

/** The panel of one step. */
export interface Panel {
  readonly roles: readonly string[];
  readonly from: Level;
  readonly to: Level;
  /** The role whose approval vouches for people who signed on paper. */
  readonly vouchedBy: string;
}

/** Somebody who can take a seat: a login, or a name on paper with who vouches for it. */
interface Claim {
  readonly name: string;
  readonly vouched?: NonNullable<Seat["vouched"]>;
}

/**
 * Fills the seats of a panel from the approvals that count: given to the same step and content, by
 * somebody who is not barred. One person holds one seat; a maximum matching leaves no seat open that
 * another assignment would fill. A promoter is the whole panel and has approved by asking for the step.
 */
export function fillSeats(panel: Panel, approvals: Approvals, promoter?: string): Seat[] {
  const { roles, from } = panel;
  const explicit = from >= approvals.explicitFrom;
  const able = roles.map((role) => claimsOf(role, panel, approvals));
  const names = able.map((claims) => claims.map(({ name }) => name));
  const holders =
    approvals.panels === "small-team" ? names.map(([first]) => first) : matchSeats(names);
  const seated = new Set(holders.filter((name) => name !== undefined));
  return roles.map((role, seat) => {
    const holder = holders[seat] ?? promoter;
    const vouched = able[seat]?.find(({ name }) => name === holder)?.vouched;
    const free = (approvals.members.get(role) ?? [ANY_ADMIN]).filter(
      (login) => whyBarred(login, approvals.barred) === undefined && !seated.has(login),
    );
    const lapsed = lapsedFor(role, panel, approvals).filter(({ login }) => !seated.has(login));
    const again = new Set(lapsed.flatMap(({ login, askAgain }) => (askAgain ? login : [])));
    const asked = free.filter((login) => approvals.asked.includes(login) && !again.has(login));
    return {
      role,
      ...(holder !== undefined && { holder }),
      ...(vouched && { vouched }),
      ...(explicit && { explicit }),
      candidates: holder === undefined ? free : [],
      ...(holder === undefined && asked.length > 0 && { asked }),
      lapsed,
    };
  });
}

function claimsOf(role: string, panel: Panel, approvals: Approvals): Claim[] {
  const logins = approvals.given
    .filter((each) => whyNotAs(role, each, panel, approvals) === undefined)
    .filter((each) => holds(each, role, approvals))
    .map(({ login }) => login);
  return [
    ...[...new Set(logins)].map((name) => ({ name })),
    ...approvals.outside.flatMap((signer) => paperClaim(signer, role, panel, approvals)),
  ];
}

/** A name on paper fills a seat once somebody of another, independent role approved a head that held it. */
function paperClaim(
  { name, role, document, fault, seenAt }: OutsideSignOff,
  wanted: string,
  panel: Panel,
  approvals: Approvals,
): Claim[] {
  if (role !== wanted || role === panel.vouchedBy || fault !== undefined) return [];
  const voucher = approvals.given.find(
    (each) =>
      seenAt.includes(each.saw.commit) &&
      holds(each, panel.vouchedBy, approvals) &&
      whyNotAs(panel.vouchedBy, each, panel, approvals) === undefined,
  );
  return voucher === undefined ? [] : [{ name, vouched: { by: voucher.login, document } }];
}

function holds(approval: Approval, role: string, approvals: Approvals): boolean {
  return approvals.members.has(role) ? approval.roles.includes(role) : approval.admin;
}

/** People whose approval of this step and this content counts, whatever their role. */
export function countingLogins(to: Level, approvals: Approvals): string[] {
  return [
    ...new Set(
      approvals.given
        .filter((each) => each.state === "approved" && whyNot(each, to, approvals) === undefined)
        .map(({ login }) => login),
    ),
  ];
}

/** Whether the author alone holds a role, and so is a panel of one. */
export function isOwnPanel(role: string, { members, author }: Approvals): boolean {
  const holders = members.get(role) ?? [];
  return holders.length === 1 && holders[0] === author;
}

/** The latest approval of each person that does not fill a seat of the role, with the reason. */
function lapsedFor(role: string, panel: Panel, approvals: Approvals): LapsedApproval[] {
  const given = approvals.given.filter(
    (each) => each.state === "approved" && holds(each, role, approvals),
  );
  const filling = new Set(
    given
      .filter((each) => whyNotAs(role, each, panel, approvals) === undefined)
      .map(({ login }) => login),
  );
  const latest = new Map(
    given.filter(({ login }) => !filling.has(login)).map((each) => [each.login, each]),
  );
  return [
    ...[...latest.values()].flatMap((each) => {
      const because = whyNotAs(role, each, panel, approvals);
      if (because === undefined) return [];
      const toPush = filledBefore(role, each, panel, approvals) && each.askedSince !== true;
      return [{ login: each.login, because, ...(toPush && { askAgain: true as const }) }];
    }),
    ...approvals.outside
      .filter((signer) => signer.role === role)
      .filter((signer) => paperClaim(signer, role, panel, approvals).length === 0)
      .map((signer) => ({ login: signer.name, because: whyNotOnPaper(signer, panel) })),
  ];
}

/** Whether an approval filled the seat while the content was what its author saw. */
function filledBefore(
  role: string,
  approval: Approval,
  panel: Panel,
  approvals: Approvals,
): boolean {
  const then = { ...approvals, current: approval.saw };
  return (
    approval.saw.digest !== approvals.current.digest &&
    whyNotAs(role, approval, panel, then) === undefined
  );
}

function whyNotOnPaper({ role, document, fault }: OutsideSignOff, { vouchedBy }: Panel): string {
  if (fault !== undefined) return `signed outside, which does not count: ${fault}`;
  return role === vouchedBy
    ? `signed outside; a seat of ${vouchedBy}, which vouches for others, is not filled on paper`
    : `signed outside (${document}); nobody with the role ${vouchedBy} has vouched for it by approving`;
}

/** Why an approval fills no seat of a role, or undefined where it does. */
function whyNotAs(
  role: string,
  approval: Approval,
  { from, to }: Panel,
  approvals: Approvals,
): string | undefined {
  if (approval.state !== "approved") return "asks for changes";
  const why = whyNot(approval, to, approvals);
  if (why !== undefined || from < approvals.explicitFrom) return why;
  const short = approval.saw.commit.slice(0, 7);
  if (approval.edited) {
    return `signed ${short} with a text that was edited afterwards; an edited text signs nothing`;
  }
  return approval.signed.includes(role)
    ? undefined
    : `approved ${short} without signing: the review has to say \`/mltrl sign ${approvals.component} as ${role}\``;
}

/** Why an approval does not count for anything. */
function whyNot(approval: Approval, to: Level, approvals: Approvals): string | undefined {
  const { login, bot, saw, changedSince } = approval;
  const barred = bot ? "is a bot" : whyBarred(login, approvals.barred);
  if (barred !== undefined) return barred;
  const short = saw.commit.slice(0, 7);
  if (saw.claimedLevel !== to) return `approved ${short}, which did not claim level ${to} yet`;
  return saw.digest === approvals.current.digest
    ? undefined
    : `approved ${short}; the content changed since${pathsText(changedSince)}`;
}

/** Paths that are named of a change that made an approval lapse. */
const MOST_PATHS = 3;

function pathsText(paths: readonly string[]): string {
  if (paths.length === 0) return "";
  const more = paths.length - MOST_PATHS;
  return `: ${paths.slice(0, MOST_PATHS).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
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
