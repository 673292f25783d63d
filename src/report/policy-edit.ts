import type { CheckDecision, Decision } from "../core/model/decision.ts";
import type {
  ComparedOutcome,
  EditedSetting,
  PolicyEditDecision,
} from "../core/model/policy-edit.ts";
import { count } from "./count.ts";
import { folded, paragraph, type Section } from "./cut.ts";
import { code, markdown } from "./escape.ts";
import { type LinkTarget, placeLink } from "./link.ts";
import { EDITED, outcomeText } from "./policy-edit-words.ts";

/** The longest value that is printed in a table. */
const LONGEST = 200;

/** What a pull request makes of the policy: what it weakens, and every outcome under the old and the new. */
export function policyEditSections(
  { policyEdit }: Decision,
  { name }: CheckDecision,
  target: LinkTarget,
): Section[] {
  if (policyEdit === undefined) return [];
  const { weakened, unclear, tightened } = policyEdit;
  if (weakened.length + unclear.length + tightened.length === 0) return [];
  return [
    ...settingTable(EDITED.weakened, weakened, target),
    ...settingTable(EDITED.unclear, unclear, target),
    ...outcomeTable(policyEdit, name),
  ];
}

/** What it asks more of needs nobody, and is no news for most readers. */
export function tightenedSection({ policyEdit }: Decision, target: LinkTarget): Section[] {
  const rows = (policyEdit?.tightened ?? []).map(
    (setting) =>
      `- ${code(setting.name)}: ${change(setting)} (${placeLink(setting.place, target)})`,
  );
  return rows.length === 0
    ? []
    : [folded(EDITED.tightened, `${EDITED.tightened} (${rows.length})`, rows)];
}

function settingTable(
  title: string,
  settings: readonly EditedSetting[],
  target: LinkTarget,
): Section[] {
  if (settings.length === 0) return [];
  return [
    {
      name: title,
      open: `### ${title}\n\n| Value | Now | With this pull request | Where |\n| :-- | :-- | :-- | :-- |`,
      items: settings.map(
        ({ name, before, after, place }) =>
          `| ${code(name)} | ${value(before)} | ${value(after)} | ${placeLink(place, target)} |`,
      ),
      close: "",
    },
  ];
}

/** Where nothing is asked less of and nothing comes out otherwise, there is nothing to compare. */
function outcomeTable(
  { outcomes, left, weakened, unclear }: PolicyEditDecision,
  check: string,
): Section[] {
  const differs = outcomes.some(({ checks }) =>
    checks.some(({ name, before, after }) => name === check && before !== after),
  );
  if (weakened.length + unclear.length === 0 && !differs) return [];
  const rows = outcomes.flatMap((outcome) => outcomeRow(outcome, check));
  if (rows.length === 0) return [];
  const not = left === 0 ? [] : [`*${count(left, "more open pull request")} not looked at.*`];
  return [
    {
      name: "The outcome under both policies",
      open: "### The outcome under both policies\n\n| Pull request | By the policy in force | By this one |\n| :-- | :-- | :-- |",
      items: rows,
      close: "",
    },
    ...not.map((text) => paragraph("", text)),
  ];
}

function outcomeRow({ pullRequest, checks }: ComparedOutcome, check: string): string[] {
  return checks
    .filter(({ name }) => name === check)
    .map(({ before, after }) => {
      const which = pullRequest === undefined ? "this one" : `#${pullRequest}`;
      return `| ${which} | ${outcomeText(before)} | ${before === after ? outcomeText(after) : `**${outcomeText(after)}**`} |`;
    });
}

function change({ before, after }: EditedSetting): string {
  return `${value(before)} → ${value(after)}`;
}

function value(text: string | undefined): string {
  return text === undefined ? "not set" : markdown(text, LONGEST);
}
