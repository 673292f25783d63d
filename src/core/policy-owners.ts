import { editApproved } from "./edit-approved.ts";
import type { Approvals } from "./model/approval.ts";
import type { Fact } from "./model/fact.ts";
import type { Evidence, Finding } from "./model/finding.ts";
import { type EditedSetting, POLICY_OWNERS } from "./model/policy-edit.ts";

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
    ...editApproved(
      {
        because: asked.because ?? whatItDoes(asked.settings),
        evidence: asked.settings.slice(0, MOST_PLACES).map(evidenceOf),
        roles: [POLICY_OWNERS],
      },
      approvals,
    ),
  };
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
