import type { Decision } from "../core/model/decision.ts";
import type { EditedSetting, PolicyEditDecision } from "../core/model/policy-edit.ts";
import { placeText } from "../core/model/place.ts";
import { plain } from "./escape.ts";
import { EDITED, outcomeText } from "./policy-edit-words.ts";
import type { Style } from "./style.ts";
import { wrap } from "./wrap.ts";

/** What a change makes of the policy: each value, and what the checks come to under both. */
export function policyEditBlocks({ policyEdit, checks }: Decision, style: Style): string[][] {
  if (policyEdit === undefined) return [];
  const shown = new Set(checks.map(({ name }) => name));
  return [
    ...(["weakened", "unclear", "tightened"] as const).map((list) =>
      settings(EDITED[list], policyEdit[list], style),
    ),
    outcomes(policyEdit, shown, style),
  ];
}

function settings(title: string, edited: readonly EditedSetting[], style: Style): string[] {
  if (edited.length === 0) return [];
  return [
    style.bold(title),
    ...edited.flatMap(({ name, before, after, place }) =>
      wrap(plain(`${name}: ${value(before)} → ${value(after)} (${placeText(place)})`, 500), "  "),
    ),
  ];
}

function value(text: string | undefined): string {
  return text === undefined ? "not set" : plain(text, 200);
}

/** Of other pull requests a work tree knows nothing. */
function outcomes(
  { outcomes: found }: PolicyEditDecision,
  shown: ReadonlySet<string>,
  style: Style,
): string[] {
  const lines = found
    .flatMap(({ checks }) => checks)
    .filter(({ name }) => shown.has(name))
    .flatMap(({ name, before, after }) =>
      wrap(
        plain(`${name} ${outcomeText(before)} by the policy in force, and by this one ${outcomeText(after)}`), // prettier-ignore
        "  ",
      ),
    );
  return lines.length === 0 ? [] : [style.bold("The outcome under both policies"), ...lines];
}
