import { fillSeats } from "./kinds/panel-seats.ts";
import type { Approvals } from "./model/approval.ts";
import type { Fact } from "./model/fact.ts";
import { type Evidence, type Finding, type Judgement, pending } from "./model/finding.ts";
import { type EditedSetting, NO_STEP, POLICY_OWNERS } from "./model/policy-edit.ts";

/** Why a pull request that edits the policy needs somebody who owns it. */
export interface OwnersAsked {
  /** Values that ask for less, or of which nobody can tell. */
  readonly settings: readonly EditedSetting[];
  /** In a sentence, where that is not the reason: the policy that stands cannot be read. */
  readonly because?: string;
}

/** Places that are listed as evidence; all stand in the list of what the edit changes. */
const MOST_PLACES = 20;

/** Somebody independent who owns the policy has approved this very policy. */
export function policyOwnersFinding(asked: OwnersAsked, approvals: Fact<Approvals>): Finding {
  return {
    rule: "policy-owners",
    gate: "every",
    severity: "blocking",
    since: "new",
    ...judgement(asked, approvals),
  };
}

function judgement(
  { settings, because = whatItDoes(settings) }: OwnersAsked,
  approvals: Fact<Approvals>,
): Judgement {
  const evidence = settings.slice(0, MOST_PLACES).map(evidenceOf);
  if (approvals.state === "unavailable") {
    const { cause, reason } = approvals;
    const turn = cause === "not-visible" ? "elsewhere" : "reviewers";
    return { outcome: cause === "not-visible" ? "pending" : "unknown", turn, reason: `${because}, and who has approved that is not known: ${reason}`, evidence }; // prettier-ignore
  }
  const { given, unlinked } = approvals.value;
  const objections = given.filter(
    ({ state, roles, admin }) => state === "changes-requested" && (roles.length > 0 || admin),
  );
  if (objections.length > 0) {
    const names = objections.map(({ login }) => login).join(", ");
    return { outcome: "fail", turn: "author", reason: `${because}, and changes are requested by ${names}`, evidence }; // prettier-ignore
  }
  const panel = { roles: [POLICY_OWNERS], from: NO_STEP, to: NO_STEP, vouchedBy: POLICY_OWNERS } as const; // prettier-ignore
  const seats = fillSeats(panel, approvals.value);
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
  const [holder] = seats.flatMap((seat) => seat.holder ?? []);
  return holder === undefined
    ? {
        ...pending("reviewers", `${because}: somebody with the role ${POLICY_OWNERS} has to approve that`, ...evidence), // prettier-ignore
        seats,
      }
    : { outcome: "pass", reason: `${because}; ${holder} (${POLICY_OWNERS}) has approved that`, evidence, seats }; // prettier-ignore
}

function whatItDoes(settings: readonly EditedSetting[]): string {
  const [first] = settings;
  const more = settings.length - 1;
  const changed = first === undefined ? "values" : `\`${first.name}\` (${arrow(first)})`;
  return `the policy asks for less, or for something else, in ${changed}${more > 0 ? ` and ${more} more` : ""}`;
}

function evidenceOf(setting: EditedSetting): Evidence {
  return { ...setting.place, seen: `${setting.name}: ${arrow(setting)}` };
}

/** The longest value that is printed. */
const MOST_TEXT = 120;

/** A value before and after. */
function arrow({ before, after }: Pick<EditedSetting, "before" | "after">): string {
  return `${shown(before)} → ${shown(after)}`;
}

function shown(value: string | undefined): string {
  if (value === undefined) return "not set";
  return value.length > MOST_TEXT ? `${value.slice(0, MOST_TEXT)}…` : value;
}
