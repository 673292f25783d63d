import * as z from "zod";
import { countingLogins } from "../kinds/panel-seats.ts";
import type { Approvals } from "../model/approval.ts";
import type { Contributors } from "../model/change.ts";
import type { ComponentDecision, Decision } from "../model/decision.ts";
import { type Fact, known, unavailable } from "../model/fact.ts";
import type { ComponentPlan } from "../model/obligation.ts";
import { levelOf } from "../model/step.ts";
import type { Basis } from "../replay.ts";
import { canonicalJson, fromCanonicalJson } from "../source/canonical-json.ts";
import {
  type Capsule,
  type CapsuleEvent,
  capsuleSchema,
  type KeptException,
  type KeptReview,
  type Signature,
} from "./capsule-schema.ts";
import { keptBasis } from "./kept-basis.ts";

/** A capsule before it has its place in a chain. */
export type Draft = Omit<Capsule, "number" | "previous">;

/** What a capsule is made of. */
export interface Recordable {
  readonly pullRequest: Capsule["pull-request"];
  readonly events: readonly CapsuleEvent[];
  readonly contributors: Fact<Contributors>;
  /** Undefined where they could not be told. */
  readonly reviews: readonly KeptReview[] | undefined;
  readonly decision: Decision;
  /** Undefined where nothing could be judged. */
  readonly basis: Basis | undefined;
  readonly policyFiles: Capsule["policy"]["files"];
  readonly records: Capsule["records"];
}

/** Above so many characters facts are left out: first those of components that no event is about. */
const MOST_TEXT = 4 * 1024 * 1024;

/** The capsule of a merge, all but its place in the chain. */
export function draftCapsule({
  pullRequest,
  events,
  contributors,
  reviews,
  decision,
  basis,
  policyFiles,
  records,
}: Recordable): Draft {
  const { version, ladder, policy: commit } = decision.provenance;
  const judged = basis?.judged ?? [];
  const about = new Set(events.flatMap((event) => ("component" in event ? event.component : [])));
  const others = judged.map(({ plan }) => plan.id).filter((id) => !about.has(id));
  const all = judged.map(({ plan }) => plan.id);
  const exceptions = decision.components.flatMap(exceptionsOf);
  const draft = (leftOut: readonly string[]): Draft => ({
    version: 1,
    engine: { version, ladder },
    "pull-request": pullRequest,
    events: [...events],
    contributors:
      contributors.state === "known"
        ? { logins: [...contributors.value.logins], unlinked: [...contributors.value.unlinked] }
        : null,
    reviews: reviews === undefined ? null : [...reviews],
    signatures: judged.flatMap(({ plan, facts }) =>
      facts?.approvals.state === "known" ? signaturesOf(plan, facts.approvals.value) : [],
    ),
    ...(exceptions.length > 0 && { exceptions }),
    policy: { commit, files: [...policyFiles], ...(basis && { effective: basis.policy }) },
    records: [...records],
    ...(basis && { basis: keptBasis(basis, new Set(leftOut)) }),
    "left-out": [...leftOut],
    decision,
  });
  const choices = [[], others, all];
  return choices.map(draft).find((each) => canonicalJson(each).length <= MOST_TEXT) ?? draft(all);
}

/** What stood in for rules that did not hold. */
function exceptionsOf({ id: component, findings }: ComponentDecision): KeptException[] {
  return findings.flatMap(({ rule, outcome, standIn }) =>
    outcome !== "waived" || standIn === undefined
      ? []
      : [
          {
            component,
            rule,
            type: standIn.type,
            approver: standIn.approver,
            reason: standIn.reason,
          },
        ],
  );
}

/** Every opinion that was given on a component, with what its author saw. */
function signaturesOf({ step }: ComponentPlan, approvals: Approvals): Signature[] {
  const { component, from, to } = step;
  const counting = new Set(countingLogins(levelOf(step), approvals));
  return approvals.given.map(({ login, state, roles, saw, signed }) => {
    const barred = approvals.barred.get(login);
    return {
      login,
      state,
      roles: [...roles],
      component,
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
      commit: saw.commit,
      ...(saw.claimedLevel !== undefined && { claimed: saw.claimedLevel }),
      digest: saw.digest,
      ...(signed.length > 0 && { as: [...signed] }),
      counts: counting.has(login),
      ...(barred !== undefined && { barred }),
    };
  });
}

/** A capsule as it is kept: one line of JSON, the same for the same content. */
export function capsuleText(capsule: Capsule): string {
  return `${canonicalJson(capsule)}\n`;
}

/** A capsule out of its text; one that was not written by us, or was changed, may not be one. */
export function parseCapsule(text: string, path: string): Fact<Capsule> {
  let value: unknown;
  try {
    value = fromCanonicalJson(text);
  } catch {
    return unavailable("invalid", `${path} is no JSON`, { path });
  }
  const version = (value as { version?: unknown } | null)?.version;
  if (typeof version === "number" && version !== 1) {
    return unavailable(
      "invalid",
      `${path} is of format ${version}; this version of mltrl-gate reads format 1`,
      { path },
    );
  }
  const parsed = capsuleSchema.safeParse(value);
  return parsed.success
    ? known(parsed.data)
    : unavailable("invalid", `${path} is no capsule: ${z.prettifyError(parsed.error)}`, { path });
}
