import * as z from "zod";
import type { Approvals } from "../model/approval.ts";
import type { Card } from "../model/card.ts";
import { notApplicable, pass, pending } from "../model/finding.ts";
import { stepName } from "../model/level.ts";
import { graduationOf } from "../model/step.ts";
import { defineKind } from "./define-kind.ts";
import { independenceDoubt, whyBarred } from "./independence.ts";
import { countingLogins, isOwnPanel } from "./panel-seats.ts";

/** Somebody approved the step who neither wrote it nor asked for it, nor is the component's only owner. */
export const reviewIndependence = defineKind({
  kind: "review-independence",
  needs: ["step", "approvals", "card"],
  params: z.strictObject({
    minimum: z
      .int()
      .min(1)
      .default(1)
      .meta({ description: "Independent people who approve", stricter: "higher" }),
    "own-panel-until": z.int().min(-1).max(9).default(1).meta({
      description: "Up to this level the only holder of a role may approve their own step",
      stricter: "lower",
    }),
  }),
  judge({ step, approvals, card }, params) {
    const graduation = graduationOf(step);
    if (graduation === undefined) return notApplicable("no level is raised");
    const { from, to } = graduation;
    const name = stepName(from, to);
    const early = from <= params["own-panel-until"];
    if (early && [...approvals.members.keys()].some((role) => isOwnPanel(role, approvals))) {
      return notApplicable(`${approvals.author} is the whole panel of ${name}`);
    }
    const doubt = independenceDoubt(approvals);
    if (doubt !== undefined) return doubt;
    const owners = early ? [] : soleOwner(card);
    const counting = countingLogins(to, approvals);
    const independent = counting.filter((login) => !owners.includes(login.toLowerCase()));
    if (independent.length >= params.minimum) {
      return pass(`${independent.join(", ")} approved ${name} independently`);
    }
    return pending(
      "reviewers",
      `${independent.length} of ${params.minimum} independent approvals of ${name}${barredText(approvals, counting, owners)}`,
    );
  },
});

/** The login of the only owner, where the card names just one. */
function soleOwner(card: Card): string[] {
  const names = (card.rows.get("owners")?.text ?? "")
    .toLowerCase()
    .split(/[\s,;]+/)
    .map((name) => name.replace(/^@/, ""))
    .filter((name) => name !== "");
  return names.length === 1 ? names : [];
}

function barredText(
  approvals: Approvals,
  counting: readonly string[],
  owners: readonly string[],
): string {
  const barred = approvals.given.flatMap(({ login, state }) => {
    const because = whyBarred(login, approvals.barred);
    return state === "approved" && because !== undefined ? [`${login} (${because})`] : [];
  });
  const sole = counting
    .filter((login) => owners.includes(login.toLowerCase()))
    .map((login) => `${login} (the only owner)`);
  const all = new Set([...barred, ...sole]);
  return all.size > 0 ? `; does not count: ${[...all].join(", ")}` : "";
}
