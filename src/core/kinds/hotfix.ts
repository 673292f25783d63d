import * as z from "zod";
import { fail, notApplicable, pass, pending } from "../model/finding.ts";
import { nextMidnight } from "../model/grace.ts";
import { hotfixInForce } from "../model/hotfix.ts";
import { levelOf } from "../model/step.ts";
import { defineKind } from "./define-kind.ts";
import { independenceDoubt } from "./independence.ts";
import { countingLogins } from "./panel-seats.ts";
import { readable } from "./record-history.ts";

/** A hotfix is recorded, lasts some days, and somebody independent has approved it. */
export const hotfix = defineKind({
  kind: "hotfix",
  needs: ["step", "records", "hotfixCalls", "approvals", "changedPaths", "now"],
  params: z.strictObject({
    "minimum-approvals": z
      .int()
      .min(1)
      .default(1)
      .meta({ description: "Independent people who approve", stricter: "higher" }),
  }),
  judge({ step, records, hotfixCalls, approvals, changedPaths, now }, params) {
    const { values, unreadable } = readable(records.hotfixes);
    if (unreadable?.places?.some(({ path }) => changedPaths.includes(path))) return unreadable;
    const brought = values.filter(({ place }) => changedPaths.includes(place.path));
    const [record] = brought;
    if (record === undefined) return notApplicable("no hotfix is called here");
    const seen = { ...record.place, seen: record.incident };
    const inForce = hotfixInForce(brought, changedPaths, now);
    if (inForce === undefined) {
      return nextMidnight(record.until) <= now && record.reviewed !== undefined
        ? pass(`the hotfix of ${record.date} has been reviewed`, seen)
        : fail(
            `the hotfix of ${record.date} does not cover today: it lasts from ${record.date} to ${record.until}`,
            seen,
          );
    }
    const call = hotfixCalls.get(record.place.path);
    if (call?.state === "unavailable") return call;
    if (call?.value.fault !== undefined) {
      return fail(`the hotfix of ${record.date} does not count: ${call.value.fault}`, seen);
    }
    const doubt = independenceDoubt(approvals);
    if (doubt !== undefined) return doubt;
    const independent = countingLogins(levelOf(step), approvals).filter(
      (login) => !isCaller(login, call?.value.callers ?? [record.by]),
    );
    const asked = params["minimum-approvals"];
    const text = `a hotfix is in force until ${record.until}: ${record.incident}`;
    return independent.length >= asked
      ? {
          ...pass(`${text}; approved by ${independent.join(", ")}`, seen),
          validUntil: inForce.endsAt,
        }
      : pending(
          "reviewers",
          `${text}; ${independent.length} of ${asked} independent approvals`,
          seen,
        );
  },
});

function isCaller(login: string, callers: readonly string[]): boolean {
  return callers.some((each) => each.toLowerCase() === login.toLowerCase());
}
