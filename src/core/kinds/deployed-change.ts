import * as z from "zod";
import type { Card } from "../model/card.ts";
import { CHANGE_KINDS, type ChangeKind, covers } from "../model/change-kind.ts";
import { type Unavailable, unavailable } from "../model/fact.ts";
import type { FactValues } from "../model/facts.ts";
import { type Evidence, fail, type Judgement, notApplicable, pass } from "../model/finding.ts";
import { stepName } from "../model/level.ts";
import type { SwitchbackRecord } from "../model/records.ts";
import { defineKind } from "./define-kind.ts";
import { latest, readable } from "./record-history.ts";
import { shownChanges } from "./shown-changes.ts";

const TOP_LEVEL = 9;

/**
 * A deployed component changes by going back: how far depends on the kind of change, which the record of
 * the switchback names and which must not be weaker than what the files show.
 */
export const deployedChange = defineKind({
  kind: "deployed-change",
  needs: ["step", "cardLeft", "baseCard", "records", "changedPaths"],
  params: z.strictObject({
    targets: z
      .array(
        z.strictObject({
          changes: z.array(z.enum(CHANGE_KINDS)).min(1),
          "at-most": z.int().min(0).max(TOP_LEVEL),
        }),
      )
      .min(1)
      .meta({ description: "The highest level to go back to, by kind of change" }),
  }),
  judge(facts, { targets }) {
    const { step, cardLeft, baseCard } = facts;
    const { movement, from, to } = step;
    const deployed = from === TOP_LEVEL || (baseCard?.deployed ?? []).length > 0;
    if (!deployed || from === undefined || to === undefined || baseCard === undefined) {
      return notApplicable("the component is not deployed");
    }
    const shown = shownChanges(baseCard, cardLeft ?? baseCard, step.component, facts.changedPaths);
    if (movement === "lower") return switchback(facts, from, to, targets, shown);
    if (from !== TOP_LEVEL) return onItsWay(from, targets, shown);
    return inPlace(facts, baseCard, targets, shown);
  },
});

type Needed = Pick<FactValues, "step" | "records" | "changedPaths">;
type Targets = readonly { readonly changes: readonly ChangeKind[]; readonly "at-most": number }[];
type Shown = ReturnType<typeof shownChanges>;

/** At 9 and staying there. */
function inPlace(
  { step }: Needed,
  { levelPlace }: Card,
  targets: Targets,
  shown: Shown,
): Judgement {
  const { movement, provenBy = [] } = step;
  const seen = { ...levelPlace, seen: `level: ${TOP_LEVEL}` };
  if (movement === "renew") return pass("the component graduates again in place, 9 → 9", seen);
  if (movement !== "content") return notApplicable("its content does not change");
  if (provenBy.length > 0) {
    return pass(
      "this very content has been at level 9",
      ...provenBy.map((path) => ({ path, seen: "the same content" })),
    );
  }
  const asked = shown.filter(({ kind }) => targetFor(kind, targets) !== undefined);
  if (asked.length === 0 && targetFor("fix", targets) === undefined) {
    return notApplicable("nothing shows a change of this kind");
  }
  const least = Math.min(...asked.map(({ kind }) => targetFor(kind, targets) ?? TOP_LEVEL), 7);
  return fail(
    `content of a deployed component changes at level 9: go back to ${least} or lower with a switchback record, graduate again in place with a review record 9-to-9, or call a hotfix${asked.length > 0 ? `; ${asked.map(({ what }) => what).join(", ")}` : ""}`,
    seen,
    ...asked.map(({ evidence }) => evidence),
  );
}

/** The next version of what is deployed, opened at a level: what it takes in later may ask for a lower one. */
function onItsWay(from: number, targets: Targets, shown: Shown): Judgement {
  const late = shown.filter(({ kind }) => (targetFor(kind, targets) ?? TOP_LEVEL) < from);
  if (late.length === 0) return notApplicable(`the next version is on its way at level ${from}`);
  const least = Math.min(...late.map(({ kind }) => targetFor(kind, targets) ?? TOP_LEVEL));
  return fail(
    `the next version is at level ${from}, and ${late.map(({ what, kind }) => `${what}, which is "${kind}"`).join("; ")}: go back to ${least} or lower with a switchback record`,
    ...late.map(({ evidence }) => evidence),
  );
}

function switchback(
  { step, records, changedPaths }: Needed,
  from: NonNullable<Needed["step"]["from"]>,
  to: NonNullable<Needed["step"]["to"]>,
  targets: Targets,
  shown: Shown,
): Judgement | Unavailable {
  const { values, unreadable } = readable(records.switchbacks);
  const record = latest(
    values.filter(
      (each) => each.from === from && each.to === to && changedPaths.includes(each.place.path),
    ),
  );
  if (record === undefined) {
    return (
      unreadable ??
      unavailable(
        "missing",
        `this pull request brings no record of the switchback ${stepName(from, to)}`,
        {
          path: `.mltrl/switchbacks/${step.component}/`,
        },
      )
    );
  }
  return recorded(record, targets, shown);
}

function recorded(record: SwitchbackRecord, targets: Targets, shown: Shown): Judgement {
  const { change, from, to, place } = record;
  const name = stepName(from, to);
  const seen: Evidence = {
    ...place,
    seen: change === undefined ? "no change" : `change: ${change}`,
  };
  if (change === undefined) {
    return targetFor("fix", targets) === undefined
      ? notApplicable("the switchback names no kind of change")
      : fail(
          `the record of the switchback ${name} does not say what changes: expected "change", one of ${CHANGE_KINDS.join(", ")}`,
          seen,
        );
  }
  const target = targetFor(change, targets);
  if (target === undefined)
    return notApplicable(`a change of the kind "${change}" is not asked here`);
  const stronger = shown.filter(({ kind }) => !covers(change, kind));
  if (stronger.length > 0) {
    return fail(
      `the record calls the change "${change}", and ${stronger.map(({ what, kind }) => `${what}, which is "${kind}"`).join("; ")}`,
      seen,
      ...stronger.map(({ evidence }) => evidence),
    );
  }
  return to <= target
    ? pass(`the switchback ${name} goes back far enough for "${change}"`, seen)
    : fail(
        `a change of the kind "${change}" goes back to ${target} or lower; the record goes to ${to}`,
        seen,
      );
}

function targetFor(change: ChangeKind, targets: Targets): number | undefined {
  return targets.find(({ changes }) => changes.includes(change))?.["at-most"];
}
